/**
 * Reads MaxMind DB files of whatever vendor into our few facts. It knows the field layouts of MaxMind and DB-IP
 * (nested), IPinfo (flat, numbers as text) and ip-location-db (flat); a file of another layout has no facts.
 */

import { Reader, type Response } from 'mmdb-lib';
import { at, numberAt, textAt } from '../lib/json.ts';
import { type AddressFacts, factsSaid } from './address-facts.ts';

export interface AddressFile {
  /** `GeoLite2-City, 2026-06-17`. */
  readonly title: string;
  find(address: string): AddressFacts;
}

/** Throws on bytes that are no MaxMind DB. */
export function readMmdb(bytes: Buffer): AddressFile {
  const reader = new Reader(bytes);
  const { databaseType, buildEpoch } = reader.metadata;
  const built = Number.isFinite(buildEpoch.getTime()) ? buildEpoch.toISOString().slice(0, 10) : 'undated';
  return { title: `${databaseType}, ${built}`, find: (address) => factsOf(lookUp(reader, address)) };
}

/** A damaged file may fail at any address; that address is then unknown. */
function lookUp(reader: Reader<Response>, address: string): unknown {
  try {
    return reader.get(address);
  } catch {
    return undefined;
  }
}

export function factsOf(record: unknown): AddressFacts {
  const asn = asnOf(record);
  const asOrg = asn === undefined ? undefined : organisationOf(record);
  return factsSaid({ asn, asOrg, country: countryOf(record), location: locationOf(record) });
}

function asnOf(record: unknown): number | undefined {
  const number =
    numberAt(record, 'autonomous_system_number') ?? numberAt(record, 'traits', 'autonomous_system_number');
  if (number !== undefined) return number > 0 ? number : undefined;
  // IPinfo writes `AS64500`.
  const text = textAt(record, 'asn') ?? '';
  return /^AS[1-9]\d{0,9}$/.test(text) ? Number(text.slice(2)) : undefined;
}

function organisationOf(record: unknown): string | undefined {
  return (
    textAt(record, 'autonomous_system_organization') ??
    textAt(record, 'traits', 'autonomous_system_organization') ??
    textAt(record, 'as_name') ??
    textAt(record, 'name')
  );
}

/** IPinfo has the code in `country_code` and the name in `country`, or the code in `country`, by product. */
function countryOf(record: unknown): string | undefined {
  const places = [
    textAt(record, 'country', 'iso_code'),
    textAt(record, 'country_code'),
    textAt(record, 'country'),
    // MaxMind leaves `country` out where it only knows where the holder is registered.
    textAt(record, 'registered_country', 'iso_code'),
  ];
  return places.find((code) => code !== undefined && /^[A-Z]{2}$/.test(code));
}

function locationOf(record: unknown): AddressFacts['location'] {
  const nested = at(record, 'location');
  const latitude = numberAt(nested, 'latitude') ?? numberAt(record, 'latitude') ?? numberAt(record, 'lat');
  const longitude = numberAt(nested, 'longitude') ?? numberAt(record, 'longitude') ?? numberAt(record, 'lng');
  if (latitude === undefined || longitude === undefined) return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { latitude, longitude, precision: namesCity(record) ? 'city' : 'country' };
}

/** MaxMind gives the centre of the country, with no city, where it knows no more. */
function namesCity(record: unknown): boolean {
  const city = at(record, 'city');
  return typeof city === 'string' ? city !== '' : textAt(city, 'names', 'en') !== undefined;
}
