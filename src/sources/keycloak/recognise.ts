/** Tells Keycloak's events, in any of their forms, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, textAt } from '../../lib/json.ts';
import { SERVER_LOG } from './framing.ts';

export function recognise({ samples, text, columns }: Head): Recognition | undefined {
  if (samples.some(holdsEvent)) return 'records';
  if (samples.some(isLogEntry)) return { wrapping: SERVER_LOG };
  if (samples.length > 0) return undefined;
  if (/^\s*[[{]/.test(text)) return looksCut(text) ? 'records' : undefined;
  return columns.length < 2 || SERVER_LINE.test(text) ? recogniseLines(text) : undefined;
}

/** The logger of a line in brackets, after its level: every line of a Keycloak server's own classes. */
const SERVER_LINE = /^.{0,400}\[org\.keycloak\.[\w.$]{1,200}\] /m;

function recogniseLines(text: string): Recognition | undefined {
  return SERVER_LINE.test(text) ? 'lines' : undefined;
}

function holdsEvent(sample: unknown): boolean {
  return isEvent(sample) || isEvent(at(sample, 'event')) || isEvent(at(sample, 'adminEvent'));
}

function isEvent(value: unknown): boolean {
  return isObject(value) && (isUserEvent(value) || isAdminEvent(value));
}

function isUserEvent(event: unknown): boolean {
  const type = textAt(event, 'type');
  if (type === undefined || !/^[A-Z][A-Z0-9_]{3,60}$/.test(type) || !inRealm(event)) return false;
  return ['clientId', 'userId', 'ipAddress'].some((name) => at(event, name) !== undefined);
}

function isAdminEvent(event: unknown): boolean {
  const operation = textAt(event, 'operationType');
  if (operation === undefined || !/^(?:CREATE|UPDATE|DELETE|ACTION)$/.test(operation)) return false;
  return (
    inRealm(event) && (isObject(at(event, 'authDetails')) || textAt(event, 'resourcePath') !== undefined)
  );
}

function inRealm(event: unknown): boolean {
  const realm =
    textAt(event, 'realmId') ?? textAt(event, 'realmName') ?? textAt(event, 'authDetails', 'realmId');
  return realm !== undefined && at(event, 'time') !== undefined;
}

function isLogEntry(sample: unknown): boolean {
  const logger = textAt(sample, 'loggerName') ?? textAt(sample, 'log.logger');
  return logger?.startsWith('org.keycloak.') === true && textAt(sample, 'message') !== undefined;
}

/** The head ends inside the first event. */
function looksCut(text: string): boolean {
  const start = text.slice(0, 4096);
  const kind = /"(?:type|operationType)"\s*:\s*"[A-Z][A-Z0-9_]{3,60}"/.test(start);
  return kind && /"realmId"\s*:/.test(start) && /"(?:authDetails|ipAddress|clientId)"\s*:/.test(start);
}
