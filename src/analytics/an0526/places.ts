/** Where a temporary token is used, beside where it was asked for and where else it is in use. */

import { fact, note, surprising } from '../../contract/evidence.ts';
import { leastDistanceKm, travelSpeed } from '../../enrich/distance.ts';
import type { CredentialNode, UsePlace } from '../../lineage/credential-node.ts';
import type { Client, Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

const MINUTE = 60_000;
/** Nobody travels faster; see AN0717 for the same question asked of people rather than of tokens. */
const FASTEST_KMH = 900;

export function judgePlaces(event: Event, at: Context): Judgement[] {
  if (event.credential?.kind !== 'session-token' || !(at.fresh.network || at.again)) return [];
  // Instances, tasks and functions have a question of their own: AN1424.
  if (event.session?.workload !== undefined || isNeutral(event.client)) return [];
  const node = at.lineage.node(event.credential.uid);
  if (node === undefined) return [];
  return [...judgeTwoPlaces(event, at, node), ...judgeMove(event, at, node)];
}

function judgeTwoPlaces(event: Event, at: Context, node: CredentialNode): Judgement[] {
  const other = node.places.find((place) => isOther(place, event.client) && place.first <= event.time);
  if (other === undefined) return [];
  const distance = leastDistanceKm(other.client, event.client);
  const together = event.time - other.last <= at.parameters.togetherWithin * MINUTE;
  const far = distance !== undefined && distance > at.parameters.geoIpDistanceThreshold;
  if (!together && !far) return [];
  const speed = travelSpeed({ time: other.last, client: other.client }, event);
  const evidence: Evidence[] = [
    fact(
      event,
      'two-places-at-once',
      'one token, two networks',
      `${describe(event.client)}, ${minutes(event.time - other.last)} after ${describe(other.client)}`,
      'one token, one network',
      [other.event],
    ),
    surprising(event, 'place new for the principal', at.surprise.of('where')),
    surprising(event, 'program new for the principal', at.surprise.of('with')),
  ];
  if (speed !== undefined && speed > FASTEST_KMH) {
    evidence.push(
      fact(
        event,
        'impossible-travel',
        'faster than anybody travels',
        `at least ${Math.round(distance ?? 0)} km in ${minutes(event.time - other.last)}`,
        `below ${FASTEST_KMH} km/h`,
        [other.event],
      ),
    );
  }
  return [{ detection: 'used-in-two-places', evidence, foldBy: node.uid }];
}

function judgeMove(event: Event, at: Context, node: CredentialNode): Judgement[] {
  const { mint } = node;
  if (
    mint === undefined ||
    mint.by.kind === 'service' ||
    isNeutral(mint.client) ||
    mint.client.network === event.client.network
  )
    return [];
  const distance = leastDistanceKm(mint.client, event.client);
  if (distance === undefined || distance <= at.parameters.geoIpDistanceThreshold) return [];
  const evidence: Evidence[] = [
    fact(
      event,
      'moved-since-mint',
      'far from where it was asked for',
      `${describe(event.client)}, at least ${Math.round(distance)} km from ${describe(mint.client)}`,
      `within ${at.parameters.geoIpDistanceThreshold} km`,
      [mint.event],
    ),
    surprising(event, 'place new for the principal', at.surprise.of('where')),
    note(event, 'asked for by', true, `${mint.by.name} with ${mint.operation}`, 'the same place'),
  ];
  return [{ detection: 'moved-since-mint', evidence, foldBy: node.uid }];
}

function isOther(place: UsePlace, client: Client): boolean {
  return (
    place.network !== client.network && !isNeutral(place.client) && place.client.prefix !== client.prefix
  );
}

/** Endpoints, private addresses and services do not tell where the holder is. */
function isNeutral(client: Client): boolean {
  return (
    client.ip === undefined ||
    client.networkKind === 'service' ||
    client.networkKind === 'private' ||
    client.endpoint !== undefined
  );
}

function describe(client: Client): string {
  return [client.ip, client.network === client.prefix ? undefined : client.network, client.country]
    .filter((part) => part !== undefined)
    .join(' ');
}

function minutes(ms: number): string {
  const count = Math.max(0, Math.round(ms / MINUTE));
  return count < 120 ? `${count} min` : `${Math.round(count / 60)} h`;
}
