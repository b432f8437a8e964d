/** Two calls of one person, too far apart for the time between them. */

import { fact, surprising } from '../../contract/evidence.ts';
import { leastDistanceKm, travelSpeed } from '../../enrich/distance.ts';
import type { Client, Event, PrincipalKind } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

/** Only people travel: a role is used by many machines at once. */
const PEOPLE: ReadonlySet<PrincipalKind> = new Set<PrincipalKind>(['user', 'federated-user', 'root']);
const REMEMBER = 14 * 86_400_000;

export function judgeTravel(event: Event, at: Context): Judgement[] {
  const { client } = event;
  if (!PEOPLE.has(event.principal.kind) || client.location === undefined || isRelay(client)) return [];
  if (event.action !== 'signin' && !at.fresh.network) return [];
  const key = `place ${event.principal.uid}`;
  const before = lastPlace(at, key);
  const { latitude, longitude, precision } = client.location;
  at.recall.set(
    key,
    [event.time, latitude, longitude, precision, client.country ?? '', client.ip ?? '', event.uid],
    event.time + REMEMBER,
  );
  if (before === undefined) return [];
  const speed = travelSpeed(before, { time: event.time, client });
  const distance = leastDistanceKm(before.client, client);
  if (speed === undefined || distance === undefined || speed <= at.parameters.geoVelocityThreshold) return [];
  const hours = Math.abs(event.time - before.time) / 3_600_000;
  const evidence = [
    fact(
      event,
      'impossible-travel',
      'faster than anybody travels',
      `${client.country ?? client.ip ?? ''} ${hours < 1 ? `${Math.round(hours * 60)} min` : `${Math.round(hours)} h`} after ${before.client.country || before.ip}, at least ${Math.round(distance)} km apart`,
      `below ${at.parameters.geoVelocityThreshold} km/h`,
      [before.event],
    ),
    surprising(event, 'place', at.surprise.of('where')),
  ];
  return [{ detection: 'impossible-travel', evidence }];
}

/** Clouds, declared networks and VPN exits say where a machine stands, not where its user sits. */
function isRelay(client: Client): boolean {
  return (
    client.trusted === true ||
    client.networkKind === 'declared' ||
    client.networkKind === 'vpn' ||
    client.networkKind === 'cloud' ||
    client.networkKind === 'private'
  );
}

interface Place {
  readonly time: number;
  readonly ip: string;
  readonly event: string;
  readonly client: { readonly country: string; readonly location: NonNullable<Client['location']> };
}

function lastPlace(at: Context, key: string): Place | undefined {
  const kept = at.recall.get(key);
  if (!Array.isArray(kept)) return undefined;
  const [time, latitude, longitude, precision, country, ip, event] = kept;
  if (typeof time !== 'number' || typeof latitude !== 'number' || typeof longitude !== 'number')
    return undefined;
  return {
    time,
    ip: String(ip),
    event: String(event),
    client: {
      country: String(country),
      location: { latitude, longitude, precision: precision === 'city' ? 'city' : 'country' },
    },
  };
}
