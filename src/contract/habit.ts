/**
 * Questions several analytics ask of the surprise they are given: is this what the principal does, from where it
 * does it? Only the principal's own history speaks; without one the answers are "no habit" and "nothing unusual".
 */

import type { Event } from '../model/event.ts';
import type { Evidence } from '../model/finding.ts';
import type { SurpriseView } from './analytic.ts';
import { fact, surprising } from './evidence.ts';

/** Reached when the principal has done the like in about four different hours. */
const HABIT_CONFIDENCE = 0.3;
const HABIT_BITS = 5;

/** It has made this call, and to such objects where the call has one, again and again. */
export function isHabit(surprise: SurpriseView): boolean {
  const what = surprise.of('what');
  const whom = surprise.of('whom');
  if (what.never || what.bits > HABIT_BITS) return false;
  if (whom.feature === '') return what.confidence >= HABIT_CONFIDENCE;
  return !whom.never && whom.bits <= HABIT_BITS && whom.confidence >= HABIT_CONFIDENCE;
}

/** Neither network nor program is new to a principal that has a history of them. */
export function inUsualPlace(surprise: SurpriseView): boolean {
  return !isNew(surprise, 'where') && !isNew(surprise, 'with');
}

/** Never seen of the principal, and there is a history that makes this say something. */
export function isNew(surprise: SurpriseView, group: Parameters<SurpriseView['of']>[0]): boolean {
  const { never, bits } = surprise.of(group);
  return never && bits > 0;
}

/** What is unlike the principal: the act (its call or its object, which say much the same), the place, the program. */
export function habitEvidence(event: Event, surprise: SurpriseView, object: string): Evidence[] {
  const what = surprise.of('what');
  const whom = surprise.of('whom');
  return [
    whom.bits > what.bits
      ? surprising(event, `${object} new for the principal`, whom)
      : surprising(event, 'call new for the principal', what),
    surprising(event, 'network new for the principal', surprise.of('where')),
    surprising(event, 'program new for the principal', surprise.of('with')),
  ];
}

/** A service acting for somebody (a stack, a catalogue) is neither the console nor a bare call. */
export function isOutsideConsole({ access, client }: Event): boolean {
  return access !== 'console' && access !== 'service' && client.networkKind !== 'service';
}

export function pathEvidence(event: Event): Evidence[] {
  if (!isOutsideConsole(event)) return [];
  const { client, details } = event;
  const program = client.agent === undefined || client.agent === 'unknown' ? '' : ` (${client.agent})`;
  const shell = details['cloudShell'] === true ? ' in CloudShell' : '';
  return [
    fact(
      event,
      'outside-console',
      'outside the console',
      `${PATHS[event.access]}${program}${shell}`,
      'the console, or declared automation',
    ),
  ];
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
