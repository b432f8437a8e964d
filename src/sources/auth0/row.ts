/** The shape of a row in the table of operations. */

import { type RowFinders, rowsOf } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';

export interface Finders extends RowFinders<Call> {
  /** The type code says that it did not succeed. */
  readonly failed?: true;
}

export interface Row extends Operation, Finders {}

/** A log type that is no call of the Management API. */
export function logged(type: string, action: Action, finders: Finders = {}): Row {
  return { operation: `auth0:${type}`, action, ...finders };
}

/** Success and failure are types of their own: `scp` and `fcp`. */
export function both(success: string, failure: string, action: Action, finders: Finders = {}): Row[] {
  return [logged(success, action, finders), logged(failure, action, { ...finders, failed: true })];
}

/** Calls of the Management API: `called('POST PATCH', '/rules', …)`. */
export function called(methods: string, path: string, action: Action, finders: Finders = {}): Row[] {
  const names = methods.split(' ').map((method) => `${method} ${path}`);
  return rowsOf('management', action, names, finders);
}
