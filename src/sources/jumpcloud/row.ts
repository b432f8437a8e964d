/** The shape of a row in the table of operations. */

import { type OperationRow, type RowFinders, rowsOf } from '../../contract/operation-row.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';

export type Finders = RowFinders<Call>;
export type Row = OperationRow<Call>;

export function events(types: string, action: Action, finders: Finders = {}): Row[] {
  return rowsOf('jumpcloud', action, types.split(' '), finders);
}
