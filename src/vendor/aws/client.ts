/** Where a call came from and by which path: address, calling service, kind of program. Remembers what it has decided. */

import { isIP } from 'node:net';
import { classifyAgent } from '../../enrich/user-agent.ts';
import type { Access, Client } from '../../model/event.ts';
import { isLong } from './memory-bound.ts';

export interface Caller {
  readonly sourceAddress: string | undefined;
  readonly userAgent: string | undefined;
  readonly invokedBy: string | undefined;
  readonly endpoint: string | undefined;
  readonly eventType: string | undefined;
  /** `sessionCredentialFromConsole`. */
  readonly fromConsole: boolean;
}

/** A caller with what follows from it. Shared between records: treat as frozen. */
export interface Origin extends Caller {
  readonly client: Client;
  readonly access: Access;
  /** The call came out of a Lambda function. */
  readonly inFunction: boolean;
}

interface KnownOrigin extends Origin {
  readonly next: KnownOrigin | undefined;
}

/** Few places make nearly all calls: what follows from one is decided once. */
export function originOf(caller: Caller): Origin {
  const first = byAgent.get(caller.userAgent)?.get(caller.sourceAddress);
  let compared = 0;
  for (let known = first; known !== undefined && compared < MOST_COMPARED; known = known.next) {
    if (isSame(known, caller)) return known;
    compared++;
  }
  return remember(caller, compared < MOST_COMPARED ? first : undefined);
}

function remember(caller: Caller, next: KnownOrigin | undefined): Origin {
  if (remembered >= MOST_ORIGINS) {
    byAgent.clear();
    remembered = 0;
  }
  const { sourceAddress, userAgent, invokedBy, endpoint, eventType, fromConsole } = caller;
  const origin = {
    sourceAddress,
    userAgent,
    invokedBy,
    endpoint,
    eventType,
    fromConsole,
    client: clientOf(caller),
    access: accessOf(caller),
    inFunction: userAgent?.includes('exec-env/AWS_Lambda') === true,
    next,
  };
  if (isLong([sourceAddress, userAgent, invokedBy, endpoint, eventType])) return origin;
  remembered++;
  let ofAgent = byAgent.get(userAgent);
  if (ofAgent === undefined) {
    ofAgent = new Map();
    byAgent.set(userAgent, ofAgent);
  }
  ofAgent.set(sourceAddress, origin);
  return origin;
}

/** Of one address and agent: calling services, endpoints and types of event are few. */
const MOST_COMPARED = 16;
const MOST_ORIGINS = 16_384;
let remembered = 0;
const byAgent = new Map<string | undefined, Map<string | undefined, KnownOrigin>>();

function isSame(known: Caller, { invokedBy, endpoint, eventType, fromConsole }: Caller): boolean {
  return (
    known.eventType === eventType &&
    known.fromConsole === fromConsole &&
    known.invokedBy === invokedBy &&
    known.endpoint === endpoint
  );
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
