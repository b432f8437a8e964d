/** Where a vendor says that an address is. What cannot be is not said. */

import { countryCode } from '../enrich/country-names.ts';
import type { SaidOfAddress } from '../model/event.ts';

/**
 * @param country name or code
 * @param latitude degrees, as longitude
 */
export function saidPlace(
  country: string | undefined,
  latitude: number | undefined,
  longitude: number | undefined,
): SaidOfAddress | undefined {
  const code = country === undefined ? undefined : countryCode(country);
  // Zeros are written where nothing is known: the point lies in the sea.
  const located = isOnEarth(latitude, 90) && isOnEarth(longitude, 180) && (latitude !== 0 || longitude !== 0);
  if (code === undefined) return located ? { location: { latitude, longitude } } : undefined;
  return located ? { country: code, location: { latitude, longitude } } : { country: code };
}

function isOnEarth(degrees: number | undefined, most: number): degrees is number {
  return degrees !== undefined && Math.abs(degrees) <= most;
}
