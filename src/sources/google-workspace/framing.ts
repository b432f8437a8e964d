/** How Workspace activities lie in files, and rows of the BigQuery export as activities. */

import type { Framing } from '../../contract/source.ts';
import { bareObject, isObject, numberAt, parseNested, textAt } from '../../lib/json.ts';

export const framing: Framing = {
  envelopes: [{ key: 'items', holds: 'elements' }],
  wrappings: { bigquery: (row) => [activityOfRow(row)] },
  row: (cells) => activityOfRow(nested(cells)),
};

/**
 * A row of the export's `activity` table: the parameters of an event lie in a record named after its application, in
 * lower case. A row is one event.
 */
function activityOfRow(row: unknown): unknown {
  const application = textAt(row, 'record_type') ?? '';
  const own = isObject(row) && Object.hasOwn(row, application) ? row[application] : undefined;
  return {
    id: {
      time: isoTime(textAt(row, 'time_usec') ?? numberAt(row, 'time_usec')?.toString()),
      applicationName: application,
      uniqueQualifier: textAt(row, 'unique_identifier'),
      customerId: textAt(row, 'customer_id'),
    },
    actor: { email: textAt(row, 'email') },
    ipAddress: textAt(row, 'ip_address'),
    events: [
      {
        name: textAt(row, 'event_name'),
        type: textAt(row, 'event_type'),
        parameters: isObject(own) ? own : undefined,
      },
    ],
  };
}

/** Microseconds since 1970, which JSON exports write as text. */
function isoTime(microseconds: string | undefined): string | undefined {
  return microseconds !== undefined && /^\d{4,17}$/.test(microseconds)
    ? new Date(Number(microseconds.slice(0, -3))).toISOString()
    : undefined;
}

/** Columns of a CSV export, `login.login_type` or `login` with JSON, as the nested row they were made from. */
function nested(cells: Readonly<Record<string, string>>): unknown {
  const row: Record<string, unknown> = bareObject();
  const inner = new Map<string, Record<string, unknown>>();
  for (const column in cells) {
    const cell = cells[column];
    if (cell === undefined || cell === '') continue;
    const value = parseNested(cell) ?? cell;
    const dot = column.indexOf('.');
    if (dot < 0) {
      row[column] = value;
      continue;
    }
    const head = column.slice(0, dot);
    const own = inner.get(head) ?? bareObject<unknown>();
    own[column.slice(dot + 1)] = value;
    inner.set(head, own);
    row[head] = own;
  }
  return row;
}
