/** The shape of a row in the table of operations. */

import type { Operation } from '../../contract/source.ts';
import type { Told } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';

/** Where in an event what matters about an operation is found. All of it is optional. */
export interface Finders {
  /** What is true of every such event. */
  readonly says?: Told;
  readonly details?: (call: Call) => Told;
  readonly subject?: (call: Call) => Principal | undefined;
  readonly issues?: (call: Call) => readonly Issued[];
  /** Where the changes decide what it was. */
  readonly decide?: (call: Call) => Action;
}

export interface Row extends Operation, Finders {}

export function events(types: string, action: Action, finders: Finders = {}): Row[] {
  return types.split(' ').map((type) => ({ operation: `jumpcloud:${type}`, action, ...finders }));
}
