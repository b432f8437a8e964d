/** The wrappings in which unified audit log records are handed out, and how to get one record out of each. */

import type { Framing } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';
import { rowsOfTable } from '../../vendor/microsoft/framing.ts';
import { recordOfRow } from './office-activity.ts';

export const TABLE_ROWS = { wrapping: 'table-rows' } as const;

export const framing: Framing = {
  envelopes: [
    // `Search-UnifiedAuditLog`: the record is text; the Graph API's audit search: it is an object.
    { key: 'AuditData', holds: (data) => [data] },
    { key: 'auditData', holds: (data) => [data] },
    { key: 'value', holds: (element) => [auditData(element) ?? element] },
    { key: 'tables', holds: (table) => rowsOfTable(table).map(recordOfRow) },
  ],
  wrappings: {
    [TABLE_ROWS.wrapping]: (value) => [isObject(value) ? recordOfRow(value) : value],
  },
  row: (row) => auditData(row) ?? recordOfRow(row),
};

/** What holds the record itself, where something does. */
export function auditData(value: unknown): unknown {
  return (
    textAt(value, 'AuditData') ??
    at(value, 'AuditData') ??
    textAt(value, 'auditData') ??
    at(value, 'auditData')
  );
}

/** How many elements a wrapping holds, for recognition. */
export function elementsOf(value: unknown): readonly unknown[] {
  return listAt(value, 'value').slice(0, 3);
}
