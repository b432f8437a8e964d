/**
 * Two calls of one person, too far apart for the time between them. The person's credentials are remembered; where
 * and when each was last used is what lineage knows.
 */

import type { Json } from '../../contract/analytic.ts';
import { fact, placeSurprise, surprising } from '../../contract/evidence.ts';
import { isRelay, rememberExit, wasSharedExit } from '../../contract/exits.ts';
import { NONE } from '../../contract/judgements.ts';
import { textsOf } from '../../contract/remembered.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import { leastDistanceKm, travelSpeed } from '../../enrich/distance.ts';
import { emailOf } from '../../lineage/people.ts';
import type { Client, Event, PrincipalKind } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

/** Only people travel: a role is used by many machines at once. */
const PEOPLE: ReadonlySet<PrincipalKind> = new Set<PrincipalKind>(['user', 'federated-user', 'root']);
const REMEMBER = 14 * 86_400_000;
const MOST_CREDENTIALS = 12;

interface Sighting {
  /** Epoch ms. */
  readonly time: number;
  readonly client: Pick<Client, 'ip' | 'country' | 'location' | 'prefix'>;
  readonly event: string;
}

export function judgeTravel(event: Event, at: Context): readonly Judgement[] {
  const { client } = event;
  if (!PEOPLE.has(event.principal.kind) || client.location === undefined) return NONE;
  // Anybody can type somebody's name at a sign-in page, from anywhere.
  if (event.action === 'signin' ? event.outcome !== 'success' : !at.fresh.network) return NONE;
  const isExit = rememberExit(event, at.recall, at.surprise);
  if (isExit || isRelay(client)) return NONE;
  const where = placeSurprise(at.surprise.of('where'), client);
  // A commoner place is one of their homes, or of their machines.
  const before = where.never || where.bits >= THRESHOLDS.oddity.bits ? farthest(event, at) : undefined;
  remember(event, at);
  if (before === undefined) return NONE;
  const distance = leastDistanceKm(before.client, client) ?? 0;
  const evidence = [
    fact(
      event,
      'impossible-travel',
      'faster than anybody travels',
      `${client.country ?? client.ip ?? ''} ${spanText(event.time - before.time)} after ${before.client.country ?? before.client.ip ?? ''}, at least ${Math.round(distance)} km apart`,
      `below ${at.parameters.geoVelocityThreshold} km/h`,
      [before.event],
    ),
    surprising(event, 'place', where),
  ];
  return [
    { detection: 'impossible-travel', evidence, foldBy: emailOf(event.principal) ?? event.principal.uid },
  ];
}

/** The earlier call from which this one is hardest to reach, when nobody could. */
function farthest(event: Event, at: Context): Sighting | undefined {
  let found: Sighting | undefined;
  let most = at.parameters.geoVelocityThreshold;
  for (const before of sightings(event, at)) {
    const speed = travelSpeed(before, event) ?? 0;
    if (speed <= most || wasSharedExit(before.client, at.recall)) continue;
    most = speed;
    found = before;
  }
  return found;
}

function* sightings(event: Event, at: Context): Generator<Sighting> {
  const { credentials, signIn } = recallPerson(event, at);
  if (signIn !== undefined) yield signIn;
  for (const uid of credentials) {
    for (const place of at.lineage.node(uid)?.places ?? []) {
      if (place.first > event.time || place.event === event.uid || isRelay(place.client)) continue;
      yield { time: Math.min(place.last, event.time), client: place.client, event: place.event };
    }
  }
}

/** What is kept of a person: the credentials that were used, latest first, and the last sign-in. */
interface Person {
  readonly credentials: readonly string[];
  readonly signIn: Sighting | undefined;
}

/** A password's places in lineage are those of every attempt, so the sign-in that succeeded is kept here. */
function remember(event: Event, at: Context): void {
  const { credentials, signIn } = recallPerson(event, at);
  const { credential } = event;
  const uid = credential === undefined || credential.kind === 'password' ? undefined : credential.uid;
  const known = uid === undefined ? credentials : [uid, ...credentials.filter((each) => each !== uid)];
  const last =
    event.action === 'signin' ? { time: event.time, client: event.client, event: event.uid } : signIn;
  at.recall.set(
    personKey(event),
    [known.slice(0, MOST_CREDENTIALS), last === undefined ? null : kept(last)],
    event.time + REMEMBER,
  );
}

function recallPerson(event: Event, at: Context): Person {
  const known = at.recall.get(personKey(event));
  if (!Array.isArray(known)) return { credentials: [], signIn: undefined };
  const [credentials, signIn] = known;
  return {
    credentials: textsOf(credentials),
    signIn: Array.isArray(signIn) ? sightingOf(signIn) : undefined,
  };
}

function personKey({ principal }: Event): string {
  return `person ${principal.uid}`;
}

function kept({ time, client, event }: Sighting): readonly Json[] {
  const { latitude = 0, longitude = 0, precision = 'country' } = client.location ?? {};
  return [time, event, latitude, longitude, precision, client.country ?? null, client.ip ?? null];
}

function sightingOf([time, event, latitude, longitude, precision, country, ip]: readonly Json[]):
  | Sighting
  | undefined {
  if (typeof time !== 'number' || typeof latitude !== 'number' || typeof longitude !== 'number')
    return undefined;
  const location = { latitude, longitude, precision: precision === 'city' ? 'city' : 'country' } as const;
  return {
    time,
    event: String(event),
    client: {
      ...(typeof country === 'string' ? { country } : {}),
      ip: typeof ip === 'string' ? ip : undefined,
      location,
    },
  };
}

function spanText(ms: number): string {
  const hours = Math.abs(ms) / 3_600_000;
  return hours < 2 ? `${Math.round(hours * 60)} min` : `${Math.round(hours)} h`;
}
