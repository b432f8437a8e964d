/**
 * The message by which Keycloak's own listener writes an event into the server log, made into the record it was
 * written from: `type=LOGIN, realmId=…`, since version 22 with values in quotes. The time stands before it.
 */

import { bareObject } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';

/** The logger's name, as every line of an event has it. */
export const EVENT_LOGGER = 'org.keycloak.events';

/** The event in a line of the server log; undefined for lines that hold none. */
export function eventInLine(line: string): unknown {
  const mark = line.indexOf(`[${EVENT_LOGGER}]`);
  if (mark < 0) return undefined;
  return eventInMessage(line.slice(mark), lastTime(line.slice(0, mark)));
}

/** @param time epoch ms, or what the log has instead */
export function eventInMessage(message: string, time: unknown): unknown {
  const start = OPENING.exec(message)?.index;
  if (start === undefined) return undefined;
  const top = bareObject<unknown>();
  const details = bareObject<unknown>();
  const caller = bareObject<unknown>();
  const ofAdmin = message.startsWith('operationType', start);
  eachPair(message.slice(start).trimEnd(), (name, value) => {
    if (value === 'null' || value === '') return;
    const known = TOP.get(name);
    if (known === undefined) details[name] = value;
    else {
      if (ofAdmin && known.ofCaller) caller[known.name] = value;
      top[known.name] = value;
    }
  });
  top['time'] = time;
  if (ofAdmin) top['authDetails'] = caller;
  else top['details'] = details;
  return top;
}

const OPENING = /\b(?:type|operationType)="?[A-Z][A-Z0-9_]{1,60}"?, realmId=/;

/** Names and values. A value may hold commas and blanks; only the next name ends it. */
function eachPair(text: string, take: (name: string, value: string) => void): void {
  for (let at = 0; at < text.length; ) {
    const begin = behindName(text, at);
    if (begin < 0) return;
    const end = quotedEnd(text, begin);
    const isQuoted = end >= 0;
    const next = isQuoted ? end : bareEnd(text, begin);
    take(text.slice(at, begin - 1), isQuoted ? text.slice(begin + 1, next - 1) : text.slice(begin, next));
    at = next + (text[next] === ',' ? 2 : 1);
  }
}

const NAME = /[A-Za-z_][\w.-]{0,80}=/y;

/** Where the value of the name at `at` begins, or -1. */
function behindName(text: string, at: number): number {
  NAME.lastIndex = at;
  return NAME.test(text) ? NAME.lastIndex : -1;
}

/** Behind the closing quote, if it is the value's end. */
function quotedEnd(text: string, begin: number): number {
  const quote = text[begin];
  if (quote !== '"' && quote !== "'") return -1;
  const end = text.indexOf(quote, begin + 1) + 1;
  return end > 0 && (end === text.length || isNext(text, end)) ? end : -1;
}

function bareEnd(text: string, begin: number): number {
  for (let blank = text.indexOf(' ', begin); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
    if (behindName(text, blank + 1) >= 0) return blank > begin && text[blank - 1] === ',' ? blank - 1 : blank;
  }
  return text.length;
}

/** Whether another name follows here, with or without a comma. */
function isNext(text: string, at: number): boolean {
  const blank = text[at] === ',' ? at + 1 : at;
  return text[blank] === ' ' && behindName(text, blank + 1) >= 0;
}

/** What a line of an admin event says of who did it; the realm changed is not among it. */
const OF_CALLER = ['realmId', 'realmName', 'clientId', 'userId', 'ipAddress'];
const OF_EVENT = ['type', 'sessionId', 'error', 'operationType', 'resourceType', 'resourcePath'];

interface TopName {
  /** The one text of the name, by which members are set faster than by the same cut from a line. */
  readonly name: string;
  readonly ofCaller: boolean;
}

const TOP: ReadonlyMap<string, TopName> = new Map(
  [...OF_CALLER, ...OF_EVENT].map((name) => [name, { name, ofCaller: OF_CALLER.includes(name) }]),
);

const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g;

/** Shippers put a time of their own before the server's. */
function lastTime(text: string): number | undefined {
  const found = text.slice(0, 400).match(TIME)?.at(-1);
  return found === undefined ? undefined : parseIsoTime(found);
}
