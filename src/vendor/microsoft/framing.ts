/**
 * The wrappings all of Microsoft's logs come in, taken apart alike for every source of the family. Whatever the wrapping,
 * what comes out has the shape of a diagnostic record: `{time, category, operationName, …, properties: {…}}`.
 */

import type { Framing } from '../../contract/source.ts';
import { at, bareObject, isObject, listAt, textAt } from '../../lib/json.ts';
import { recordOfApiObject } from './api-objects.ts';
import { recordOfColumns } from './columns.ts';
import { AZURE_DIAGNOSTICS } from './family.ts';

/** Names of the wrappings that recognition gives. */
export const API_OBJECTS = { wrapping: 'api-objects' } as const;
export const TABLE_ROWS = { wrapping: 'table-rows' } as const;

export const framing: Framing = {
  family: AZURE_DIAGNOSTICS,
  envelopes: [
    // Event Hubs; storage accounts hold the records one a line.
    { key: 'records', holds: 'elements' },
    // Microsoft Graph and Azure's management API.
    { key: 'value', holds: (element) => [recordOfApiObject(element)] },
    // The answer to a query of a Log Analytics workspace.
    { key: 'tables', holds: recordsOfTable },
  ],
  wrappings: {
    [API_OBJECTS.wrapping]: (value) => [recordOfApiObject(value)],
    [TABLE_ROWS.wrapping]: (value) => [isObject(value) ? recordOfColumns(value) : value],
  },
  row: recordOfColumns,
};

function recordsOfTable(table: unknown): readonly unknown[] {
  return rowsOfTable(table).map(recordOfColumns);
}

/** `{"name": "PrimaryResult", "columns": [{"name": …, "type": …}], "rows": [[…]]}`: its rows, by column. */
export function rowsOfTable(table: unknown): readonly Readonly<Record<string, unknown>>[] {
  const names = listAt(table, 'columns').map((column) => textAt(column, 'name') ?? '');
  return listAt(table, 'rows').map((row) => {
    const cells: Record<string, unknown> = bareObject();
    for (const [index, name] of names.entries()) if (name !== '') cells[name] = at(row, index);
    return cells;
  });
}
