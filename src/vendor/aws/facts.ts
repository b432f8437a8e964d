/** What the table of operations finds in a call: action, targets, what was issued, whose it is, small facts. */

import type { Action } from '../../model/action.ts';
import type { Details, Issued, Principal, Target } from '../../model/event.ts';
import type { Call } from './call.ts';
import type { Row } from './row.ts';

export interface Facts {
  readonly action: Action;
  readonly targets: readonly Target[];
  readonly issued: readonly Issued[];
  readonly subject: Principal | undefined;
  readonly details: Details;
  readonly mfaUsed: boolean | undefined;
}

const NO_TARGETS: readonly Target[] = Object.freeze([]);
const NO_ISSUED: readonly Issued[] = Object.freeze([]);
const NO_DETAILS: Details = Object.freeze({});

/** Of operations that are not listed. */
export const PLAIN: Facts = Object.freeze({
  action: 'use',
  targets: NO_TARGETS,
  issued: NO_ISSUED,
  subject: undefined,
  details: NO_DETAILS,
  mfaUsed: undefined,
});

export function factsOf(row: Row, call: Call, error: string | undefined): Facts {
  call.succeeded = error === undefined;
  const action = row.decide === undefined ? row.action : row.decide(call);
  const subject = row.subject?.(call);
  const details = detailsOf(row, call, subject);
  const mfaUsed = details['mfaUsed'];
  const issues = error === undefined && action !== 'use';
  return {
    action,
    targets: row.targets?.(call) ?? NO_TARGETS,
    issued: issues ? (row.issues?.(call) ?? NO_ISSUED) : NO_ISSUED,
    subject,
    details,
    mfaUsed: typeof mfaUsed === 'boolean' ? mfaUsed : undefined,
  };
}

function detailsOf(row: Row, call: Call, subject: Principal | undefined): Details {
  if (row.details.length === 0 && subject === undefined) return NO_DETAILS;
  const details: Record<string, string | number | boolean> = {};
  for (const [name, find] of row.details) {
    const found = find(call);
    if (found !== undefined) details[name] = found;
  }
  if (subject !== undefined) details['selfService'] = subject.uid === call.principal.uid;
  return details;
}
