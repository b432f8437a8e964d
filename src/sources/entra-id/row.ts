/** The shape of a row in the table of operations. */

import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Details, Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';

export type FindDetail = (call: Call) => string | number | boolean | undefined;

/** Where in a record what matters about an operation is found. All of it is optional. */
export interface Facts {
  /** Details that the operation's name alone tells. */
  readonly says?: Details;
  readonly subject?: (call: Call) => Principal | undefined;
  readonly issues?: (call: Call) => readonly Issued[];
  readonly details?: Readonly<Record<string, FindDetail>>;
  /** Which changed property is the setting; without it the first that says something. */
  readonly setting?: string | RegExp;
}

export interface Decided extends Facts {
  readonly action: Action;
}

export interface Row extends Operation, Facts {
  /** For names that stand for harmless and telling changes alike: what the changed properties make of it. */
  readonly decide?: (call: Call) => Decided;
}

export function row(name: string, action: Action, facts: Facts & Pick<Row, 'decide'> = {}): Row {
  return { operation: `entra:${name}`, action, ...facts };
}

/** Rows that differ in their name only. */
export function rows(
  names: readonly string[],
  action: Action,
  facts: Facts & Pick<Row, 'decide'> = {},
): Row[] {
  return names.map((name) => row(name, action, facts));
}
