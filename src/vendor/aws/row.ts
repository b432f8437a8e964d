/** The shape of a row in the table of operations. */

import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';
import type { FindDetail, FindDetails } from './details.ts';
import type { FindIssued } from './issues.ts';
import type { FindSubject } from './subjects.ts';
import type { FindTargets } from './targets.ts';

/** Where in a record what matters about an operation is found. All of it is optional. */
export interface Finders {
  readonly targets?: FindTargets;
  readonly issues?: FindIssued;
  readonly subject?: FindSubject;
  readonly details?: FindDetails;
  /** Where the request decides what the call was: a parameter read with or without decryption. */
  readonly decide?: (call: Call) => Action;
}

/** Rows share one shape: what is not looked for is undefined. */
export interface Row extends Operation {
  readonly targets: FindTargets | undefined;
  readonly issues: FindIssued | undefined;
  readonly subject: FindSubject | undefined;
  readonly details: readonly (readonly [name: string, find: FindDetail])[];
  readonly decide: ((call: Call) => Action) | undefined;
}

export function row(operation: string, action: Action, finders: Finders = {}): Row {
  const { targets, issues, subject, details = {}, decide } = finders;
  return { operation, action, targets, issues, subject, details: Object.entries(details), decide };
}

/** Rows that differ in their name only: `rows('s3', …, ['GetObject', 'CopyObject'])`. */
export function rows(
  service: string,
  action: Action,
  names: readonly string[],
  finders: Finders = {},
): Row[] {
  return names.map((name) => row(`${service}:${name}`, action, finders));
}
