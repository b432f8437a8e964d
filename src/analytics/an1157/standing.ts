/**
 * Whose account is a prize: break-glass identities and administrators, declared or seen to be. Who was given
 * administrator rights, or changes how others sign in, is one, whatever a list says.
 */

import { fact } from '../../contract/evidence.ts';
import type { Event, Principal } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import { DAY } from './deeds.ts';
import type { Context } from './parameters.ts';
import { personKeys } from './person.ts';

const REMEMBER = 90 * DAY;

export function rememberStanding(event: Event, at: Context): void {
  if (event.outcome !== 'success') return;
  const { principal, subject, details } = event;
  const granted = event.action === 'privilege.grant' && details['administratorPolicy'] === true;
  if (granted && subject !== undefined) note(at, event, subject, 'was given administrator rights');
  const administers = event.action === 'sso.change' || event.action === 'trust.change';
  if (administers && principal.kind === 'user') note(at, event, principal, 'changes sign-on settings');
}

function note(at: Context, event: Event, person: Principal, why: string): void {
  for (const key of personKeys(person))
    at.recall.set(`standing ${key}`, { why, event: event.uid }, event.time + REMEMBER);
}

export function standingEvidence(event: Event, subject: Principal, at: Context): Evidence[] {
  const [why, before] = standingOf(subject, at);
  if (why === undefined) return [];
  return [
    fact(
      event,
      'privileged-subject',
      'an account that opens others',
      `${subject.name} ${why}`,
      'accounts of ordinary people',
      before === undefined ? [] : [before],
    ),
  ];
}

export function isPrivileged(subject: Principal, at: Context): boolean {
  return standingOf(subject, at)[0] !== undefined;
}

function standingOf(subject: Principal, at: Context): readonly [why?: string, event?: string] {
  if (at.context.isBreakGlass(subject)) return ['is a break-glass identity'];
  if (at.context.isAdministrator(subject)) return ['is a declared administrator'];
  for (const key of personKeys(subject)) {
    const known = at.recall.get(`standing ${key}`);
    if (typeof known !== 'object' || known === null || !('why' in known)) continue;
    const { why, event } = known;
    if (typeof why === 'string' && typeof event === 'string') return [why, event];
  }
  return [];
}
