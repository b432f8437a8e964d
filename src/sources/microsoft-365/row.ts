/** The shape of a row in the table of operations. */

import { type RowFinders, rowsOf } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';

export interface Finders extends RowFinders<Call> {
  /** The changed property that is shown from old to new; by default the first that says something. */
  readonly setting?: RegExp;
}

export interface Row extends Operation, Finders {}

export function rows(
  service: string,
  action: Action,
  names: readonly string[],
  finders: Finders = {},
): Row[] {
  return rowsOf(service, action, names, finders);
}
