/** Credentials a principal makes for itself or for an application: ordinary, unless it never did so and is not where it usually is. */

import { atOwnPlace, habitEvidence } from '../../contract/habit.ts';
import { summariseDone } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { callerEvidence, callerKind, foldKey, isExpected } from './caller.ts';
import { isForSomeoneElse, type Kind } from './kinds.ts';
import type { Context } from './parameters.ts';
import { deed, lasting } from './someone-else.ts';

/** Kinds that open something to whoever holds them, for as long as nobody deletes them. */
const KEYS: ReadonlySet<Kind> = new Set([
  'access key',
  'service account key',
  'application secret',
  'federated credential',
  'API key',
  'resource key',
]);

export function judgeUnusualCreator(event: Event, kind: Kind, at: Context): Judgement[] {
  if (isForSomeoneElse(event) || isExpected(event, at)) return [];
  // Rotating one's own key from one's own desk is what everybody is asked to do.
  if (atOwnPlace(event, at.surprise) && callerKind(event, at) !== 'workload') return [];
  const evidence = [
    ...(KEYS.has(kind) ? lasting(event, kind) : []),
    ...callerEvidence(event, at),
    ...habitEvidence(event, at.surprise, 'kind of holder'),
  ];
  const foldBy = `${foldKey(event, at)}|${kind}`;
  return [{ detection: 'unusual-creator', evidence, foldBy, ...summariseDone(event, deed(event, kind)) }];
}
