/** The wrappings OneLogin events come in, and how to get one event out of each. */

import type { Framing } from '../../contract/source.ts';
import { bareObject, isObject } from '../../lib/json.ts';

/** Name of the wrapping: rows of a Log Analytics table. */
export const TABLE_ROWS = 'table-rows';

export const framing: Framing = {
  // A page of the Events API; broadcasters send bare events, as list or lines.
  envelopes: [{ key: 'data', holds: 'elements' }],
  wrappings: { [TABLE_ROWS]: (row) => [isObject(row) ? eventOfRow(row) : row] },
  row: eventOfRow,
};

/** A row of `OneLoginEventsV2_CL`, or of the older table whose columns end in their type. */
export function eventOfRow(row: Readonly<Record<string, unknown>>): unknown {
  const event = bareObject<unknown>();
  for (const column in row) {
    const cell = row[column];
    if (cell !== '' && cell !== null && cell !== 'null') event[fieldOf(column)] = cell;
  }
  return event;
}

/** `EventTypeId` and `event_type_id_d` → `event_type_id`; remembered, as a table has few columns. */
export function fieldOf(column: string): string {
  return column.length > LONGEST_COLUMN ? column : (known.get(column) ?? remember(column));
}

const LONGEST_COLUMN = 100;
const MOST_COLUMNS = 1_024;
const known = new Map<string, string>();

function remember(column: string): string {
  if (known.size >= MOST_COLUMNS) known.clear();
  const field = renamed(column);
  known.set(column, field);
  return field;
}

function renamed(column: string): string {
  const bare = column.replace(/(?: \[[^\]]{1,20}\])$/, '');
  const named = RENAMED.get(bare);
  if (named !== undefined) return named;
  if (/^[A-Z]/.test(bare)) return bare.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
  return bare.replace(/_[sdtb]$/, '');
}

const RENAMED: ReadonlyMap<string, string> = new Map([
  ['TimeGenerated', 'event_timestamp'],
  ['EventId', 'id'],
  ['Ipaddr', 'ipaddr'],
  ['uuid_g', 'uuid'],
]);
