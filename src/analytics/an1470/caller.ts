/** Who makes credentials: expected or not, by which path, and how unlike their habits. */

import { fact, surprising } from '../../contract/evidence.ts';
import { matchesAny } from '../../lib/wildcard.ts';
import type { Event, Principal } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

/** Reached when the principal has done the like in about four different hours. */
const HABIT_CONFIDENCE = 0.3;
const HABIT_BITS = 5;

/** Named as a maker of credentials, or known as one by habit; in either case at its usual place with its usual program. */
export function isExpected(event: Event, at: Context): boolean {
  return inUsualPlace(at) && (isListed(event.principal, at) || isHabit(at));
}

export function isListed(principal: Principal, at: Context): boolean {
  const { iamRoleBaseline } = at.parameters;
  return (
    iamRoleBaseline.length > 0 &&
    (matchesAny(iamRoleBaseline, principal.uid) || matchesAny(iamRoleBaseline, principal.name))
  );
}

/** Nothing about network and program is new to a principal that has a history of them. */
export function inUsualPlace(at: Context): boolean {
  const where = at.surprise.of('where');
  const program = at.surprise.of('with');
  return !(where.never && where.bits > 0) && !(program.never && program.bits > 0);
}

/** It has done this to such identities before, again and again. */
function isHabit(at: Context): boolean {
  const what = at.surprise.of('what');
  const whom = at.surprise.of('whom');
  if (what.never || what.bits > HABIT_BITS) return false;
  if (whom.feature === '') return what.confidence >= HABIT_CONFIDENCE;
  return !whom.never && whom.bits <= HABIT_BITS && whom.confidence >= HABIT_CONFIDENCE;
}

/** The path taken, the kind of caller, and the user's list of makers. */
export function callerEvidence(event: Event, at: Context): Evidence[] {
  // A declared program is outside the console and in a session by nature; the engine weighs whether it is in its place.
  const declared = at.context.automation(event.principal) !== undefined;
  return [
    ...(declared ? [] : [...pathEvidence(event), ...kindEvidence(event, at)]),
    ...baselineEvidence(event, at),
  ];
}

export function pathEvidence(event: Event): Evidence[] {
  if (!isOutsideConsole(event)) return [];
  return [
    fact(
      event,
      'outside-console',
      'made outside the console',
      pathOf(event),
      'the console, or declared automation',
    ),
  ];
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

/** What is unlike the principal: the act (its call or its object, which say much the same), the place, the program. */
export function habitEvidence(event: Event, at: Context): Evidence[] {
  const what = at.surprise.of('what');
  const whom = at.surprise.of('whom');
  return [
    whom.bits > what.bits
      ? surprising(event, 'whose credential', whom)
      : surprising(event, 'call new for the principal', what),
    surprising(event, 'network new for the principal', at.surprise.of('where')),
    surprising(event, 'program new for the principal', at.surprise.of('with')),
  ];
}

export type CallerKind = 'root' | 'federated' | 'sts-session' | 'workload' | 'user';

/** Kinds the user does not want told apart are plain users. */
export function callerKind(event: Event, at: Context): CallerKind {
  const kind = kindOfCaller(event);
  return at.parameters.callerIdentityContext.includes(kind) ? kind : 'user';
}

function kindOfCaller({ principal, session, credential }: Event): CallerKind {
  if (principal.kind === 'root') return 'root';
  if (session?.workload !== undefined) return 'workload';
  if (principal.kind === 'federated-user') return 'federated';
  return credential?.kind === 'session-token' ? 'sts-session' : 'user';
}

/** One finding per caller, kind of caller and concerned identity. */
export function foldKey(event: Event, at: Context): string {
  return `${event.principal.uid}|${event.subject?.uid ?? ''}|${callerKind(event, at)}`;
}

/** A service acting for somebody (a stack, a catalogue) is neither the console nor a bare call. */
export function isOutsideConsole({ access, client }: Event): boolean {
  return access !== 'console' && access !== 'service' && client.networkKind !== 'service';
}

function pathOf({ access, client, details }: Event): string {
  const shell = details['cloudShell'] === true ? ' in CloudShell' : '';
  const program = client.agent === undefined || client.agent === 'unknown' ? '' : ` (${client.agent})`;
  return `${PATHS[access]}${program}${shell}`;
}

const PATHS: Readonly<Record<Event['access'], string>> = {
  console: 'console',
  cli: 'command line',
  sdk: 'API call',
  iac: 'infrastructure as code',
  service: 'service',
  agent: 'agent',
  unknown: 'API call',
};
