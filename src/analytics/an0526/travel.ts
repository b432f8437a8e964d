/** Distance between two uses of a token, and whether anybody could have covered it; AN0717 asks the same of people. */

import { fact } from '../../contract/evidence.ts';
import { isRelay, wasSharedExit } from '../../contract/exits.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import { leastDistanceKm, travelSpeed } from '../../enrich/distance.ts';
import type { Client, Event } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import { spanText } from './client.ts';
import type { Context } from './parameters.ts';

interface Sighting {
  /** Epoch ms. */
  readonly time: number;
  readonly client: Client;
  readonly event: string;
}

/** Least distance in km from an earlier place, where it lies beyond the threshold. */
export function farFrom(from: Client, event: Event, at: Context): number | undefined {
  const distance = leastDistanceKm(from, event.client);
  return distance === undefined || distance <= at.parameters.geoIpDistanceThreshold ? undefined : distance;
}

/** Evidence that the way from an earlier place is too long for the time; none where a relay may explain it. */
export function raceEvidence(from: Sighting, event: Event, at: Context): Evidence | undefined {
  if (isRelay(from.client) || isRelay(event.client)) return undefined;
  const distance = farFrom(from.client, event, at);
  const speed = travelSpeed(from, event);
  if (distance === undefined || speed === undefined || speed <= THRESHOLDS.fastestJourney.kmPerHour)
    return undefined;
  if (wasSharedExit(from.client, at.recall)) return undefined;
  const time = spanText(Math.abs(event.time - from.time));
  return fact(
    event,
    'impossible-travel',
    'faster than anybody travels',
    `at least ${Math.round(distance)} km in ${time}`,
    `below ${THRESHOLDS.fastestJourney.kmPerHour} km/h`,
    [from.event],
  );
}
