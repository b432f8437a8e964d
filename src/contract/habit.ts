/**
 * Questions several analytics ask: is this what the principal does, from where it does it? Habits are counted in days
 * by the analytic's own memory, because doing something once, or all in one night, is none. Without a history the
 * answers are "no habit" and "nothing unusual".
 */

import type { Event } from '../model/event.ts';
import type { Evidence } from '../model/finding.ts';
import type { Recall, SurpriseView } from './analytic.ts';
import { fact, isRisky, placeSurprise, surprising } from './evidence.ts';
import { THRESHOLDS } from './thresholds.ts';

const DAY = 24 * 3_600_000;
/** A habit not followed for so long is one no more. */
const REMEMBER = 60 * DAY;

/** On days enough before this one it made this call, or did what `deed` names, for itself or for others as now. */
export function isHabit(event: Event, recall: Recall, deed: string = event.operation): boolean {
  const [days, last] = daysOf(event, recall, deed);
  return (last === dayOf(event) ? days - 1 : days) >= THRESHOLDS.habit.days;
}

/** To be told of every event that {@link isHabit} may be asked about. */
export function learnHabit(event: Event, recall: Recall, deed: string = event.operation): void {
  if (event.outcome !== 'success') return;
  const [days, last] = daysOf(event, recall, deed);
  const today = dayOf(event);
  const learned = today > last ? [days + 1, today] : [days, last];
  recall.set(habitKey(event, deed), learned, event.time + REMEMBER);
}

function daysOf(event: Event, recall: Recall, deed: string): readonly [days: number, last: number] {
  const known = recall.get(habitKey(event, deed));
  if (!Array.isArray(known)) return [0, -1];
  const [days, last] = known;
  return typeof days === 'number' && typeof last === 'number' ? [days, last] : [0, -1];
}

function habitKey({ principal, subject }: Event, deed: string): string {
  const whose = subject === undefined || subject.uid === principal.uid ? 'own' : 'others';
  return `habit ${principal.uid} ${deed} ${whose}`;
}

function dayOf({ time }: Event): number {
  return Math.floor(time / DAY);
}

/** Neither network nor program is new to a principal that has a history of them. */
export function inUsualPlace(surprise: SurpriseView): boolean {
  return !isNew(surprise, 'where') && !isNew(surprise, 'with');
}

/** In its usual place; where nothing is known of that, at least in none that intruders prefer, and without their tools. */
export function atOwnPlace({ client }: Event, surprise: SurpriseView): boolean {
  if (!inUsualPlace(surprise)) return false;
  return !isRisky(client) || !(surprise.of('where').never || surprise.of('with').never);
}

/** Never seen of the principal, and there is a history that makes this say something. */
export function isNew(surprise: SurpriseView, group: Parameters<SurpriseView['of']>[0]): boolean {
  const answer = surprise.of(group);
  return answer.never && answer.bits > 0;
}

/** What is unlike the principal: the act (its call or its object, which say much the same), the place, the program. */
export function habitEvidence(event: Event, surprise: SurpriseView, object: string): Evidence[] {
  const what = surprise.of('what');
  const whom = surprise.of('whom');
  return [
    whom.bits > what.bits
      ? surprising(event, `${object} new for the principal`, whom)
      : surprising(event, 'call new for the principal', what),
    surprising(event, 'network new for the principal', placeSurprise(surprise.of('where'), event.client)),
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
