/** What Microsoft's records say of the address a call came from. */

import { saidPlace } from '../../contract/said-place.ts';
import { numberAt, textAt } from '../../lib/json.ts';
import type { SaidOfAddress } from '../../model/event.ts';

/** For `record.derived`: `{city, state, countryOrRegion, geoCoordinates: {latitude, longitude}}`, or a country's code. */
export function placeOf(location: unknown): SaidOfAddress | undefined {
  return saidPlace(
    typeof location === 'string' ? location : textAt(location, 'countryOrRegion'),
    numberAt(location, 'geoCoordinates', 'latitude'),
    numberAt(location, 'geoCoordinates', 'longitude'),
  );
}

/**
 * A place together with the number of the network it is in. Equal ones are one object, as long as the place is: take it
 * from `record.derived`.
 */
export function saidOfAddress(
  place: SaidOfAddress | undefined,
  asn: number | undefined,
): SaidOfAddress | undefined {
  if (asn === undefined || !Number.isInteger(asn) || asn <= 0 || asn > 0xffff_ffff) return place;
  const key = place ?? NOWHERE;
  const networks = known.get(key) ?? new Map<number, SaidOfAddress>();
  if (networks.size >= MOST_NETWORKS) networks.clear();
  known.set(key, networks);
  const said = networks.get(asn) ?? Object.freeze({ asn, ...place });
  networks.set(asn, said);
  return said;
}

const NOWHERE: SaidOfAddress = Object.freeze({});
/** Of one place; an attacker may write any number. */
const MOST_NETWORKS = 1000;
const known = new WeakMap<SaidOfAddress, Map<number, SaidOfAddress>>();
