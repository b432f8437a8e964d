/** The shape of a row in the table of operations. */

import { type OperationRow, type RowFinders, rowsOf } from '../../contract/operation-row.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';

export type Finders = RowFinders<Call>;
export type Row = OperationRow<Call>;

/** User events; a failure is a type of its own, `LOGIN_ERROR`, and has the row of its success. */
export function user(types: string, action: Action, finders: Finders = {}): Row[] {
  return rowsOf('keycloak', action, types.split(' '), finders);
}

/** Admin events: `admin('UPDATE DELETE', '/clients/{id}', …)`. */
export function admin(operations: string, path: string, action: Action, finders: Finders = {}): Row[] {
  const names = operations.split(' ').map((operation) => `${operation} ${path}`);
  return rowsOf('admin', action, names, finders);
}
