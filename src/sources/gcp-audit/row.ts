/** The shape of a row in the table of operations. */

import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Issued, Principal, Target } from '../../model/event.ts';
import type { Call } from './call.ts';

export type FindDetail = (call: Call) => string | number | boolean | undefined;
export type FindDetails = Readonly<Record<string, FindDetail>>;
export type FindTargets = (call: Call) => readonly Target[];
export type FindIssued = (call: Call) => readonly Issued[];
export type FindSubject = (call: Call) => Principal | undefined;

/** Where in a record what matters about an operation is found. All of it is optional. */
export interface Finders {
  readonly targets?: FindTargets;
  readonly issues?: FindIssued;
  readonly subject?: FindSubject;
  readonly details?: FindDetails;
  /** Where the request decides what the call was. */
  readonly decide?: (call: Call) => Action;
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
  return names.map((name) => row(`${service}:${name}`, action, finders));
}
