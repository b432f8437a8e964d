/**
 * How far apart two calls were made, and how fast somebody would have had to travel. Errs on the side of
 * possible: what the precision of the places leaves open counts as no distance at all.
 */

import type { Client } from '../model/event.ts';
import { countryCentre } from './country-centres.ts';

type Location = NonNullable<Client['location']>;

export interface Sighting {
  /** Epoch ms. */
  readonly time: number;
  readonly client: Pick<Client, 'country' | 'location'>;
}

/** Great-circle distance in km. */
export function distanceKm(
  from: Pick<Location, 'latitude' | 'longitude'>,
  to: Pick<Location, 'latitude' | 'longitude'>,
): number {
  const up = sinSquared(radians(to.latitude - from.latitude) / 2);
  const along = sinSquared(radians(to.longitude - from.longitude) / 2);
  const chord = up + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * along;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/**
 * Least distance in km between two calls that their places allow, or undefined where a place is not known.
 * Neighbouring countries known only by name are 0 km apart.
 */
export function leastDistanceKm(a: Sighting['client'], b: Sighting['client']): number | undefined {
  if (a.location === undefined || b.location === undefined) return undefined;
  const exact = a.location.precision === 'city' && b.location.precision === 'city';
  if (!exact && a.country !== undefined && a.country === b.country) return 0;
  return Math.max(0, distanceKm(a.location, b.location) - toleranceKm(a) - toleranceKm(b));
}

/** Least speed in km/h between two calls, in either order of time; undefined where a place is not known. */
export function travelSpeed(a: Sighting, b: Sighting): number | undefined {
  const distance = leastDistanceKm(a.client, b.client);
  if (distance === undefined) return undefined;
  return distance / Math.max(Math.abs(b.time - a.time) / HOUR_MS, SHORTEST_HOURS);
}

const EARTH_RADIUS_KM = 6_371;
const HOUR_MS = 3_600_000;
/** Two calls within a minute count as a minute apart: clocks of log writers differ, and a speed must be finite. */
const SHORTEST_HOURS = 1 / 60;
/** Address databases put most addresses within 50 km of the city they name. */
const CITY_TOLERANCE_KM = 50;
/** For a country without figures of its own. */
const COUNTRY_TOLERANCE_KM = 1_000;

function toleranceKm({ country, location }: Sighting['client']): number {
  if (location?.precision === 'city') return CITY_TOLERANCE_KM;
  return (country === undefined ? undefined : countryCentre(country)?.reachKm) ?? COUNTRY_TOLERANCE_KM;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function sinSquared(angle: number): number {
  return Math.sin(angle) ** 2;
}
