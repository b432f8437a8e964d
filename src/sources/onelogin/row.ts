/** The shape of a row in the table of operations. */

import type { Operation } from '../../contract/source.ts';
import type { Told } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';

/** Where in an event what matters about its type is found. All of it is optional. */
export interface Finders {
  /** The type says that it did not succeed. */
  readonly failed?: true;
  /** What is true of every such event. */
  readonly says?: Told;
  readonly details?: (call: Call) => Told;
  readonly subject?: (call: Call) => Principal | undefined;
  readonly issues?: (call: Call) => readonly Issued[];
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
