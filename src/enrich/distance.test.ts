import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countryCentre, countryCodes } from './country-centres.ts';
import { distanceKm, leastDistanceKm, type Sighting, travelSpeed } from './distance.ts';

const DUBLIN = { latitude: 53.35, longitude: -6.26 };
const SYDNEY = { latitude: -33.87, longitude: 151.21 };
const HOUR_MS = 3_600_000;

function inCountry(country: string): Sighting['client'] {
  const centre = countryCentre(country);
  if (centre === undefined) throw new Error(`no centre for ${country}`);
  return { country, location: { ...centre, precision: 'country' } };
}

function inCity(country: string, latitude: number, longitude: number): Sighting['client'] {
  return { country, location: { latitude, longitude, precision: 'city' } };
}

test('great-circle distances are right to a few kilometres', () => {
  expect(distanceKm(DUBLIN, SYDNEY)).toBeCloseTo(17_200, -2);
  expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(
    111,
    0,
  );
  expect(distanceKm({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 77 })).toBeCloseTo(20_015, 0);
});

test('distance is symmetric, never negative and never more than half around', () => {
  const place = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
      expect(distanceKm(a, b)).toBeGreaterThanOrEqual(0);
      expect(distanceKm(a, b)).toBeLessThanOrEqual(20_016);
    }),
  );
});

describe('places known by country only', () => {
  test.each([
    ['US', 'US'],
    ['US', 'CA'],
    ['US', 'MX'],
    ['DE', 'FR'],
    ['DE', 'PL'],
    ['IE', 'GB'],
    ['ES', 'PT'],
    ['NO', 'SE'],
    ['NO', 'FI'],
    ['RU', 'FI'],
    ['RU', 'CN'],
    ['RU', 'UA'],
    ['IN', 'PK'],
    ['IN', 'CN'],
    ['BR', 'AR'],
    ['CL', 'AR'],
    ['SG', 'MY'],
    ['ID', 'MY'],
    ['IT', 'CH'],
    ['AU', 'PG'],
    ['BE', 'NL'],
    ['LU', 'DE'],
    ['EG', 'IL'],
    ['ZA', 'ZW'],
    ['KR', 'KP'],
    ['VN', 'CN'],
    ['TR', 'GR'],
    ['DK', 'SE'],
    ['EE', 'FI'],
    ['AT', 'IT'],
  ])('%s and %s may be next door', (a, b) => {
    expect(leastDistanceKm(inCountry(a), inCountry(b))).toBe(0);
  });

  test.each([
    ['IE', 'AU', 13_000],
    ['US', 'DE', 4_000],
    ['GB', 'SG', 9_000],
    ['BR', 'IN', 9_000],
    ['NG', 'US', 6_000],
    ['NL', 'RO', 800],
    ['JP', 'US', 5_000],
  ])('%s and %s are at least %i km apart', (a, b, km) => {
    expect(leastDistanceKm(inCountry(a), inCountry(b))).toBeGreaterThan(km);
  });
});

test('two cities of one country are apart when both are known', () => {
  expect(leastDistanceKm(inCity('US', 40.7, -74.0), inCity('US', 34.1, -118.2))).toBeGreaterThan(3_500);
  expect(leastDistanceKm(inCity('US', 40.7, -74.0), inCountry('US'))).toBe(0);
});

describe('speed', () => {
  test('is distance by time in either order', () => {
    const early = { time: 0, client: inCity('IE', 53.35, -6.26) };
    const late = { time: 2 * HOUR_MS, client: inCity('AU', -33.87, 151.21) };
    expect(travelSpeed(early, late)).toBeGreaterThan(8_000);
    expect(travelSpeed(late, early)).toBe(travelSpeed(early, late));
  });

  test('is nothing within one country, and finite within one moment', () => {
    expect(travelSpeed({ time: 5, client: inCountry('US') }, { time: 5, client: inCountry('US') })).toBe(0);
    expect(
      travelSpeed({ time: 5, client: inCountry('IE') }, { time: 5, client: inCountry('AU') }),
    ).toBeLessThan(2_000_000);
  });

  test('is unknown where a place is', () => {
    expect(
      travelSpeed({ time: 0, client: inCountry('IE') }, { time: HOUR_MS, client: { country: 'AU' } }),
    ).toBeUndefined();
  });
});

test('every country has a centre on earth and a reach', () => {
  const codes = countryCodes();
  expect(codes.length).toBe(250);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) {
    const centre = countryCentre(code);
    expect(code).toMatch(/^[A-Z]{2}$/);
    expect(Math.abs(centre?.latitude ?? 999), code).toBeLessThanOrEqual(90);
    expect(Math.abs(centre?.longitude ?? 999), code).toBeLessThanOrEqual(180);
    expect(centre?.reachKm, code).toBeGreaterThan(0);
  }
  expect(countryCentre('EU')).toBeUndefined();
  expect(countryCentre('constructor')).toBeUndefined();
});
