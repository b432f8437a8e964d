/** Credentials of the root user, made by it, or in use: they bypass every policy of the account. */

import { fact, note } from '../../contract/evidence.ts';
import { habitEvidence, pathEvidence } from '../../contract/habit.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise, summariseDone } from '../../contract/summary.ts';
import type { Event, Outcome } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { callerEvidence, foldKey } from './caller.ts';
import { isForSomeoneElse, type Kind } from './kinds.ts';
import type { Context } from './parameters.ts';
import { deed, lasting, someoneElse } from './someone-else.ts';

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
  const said = summariseDone(event, deed(event, kind));
  return [{ detection: 'root-credential', evidence, foldBy: foldKey(event, at), ...said }];
}

/** The first use seen of each access key of root: there is no work such a key is needed for. */
export function judgeRootKey(event: Event, at: Context): readonly Judgement[] {
  const { principal, credential } = event;
  if (!at.fresh.credential || principal.kind !== 'root' || credential?.kind !== 'access-key') return NONE;
  if (!at.parameters.callerIdentityContext.includes('root')) return NONE;
  const evidence = [
    fact(event, 'lasting-key', 'access key of the root user', credential.uid, 'root has no access keys'),
    ...pathEvidence(event),
  ];
  const summary = summarise(
    event,
    `${USED[event.outcome]} the access key ${credential.uid} (${event.operation})`,
  );
  return [{ detection: 'root-key-used', evidence, foldBy: credential.uid, summary }];
}

const USED: Readonly<Record<Outcome, string>> = { success: 'used', failure: 'tried' };
