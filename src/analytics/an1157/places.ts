/**
 * Where each person signs in from, across providers and by person rather than by account: a person known at home to one
 * directory is no stranger there to the next. Kept are networks only, the ones seen last.
 */

import type { Json } from '../../contract/analytic.ts';
import { fact, placeSurprise, surprising } from '../../contract/evidence.ts';
import type { Event, Principal } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Context } from './parameters.ts';
import { personKeys } from './person.ts';

const DAY = 24 * 3_600_000;
const REMEMBER = 60 * DAY;
const MOST_PLACES = 12;
/** Sign-ins, and days since the first, from which a person has places of their own. */
const SETTLED = 8;
const SETTLED_AFTER = 5 * DAY;
/** Bits of surprise that speak for themselves; below, the person's places do. */
const TELLING = 6;

interface Places {
  readonly count: number;
  /** First sign-in known. */
  readonly since: number;
  /** Network and the time it was first seen, latest seen last. */
  readonly seen: readonly (readonly [network: string, first: number])[];
}

export function learnPlace(event: Event, at: Context): void {
  const { client, principal } = event;
  if (event.outcome === 'failure' || client.network === undefined || client.networkKind === 'service') return;
  const key = keyOf(principal);
  const { count, since, seen } = placesOf(at.recall.get(key));
  const known = seen.find(([network]) => network === client.network);
  const others = seen.filter((each) => each !== known).slice(1 - MOST_PLACES);
  const places = [...others, known ?? [client.network, event.time]];
  at.recall.set(
    key,
    { count: count + 1, since: count === 0 ? event.time : since, seen: places },
    event.time + REMEMBER,
  );
}

/** Signed in from this network before `time`; since then it may have been the intruder. */
export function wasThereBefore({ principal, client }: Event, at: Context, time: number): boolean {
  return placesOf(at.recall.get(keyOf(principal))).seen.some(
    ([network, first]) => network === client.network && first < time,
  );
}

/** Has places, and this was none of them before `time`. */
export function isAwayFromAll(event: Event, at: Context, time: number): boolean {
  if (event.client.network === undefined) return false;
  const { count, since } = placesOf(at.recall.get(keyOf(event.principal)));
  const settled = count >= SETTLED && event.time - since >= SETTLED_AFTER;
  return settled && !wasThereBefore(event, at, time);
}

/** How strange the place is for the person; nothing where nothing is known of them. */
export function strangePlace(event: Event, at: Context, time: number): Evidence[] {
  if (!isAwayFromAll(event, at, time)) return [];
  const surprise = placeSurprise(at.surprise.of('where'), event.client);
  if (surprise.bits >= TELLING) return [surprising(event, 'network new for the user', surprise)];
  const usual = placesOf(at.recall.get(keyOf(event.principal)))
    .seen.filter(([, first]) => first < time)
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
  return { count, since, seen: seen.flatMap(placeOf) };
}

function placeOf(each: Json): [string, number][] {
  if (!Array.isArray(each)) return [];
  const [network, first] = each;
  return typeof network === 'string' && typeof first === 'number' ? [[network, first]] : [];
}
