/** Tells the logs of Duo Security, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';
import { isTypedColumn } from '../../lib/typed-columns.ts';
import { LISTS } from './framing.ts';

export function recognise(head: Head): Recognition | undefined {
  if (head.columns.length > 0) return recogniseTable(head);
  const { samples } = head;
  if (samples.some(isSummary)) return { skip: 'account summary' };
  if (samples.some(isEmptyPage)) return { skip: 'page without records' };
  if (samples.some(holdsPage)) return { wrapping: 'page' };
  if (samples.some(isFlattened)) return { wrapping: 'log-analytics' };
  if (samples.some(holdsRecord)) return 'records';
  return looksCut(head);
}

const has = (value: unknown, ...names: readonly string[]): boolean =>
  isObject(value) && names.every((name) => Object.hasOwn(value, name));

function isRecord(value: unknown): boolean {
  return (
    isAdmin(value) ||
    isAuthentication(value) ||
    isActivity(value) ||
    isTelephony(value) ||
    isSecurityEvent(value)
  );
}

/** The same moment in two writings is a mark of Duo's. */
function isAdmin(value: unknown): boolean {
  if (!has(value, 'action', 'username') || !(has(value, 'object') || has(value, 'description'))) {
    // An action without an object and a description that was trimmed still names who, when and what.
    if (!has(value, 'action', 'username', 'isotimestamp', 'timestamp')) return false;
  }
  const named = /^[a-z0-9_]{3,80}$/.test(textAt(value, 'action') ?? '');
  return named && (has(value, 'isotimestamp') || textAt(value, 'eventtype') === 'administrator');
}

function isAuthentication(value: unknown): boolean {
  if (!has(value, 'factor', 'result')) return false;
  if (has(value, 'access_device') && has(value, 'application', 'user')) return true;
  return has(value, 'integration', 'username', 'reason') && has(value, 'timestamp');
}

function isActivity(value: unknown): boolean {
  return has(value, 'activity_id', 'actor', 'ts') && textAt(value, 'action', 'name') !== undefined;
}

function isTelephony(value: unknown): boolean {
  return (
    has(value, 'context', 'credits', 'phone', 'type') &&
    (has(value, 'isotimestamp') || has(value, 'telephony_id') || has(value, 'timestamp'))
  );
}

function isSecurityEvent(value: unknown): boolean {
  return has(value, 'sekey', 'surfaced_timestamp');
}

function holdsRecord(sample: unknown): boolean {
  if (isRecord(sample) || isRecord(at(sample, 'event'))) return true;
  if (listAt(sample, 'response').slice(0, 3).some(isRecord)) return true;
  const text = textAt(sample, 'message');
  return text !== undefined && isRecordText(text);
}

function isRecordText(text: string): boolean {
  if (!/^\s*\{/.test(text) || text.length > 65_536) return false;
  try {
    return isRecord(JSON.parse(text));
  } catch {
    return false;
  }
}

function holdsPage(sample: unknown): boolean {
  return LISTS.some((name) => listAt(sample, 'response', name).slice(0, 3).some(isRecord));
}

function isSummary(sample: unknown): boolean {
  return has(at(sample, 'response'), 'admin_count', 'integration_count');
}

/** `stat` and `response` are how Duo's API answers; nothing inside says of which log it is. */
function isEmptyPage(sample: unknown): boolean {
  if (textAt(sample, 'stat') !== 'OK' || !isObject(sample)) return false;
  const response = at(sample, 'response');
  if (Array.isArray(response)) return response.length === 0;
  if (!isObject(response)) return false;
  return LISTS.some((name) => Array.isArray(response[name]) && listAt(response, name).length === 0);
}

function isFlattened(sample: unknown): boolean {
  const type = textAt(sample, 'Type');
  if (type?.startsWith('DuoSecurity') === true) return true;
  return (
    has(sample, 'action_s', 'username_s', 'object_s', 'description_s') ||
    has(sample, 'txid_g', 'factor_s', 'result_s')
  );
}

function recogniseTable({ columns, text }: Head): Recognition | undefined {
  const typed = (name: string): boolean => columns.some((column) => isTypedColumn(column, name));
  const admin = ['action', 'username', 'object', 'isotimestamp'].every(typed);
  const authentication = ['factor', 'result', 'txid', 'isotimestamp'].every(typed);
  if (!admin && !authentication) return undefined;
  return text.trim().includes('\n') ? 'records' : { skip: 'export without rows' };
}

/** The head ends inside the first record or page: its opening must do. */
function looksCut({ samples, text, keys }: Head): Recognition | undefined {
  if (samples.length > 0 || !/^\s*[[{]/.test(text)) return undefined;
  const page =
    /^\s*\{\s*(?:"stat"\s*:\s*"OK"\s*,\s*)?"response"\s*:\s*\{\s*"(?:authlogs|items|events|metadata)"/.test(
      text,
    );
  const marks =
    /"(?:activity_id|sekey|telephony_id)"\s*:\s*"/.test(text) || /"access_device"\s*:\s*\{/.test(text);
  if (page) return marks ? { wrapping: 'page' } : undefined;
  const authentication =
    /"access_device"\s*:\s*\{/.test(text) && /"(?:ood_software|txid|trusted_endpoint_status)"\s*:/.test(text);
  return authentication && !keys.includes('Records') ? 'records' : undefined;
}
