/** The shape of a row in the table of operations. */

import { type OperationRow, type RowFinders, rowsOf } from '../../contract/operation-row.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';

export type Finders = RowFinders<Call>;
export type Row = OperationRow<Call>;

/** Rows of one resource provider, without its `Microsoft.`. */
export function rows(
  provider: string,
  action: Action,
  names: readonly string[],
  finders: Finders = {},
): Row[] {
  return rowsOf(provider.toLowerCase(), action, names, finders);
}
