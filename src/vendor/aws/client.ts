/** Where a call came from and by which path: address, calling service, kind of program. */

import { isIP } from 'node:net';
import { classifyAgent } from '../../enrich/user-agent.ts';
import type { Access, Client } from '../../model/event.ts';

export interface Caller {
  readonly sourceAddress: string | undefined;
  readonly userAgent: string | undefined;
  readonly invokedBy: string | undefined;
  readonly endpoint: string | undefined;
  readonly eventType: string | undefined;
  /** `sessionCredentialFromConsole`. */
  readonly fromConsole: boolean;
}

export function clientOf({ sourceAddress, userAgent, invokedBy, endpoint }: Caller): Client {
  const ip = sourceAddress === undefined ? undefined : cleanAddress(sourceAddress);
  const named = ip === undefined && sourceAddress !== undefined && isService(sourceAddress);
  const service = invokedBy ?? (named ? sourceAddress : undefined);
  return { ip, userAgent, service: service === SIGNIN ? undefined : service, endpoint };
}

/**
 * By which path the call was made. The console's own marks come first: it works through back ends that carry
 * service names and SDK agents. A CLI run in CloudShell presents a console credential and is still a CLI.
 */
export function accessOf(caller: Caller): Access {
  const { eventType, invokedBy, sourceAddress, userAgent, fromConsole } = caller;
  if (eventType !== undefined && CONSOLE_TYPES.has(eventType)) return 'console';
  const { kind } = classifyAgent(userAgent);
  if (fromConsole) return kind === 'cli' || kind === 'iac' ? kind : 'console';
  if (invokedBy === SIGNIN || sourceAddress === SIGNIN) return 'console';
  if (invokedBy !== undefined) return 'service';
  if (sourceAddress !== undefined && isService(sourceAddress)) return 'service';
  switch (kind) {
    case 'browser':
    case 'console':
      return 'console';
    case 'cli':
    case 'sdk':
    case 'iac':
    case 'agent':
    case 'service':
      return kind;
    case 'script':
    case 'offensive':
    case 'unknown':
      return 'unknown';
  }
}

/** Both spellings of the second occur. */
const CONSOLE_TYPES: ReadonlySet<string> = new Set([
  'AwsConsoleSignIn',
  'AwsConsoleSignin',
  'AwsConsoleAction',
]);
/** How the console names itself as the calling service in older records. */
const SIGNIN = 'signin.amazonaws.com';

/** An address in its usual form: octets without leading zeros, IPv4 out of `::ffff:…`, IPv6 in lower case. */
export function cleanAddress(text: string): string | undefined {
  if (USUAL.test(text)) return text;
  const octets = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/i.exec(text);
  if (octets) {
    const numbers = octets.slice(1).map(Number);
    return numbers.every((octet) => octet <= 255) ? numbers.join('.') : undefined;
  }
  return text.includes(':') && isIP(text) === 6 ? text.toLowerCase() : undefined;
}

/** IPv4 as it nearly always comes: passed on without being taken apart. */
const USUAL = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

function isService(text: string): boolean {
  return text === 'AWS Internal' || text.endsWith('.amazonaws.com') || text.endsWith('.amazonaws.com.cn');
}
