/** The shape of a row in the table of operations. */

import type { RowFinders } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';

export interface Finders extends RowFinders<Call> {
  /** The type says that it did not succeed. */
  readonly failed?: true;
}

export interface Row extends Operation, Finders {
  /** OneLogin's number of the type. */
  readonly typeId: number;
}

/** Types by number and name: `types('11 USER_CHANGED_PASSWORD, 211 ADMIN_CHANGED_USER_PASSWORD', …)`. */
export function types(list: string, action: Action, finders: Finders = {}): Row[] {
  return list.split(', ').map((entry) => {
    const [number = '', name = ''] = entry.trim().split(' ');
    return { operation: `onelogin:${name}`, action, ...finders, typeId: Number(number) };
  });
}

/** The same for types that say that it failed. */
export function failures(list: string, action: Action, finders: Finders = {}): Row[] {
  return types(list, action, { ...finders, failed: true });
}
