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
  for (const [, name = '', double, single, bare] of message.slice(start).trimEnd().matchAll(PAIR)) {
    const value = double ?? single ?? bare ?? '';
    if (value === 'null' || value === '') continue;
    if (ofAdmin && CALLER.has(name)) caller[name] = value;
    if (TOP.has(name)) top[name] = value;
    else details[name] = value;
  }
  top['time'] = time;
  if (ofAdmin) top['authDetails'] = caller;
  else top['details'] = details;
  return top;
}

const OPENING = /\b(?:type|operationType)="?[A-Z][A-Z0-9_]{1,60}"?, realmId=/;
/** Values may hold commas; only the next name ends one. */
const PAIR = /([A-Za-z_][\w.-]{0,80})=(?:"([^"]*)"|'([^']*)'|(.*?))(?=,? [A-Za-z_][\w.-]{0,80}=|$)/g;
const TOP: ReadonlySet<string> = new Set([
  'type',
  'realmId',
  'realmName',
  'clientId',
  'userId',
  'sessionId',
  'ipAddress',
  'error',
  'operationType',
  'resourceType',
  'resourcePath',
]);
/** What a line of an admin event says of who did it; the realm changed is not among it. */
const CALLER: ReadonlySet<string> = new Set(['realmId', 'realmName', 'clientId', 'userId', 'ipAddress']);

const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g;

/** Shippers put a time of their own before the server's. */
function lastTime(text: string): number | undefined {
  const found = text.slice(0, 400).match(TIME)?.at(-1);
  return found === undefined ? undefined : parseIsoTime(found);
}
