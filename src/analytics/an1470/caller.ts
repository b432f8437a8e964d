/** Who makes credentials: expected or not, by which path, and how unlike their habits. */

import { fact } from '../../contract/evidence.ts';
import { inUsualPlace, isHabit, isOutsideConsole, pathEvidence } from '../../contract/habit.ts';
import { matchesAny } from '../../lib/wildcard.ts';
import type { Event, Principal } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

/** Named as a maker of credentials, or known as one by habit; in either case at its usual place with its usual program. */
export function isExpected(event: Event, at: Context): boolean {
  return inUsualPlace(at.surprise) && (isListed(event.principal, at) || isHabit(event, at.recall));
}

export function isListed(principal: Principal, at: Context): boolean {
  const { iamRoleBaseline } = at.parameters;
  return (
    iamRoleBaseline.length > 0 &&
    (matchesAny(iamRoleBaseline, principal.uid) || matchesAny(iamRoleBaseline, principal.name))
  );
}

/** The path taken, the kind of caller, and the user's list of makers. */
export function callerEvidence(event: Event, at: Context): Evidence[] {
  // A declared program is outside the console and in a session by nature; the engine weighs whether it is in its place.
  const declared = at.context.automation(event.principal) !== undefined;
  return [
    ...(declared ? [] : [...knownPath(event), ...kindEvidence(event, at)]),
    ...baselineEvidence(event, at),
  ];
}

/** Records of Microsoft seldom say by which path a call came; not saying is no path. */
function knownPath(event: Event): Evidence[] {
  return event.provider !== 'aws' && event.access === 'unknown' ? [] : pathEvidence(event);
}

function kindEvidence(event: Event, at: Context): Evidence[] {
  const kind = callerKind(event, at);
  const { workload, name } = event.session ?? { workload: undefined, name: undefined };
  if (kind === 'workload') {
    return [
      fact(
        event,
        'workload-caller',
        'made with a workload credential',
        workload === undefined ? 'a workload' : `${workload.kind} ${workload.id}`,
        'people and declared automation',
      ),
    ];
  }
  if ((kind !== 'federated' && kind !== 'sts-session') || !isOutsideConsole(event)) return [];
  return [
    fact(
      event,
      'temporary-caller',
      'made with a temporary session',
      `${kind === 'federated' ? 'federated' : 'STS'} session ${name ?? event.credential?.uid ?? ''}`.trim(),
      'sessions leave no lasting credentials behind',
    ),
  ];
}

function baselineEvidence(event: Event, at: Context): Evidence[] {
  const { iamRoleBaseline } = at.parameters;
  if (iamRoleBaseline.length === 0 || isListed(event.principal, at)) return [];
  const listed = iamRoleBaseline.slice(0, 5).join(', ');
  return [
    fact(event, 'not-in-baseline', 'not listed as a maker of credentials', event.principal.name, listed),
  ];
}

export type CallerKind = 'root' | 'federated' | 'sts-session' | 'workload' | 'user';

/** Kinds the user does not want told apart are plain users. */
export function callerKind(event: Event, at: Context): CallerKind {
  const kind = kindOfCaller(event);
  return at.parameters.callerIdentityContext.includes(kind) ? kind : 'user';
}

function kindOfCaller({ principal, session, credential, provider }: Event): CallerKind {
  if (principal.kind === 'root') return 'root';
  if (session?.workload !== undefined || principal.kind === 'managed-identity') return 'workload';
  if (principal.kind === 'federated-user') return 'federated';
  return provider === 'aws' && credential?.kind === 'session-token' ? 'sts-session' : 'user';
}

const WAVE = 3_600_000;

/** Keys made for one after another, minutes apart, are one act: a rotation, a migration, or an intruder at work. */
export function waveKey(event: Event, at: Context): string {
  const key = `wave ${event.principal.uid} ${callerKind(event, at)}`;
  const known = at.recall.get(key);
  const fold = typeof known === 'string' ? known : foldKey(event, at);
  at.recall.set(key, fold, event.time + WAVE);
  return fold;
}

/** One finding per caller, kind of caller and concerned identity. */
export function foldKey(event: Event, at: Context): string {
  return `${event.principal.uid}|${event.subject?.uid ?? ''}|${callerKind(event, at)}`;
}
