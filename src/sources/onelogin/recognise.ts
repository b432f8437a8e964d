/** Tells OneLogin events, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt } from '../../lib/json.ts';
import { eventOfRow, fieldOf, TABLE_ROWS } from './framing.ts';

export function recognise({ samples, text, columns }: Head): Recognition | undefined {
  if (columns.length > 0) return recogniseTable(columns, text);
  if (samples.some(holdsEvent)) return 'records';
  if (samples.some((sample) => namesType(sample) && isEvent(eventOfRow(sample)))) {
    return { wrapping: TABLE_ROWS };
  }
  return samples.length === 0 && looksCut(text) ? 'records' : undefined;
}

function holdsEvent(sample: unknown): boolean {
  return isEvent(sample) || listAt(sample, 'data').slice(0, 3).some(isEvent);
}

/** Whether a column may be the type's: rows of other tables are not worth renaming. */
function namesType(row: Readonly<Record<string, unknown>>): boolean {
  for (const column in row) if (TYPE_COLUMN.test(column)) return true;
  return false;
}

const TYPE_COLUMN = /^event_?type_?id/i;

/** Types are numbers, and every event names an account or a user. */
function isEvent(value: unknown): boolean {
  if (!isObject(value)) return false;
  const type = at(value, 'event_type_id');
  const isNumber = typeof type === 'number' || (typeof type === 'string' && /^\d{1,5}(?:\.0)?$/.test(type));
  return isNumber && NAMED.some((field) => at(value, field) !== undefined);
}

const NAMED = ['account_id', 'actor_user_id', 'user_id', 'actor_system'];

function recogniseTable(columns: readonly string[], text: string): Recognition | undefined {
  const fields = new Set(columns.map(fieldOf));
  if (!fields.has('event_type_id') || !NAMED.some((field) => fields.has(field))) return undefined;
  return text.trim().includes('\n') ? 'records' : { skip: 'export without rows' };
}

/** The head ends inside the first event. */
function looksCut(text: string): boolean {
  const start = text.slice(0, 8192);
  return (
    /^\s*[[{]/.test(start) &&
    /"event_type_id"\s*:\s*"?\d{1,5}\b/.test(start) &&
    /"(?:account_id|actor_user_id|user_id)"\s*:/.test(start)
  );
}
