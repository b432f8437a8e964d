/** The shape of a row in the table of operations. */

import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Details, Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';

export type FindDetail = (call: Call) => string | number | boolean | undefined;

/** What else matters about an operation. All of it is optional. */
export interface Facts {
  /** The same for every call of the operation. */
  readonly constant?: Details;
  readonly details?: Readonly<Record<string, FindDetail>>;
  readonly subject?: (call: Call) => Principal | undefined;
  readonly issues?: (call: Call, subject: Principal | undefined) => readonly Issued[];
  /** The changed property that is shown from old to new; by default the first that says something. */
  readonly setting?: RegExp;
  /** Where parameters or changed properties decide what the call was. */
  readonly decide?: (call: Call) => Action;
}

export interface Row extends Operation, Facts {}

export function rows(service: string, action: Action, names: readonly string[], facts: Facts = {}): Row[] {
  return names.map((name) => ({ operation: `${service}:${name}`, action, ...facts }));
}
