/** The shape of a row in the table of operations. */

import type * as shared from '../../contract/operation-row.ts';
import { rowsOf } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Target } from '../../model/event.ts';
import type { Call } from './call.ts';

export type FindDetail = shared.FindDetail<Call>;
export type FindDetails = shared.FindDetails<Call>;
export type FindTargets = (call: Call) => readonly Target[];
export type FindIssued = (call: Call) => ReturnType<shared.FindIssued<Call>>;
export type FindSubject = shared.FindSubject<Call>;

export interface Finders extends shared.RowFinders<Call> {
  readonly targets?: FindTargets;
  readonly details?: FindDetails;
}

export interface Row extends Operation, Finders {}

export function row(operation: string, action: Action, finders: Finders = {}): Row {
  return { operation, action, ...finders };
}

/** Rows that differ in their name only: `rows('storage', …, ['objects.get', 'objects.list'])`. */
export function rows(
  service: string,
  action: Action,
  names: readonly string[],
  finders: Finders = {},
): Row[] {
  return rowsOf(service, action, names, finders);
}
