/**
 * Where each person signs in from, across providers and by person rather than by account: a person known at home to one
 * directory is no stranger there to the next. Kept are networks only, the ones seen last. A network is theirs from the
 * second day on: an intruder who came once before has not made it so.
 */

import type { Json } from '../../contract/analytic.ts';
import { fact, placeSurprise, surprising } from '../../contract/evidence.ts';
import { isExit } from '../../contract/exits.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event, Principal } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Context } from './parameters.ts';
import { personKeys } from './person.ts';

const DAY = 24 * 3_600_000;
const REMEMBER = 60 * DAY;
const MOST_PLACES = 12;

interface Places {
  readonly count: number;
  /** First sign-in known. */
  readonly since: number;
  /** Latest seen last. */
  readonly seen: readonly Place[];
}

/** `own`: since when it is one of the person's, the first sign-in of another day; 0 until then. */
type Place = readonly [network: string, first: number, own: number];

export function learnPlace(event: Event, at: Context): void {
  const { client, principal } = event;
  if (event.outcome === 'failure' || client.network === undefined || client.networkKind === 'service') return;
  const key = keyOf(principal);
  const { count, since, seen } = placesOf(at.recall.get(key));
  at.recall.set(
    key,
    {
      count: count + 1,
      since: count === 0 ? event.time : since,
      seen: seenWith(seen, client.network, event),
    },
    event.time + REMEMBER,
  );
}

function seenWith(seen: Places['seen'], network: string, event: Event): Places['seen'] {
  const last = seen.at(-1);
  // At home, as on most days.
  if (last !== undefined && last[0] === network && last[2] !== 0) return seen;
  const known = seen.find((each) => each[0] === network);
  const others = seen.filter((each) => each !== known).slice(1 - MOST_PLACES);
  return [...others, known === undefined ? [network, event.time, 0] : usedAgain(known, event)];
}

function usedAgain([network, first, own]: Place, { time }: Event): Place {
  const anotherDay = Math.floor(time / DAY) > Math.floor(first / DAY);
  return [network, first, own === 0 && anotherDay ? time : own];
}

/** This network was one of the person's before `time`; since then it may have been the intruder. */
export function wasThereBefore({ principal, client }: Event, at: Context, time: number): boolean {
  return placesOf(at.recall.get(keyOf(principal))).seen.some(
    ([network, , own]) => network === client.network && own !== 0 && own < time,
  );
}

/** Has places, and this was none of them before `time`, nor an exit that many share. */
export function isAwayFromAll(event: Event, at: Context, time: number): boolean {
  if (event.client.network === undefined) return false;
  const { count, since } = placesOf(at.recall.get(keyOf(event.principal)));
  const { signIns, days } = THRESHOLDS.settledPerson;
  const settled = count >= signIns && event.time - since >= days * DAY;
  return settled && !wasThereBefore(event, at, time) && !isExit(event, at.recall, at.surprise);
}

/** How strange the place is for the person; nothing where nothing is known of them. */
export function strangePlace(event: Event, at: Context, time: number): Evidence[] {
  if (!isAwayFromAll(event, at, time)) return [];
  const surprise = placeSurprise(at.surprise.of('where'), event.client);
  if (surprise.bits >= THRESHOLDS.tellingPlace.bits)
    return [surprising(event, 'network new for the user', surprise)];
  const usual = placesOf(at.recall.get(keyOf(event.principal)))
    .seen.filter(([, , own]) => own !== 0 && own < time)
    .map(([network]) => network);
  return [
    fact(
      event,
      'new-place',
      'network new for the user',
      event.client.network ?? '',
      `usually ${usual.slice(-3).join(', ')}`,
    ),
  ];
}

function keyOf(principal: Principal): string {
  return `places ${personKeys(principal).at(-1) ?? principal.uid}`;
}

const NOWHERE: Places = { count: 0, since: 0, seen: [] };

function placesOf(known: Json | undefined): Places {
  if (typeof known !== 'object' || known === null || !('seen' in known)) return NOWHERE;
  const { count, since, seen } = known;
  if (typeof count !== 'number' || typeof since !== 'number' || !Array.isArray(seen)) return NOWHERE;
  return { count, since, seen: seen.every(isPlace) ? seen : seen.flatMap(placeOf) };
}

function isPlace(each: Json): each is Place {
  return (
    Array.isArray(each) &&
    each.length === 3 &&
    typeof each[0] === 'string' &&
    typeof each[1] === 'number' &&
    typeof each[2] === 'number'
  );
}

/** Of a state written before it was known since when a place is one's own. */
function placeOf(each: Json): Place[] {
  if (!Array.isArray(each)) return [];
  const [network, first, own = first] = each;
  if (typeof network !== 'string' || typeof first !== 'number') return [];
  return [[network, first, typeof own === 'number' ? own : 0]];
}
