/** Rows of the result log: one a line, all of a snapshot, or the changes of a batch; and what kind of row it is. */

import { at, isObject, listAt, textAt } from '../../lib/json.ts';

export type Row = Readonly<Record<string, unknown>>;
export type RowKind = 'connect' | 'start' | 'other';

export interface Rows {
  readonly rows: readonly Row[];
  /** Rows that are in the result no more. */
  readonly removed: number;
}

export function rowsOf(result: unknown): Rows {
  const columns = at(result, 'columns');
  if (isObject(columns)) {
    return textAt(result, 'action') === 'removed'
      ? { rows: [], removed: 1 }
      : { rows: [columns], removed: 0 };
  }
  const rows = [...listAt(result, 'snapshot'), ...listAt(result, 'diffResults', 'added')];
  return { rows: rows.filter(isObject), removed: listAt(result, 'diffResults', 'removed').length };
}

/** By the columns, for queries are named by whoever wrote them. */
export function kindOf(row: Row): RowKind {
  if (Object.hasOwn(row, 'remote_address')) return 'connect';
  const runs = Object.hasOwn(row, 'pid') && Object.hasOwn(row, 'path');
  return runs && Object.hasOwn(row, 'cmdline') ? 'start' : 'other';
}

export function columnOf(row: unknown, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = at(row, name);
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}
