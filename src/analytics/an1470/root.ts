/** Credentials of the root user, or made by it: they bypass every policy of the account. */

import { fact, note } from '../../contract/evidence.ts';
import { habitEvidence } from '../../contract/habit.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { callerEvidence, foldKey } from './caller.ts';
import { isForSomeoneElse, type Kind } from './kinds.ts';
import type { Context } from './parameters.ts';
import { lasting, someoneElse } from './someone-else.ts';

const NOT_OF_AN_IDENTITY: ReadonlySet<Kind> = new Set<Kind>([
  'key pair',
  'pushed key',
  'application credential',
]);

/** True for what this file judges, so that nothing else does. */
export function concernsRoot(event: Event, kind: Kind, at: Context): boolean {
  if (!at.parameters.callerIdentityContext.includes('root') || NOT_OF_AN_IDENTITY.has(kind)) return false;
  if (event.subject?.kind === 'root') return event.operation !== 'iam:ChangePassword';
  return event.principal.kind === 'root';
}

export function judgeRoot(event: Event, kind: Kind, at: Context): Judgement[] {
  const ofRoot = event.subject?.kind === 'root';
  const evidence = [
    note(
      event,
      'root credential',
      true,
      `${kind} ${ofRoot ? 'of the root user' : `made by the root user for ${event.subject?.name ?? 'itself'}`}`,
      'root has no access keys and makes none',
    ),
    ...(isForSomeoneElse(event)
      ? [someoneElse(event, `${kind} for ${event.subject?.name ?? ''}`.trim())]
      : []),
    // The engine weighs a root caller; a root credential made by another counts the same.
    ...(ofRoot && event.principal.kind !== 'root'
      ? [fact(event, 'root', 'credential of the root user', 'root', 'root is not used for ordinary work')]
      : []),
    ...lasting(event, kind),
    ...callerEvidence(event, at),
    ...habitEvidence(event, at.surprise, 'kind of holder'),
  ];
  return [{ detection: 'root-credential', evidence, foldBy: foldKey(event, at) }];
}
