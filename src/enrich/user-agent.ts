/**
 * Sorts a user agent into a family and a kind of program. Matching is by plain marks, never by regular
 * expressions over the caller's text, and only the first part of an overlong one is read.
 *
 * It does not try to tell versions or to detect forgery: any caller may send any user agent.
 */

import { memo } from '../lib/memo.ts';
import type { AgentKind } from '../model/event.ts';
import { AGENT_FAMILIES, CONSOLE_MARKS, OFFENSIVE_SYSTEMS } from './agent-families.ts';

export interface Agent {
  /** `boto3`, `terraform`, `browser`; the caller's own product name in lower case for an unknown one. */
  readonly family: string;
  readonly kind: AgentKind;
}

/** Never throws; the same answer for the same text. `unknown`/`unknown` for no user agent at all. */
export function classifyAgent(userAgent: string | undefined): Agent {
  if (userAgent === undefined) return UNKNOWN;
  const head = userAgent.slice(0, MAX_CHARACTERS);
  return remembered(head, () => classify(head));
}

/** Whether the call came from a web console, CloudShell included. */
export function isConsoleAgent(userAgent: string | undefined): boolean {
  return classifyAgent(userAgent).kind === 'console';
}

/** Terraform's agents with all their modules stay below 600 characters; CloudTrail cuts at 1 KB. */
const MAX_CHARACTERS = 1_024;
const UNKNOWN: Agent = { family: 'unknown', kind: 'unknown' };
const CONSOLE: Agent = { family: 'aws-console', kind: 'console' };
const SERVICE: Agent = { family: 'aws-service', kind: 'service' };

const remembered = memo<Agent>(8_192);
const knownFamilies = new Set(
  [...AGENT_FAMILIES, ...OFFENSIVE_SYSTEMS, CONSOLE, SERVICE, UNKNOWN].map((each) => each.family),
);

function classify(userAgent: string): Agent {
  const text = withoutBrackets(userAgent.trim().toLowerCase());
  if (text === '') return UNKNOWN;
  const system = operatingSystem(text);
  if (system !== '') {
    const offensive = OFFENSIVE_SYSTEMS.find((family) => family.marks.some((mark) => hasWord(system, mark)));
    if (offensive !== undefined) return agentOf(offensive);
  }
  const known = AGENT_FAMILIES.find((family) => family.marks.some((mark) => hasWord(text, mark)));
  // Console back ends carry the SDK they are built with, so the console outranks SDKs but no attack tool or IaC.
  if (known === undefined || !OUTRANKS_CONSOLE.has(known.kind)) {
    if (CONSOLE_MARKS.some((mark) => text.includes(mark)) || isConsoleHost(text)) return CONSOLE;
  }
  if (known !== undefined) return agentOf(known);
  if (isServiceAgent(text)) return SERVICE;
  return { family: productName(text), kind: 'unknown' };
}

const OUTRANKS_CONSOLE: ReadonlySet<AgentKind> = new Set(['offensive', 'iac', 'console', 'agent', 'cli']);

function agentOf({ family, kind }: Agent): Agent {
  return { family, kind };
}

/** CloudTrail writes the agent of some services in brackets: `[aws-sdk-go-v2/1.30.0 …]`. */
function withoutBrackets(text: string): string {
  return text.startsWith('[') ? text.slice(1, text.endsWith(']') ? -1 : undefined).trim() : text;
}

/** Words that name the system: `linux/6.6.9`, `os/linux#6.6.9`, `exe/x86_64.ubuntu.22`, `md/distrib#…`. */
function operatingSystem(text: string): string {
  return text
    .split(' ')
    .filter((word) => SYSTEM_WORDS.some((prefix) => word.startsWith(prefix)))
    .join(' ');
}

const SYSTEM_WORDS = ['linux/', 'os/', 'exe/', 'md/distrib#'];

/** Whether `mark` stands in `text` with no letter directly against a letter of its own. */
function hasWord(text: string, mark: string): boolean {
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    const before = isLetter(text, at - 1) && isLetter(mark, 0);
    const after = isLetter(text, at + mark.length) && isLetter(mark, mark.length - 1);
    if (!before && !after) return true;
  }
  return false;
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122;
}

/** `console.ec2.amazonaws.com` and its like. */
function isConsoleHost(text: string): boolean {
  return text.startsWith('console.') && isAmazonHost(text);
}

/** Calls of AWS itself. Coral is the framework AWS builds its services with. */
function isServiceAgent(text: string): boolean {
  return (
    text === 'aws internal' || text === 'aws-internal' || text.startsWith('coral/') || isAmazonHost(text)
  );
}

function isAmazonHost(text: string): boolean {
  return (
    /^[a-z0-9.-]{1,100}$/.test(text) &&
    (text.endsWith('.amazonaws.com') || text.endsWith('.amazonaws.com.cn'))
  );
}

/**
 * The caller's own name for its program, without version or run id, so that one program stays one family.
 * A name that would pass for a family we know becomes `other`.
 */
function productName(text: string): string {
  const name = /^[a-z][a-z.-]{1,31}/.exec(text)?.[0]?.replace(/[.-]+$/, '') ?? '';
  return name.length < 2 || knownFamilies.has(name) ? 'other' : name;
}
