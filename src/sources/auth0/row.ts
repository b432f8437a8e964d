/** The shape of a row in the table of operations. */

import type { Operation } from '../../contract/source.ts';
import type { Told } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';

/** Where in a record what matters about an operation is found. All of it is optional. */
export interface Finders {
  /** The type code says that it did not succeed. */
  readonly failed?: true;
  /** What is true of every such call. */
  readonly says?: Told;
  readonly details?: (call: Call) => Told;
  readonly subject?: (call: Call) => Principal | undefined;
  readonly issues?: (call: Call) => readonly Issued[];
  /** Where the request decides what the call was. */
  readonly decide?: (call: Call) => Action;
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
  return methods.split(' ').map((method) => ({
    operation: `management:${method} ${path}`,
    action,
    ...finders,
  }));
}
