import { expect, test } from 'vitest';
import { factsOf, readMmdb } from './mmdb.ts';

test.each<[string, unknown, object]>([
  [
    'MaxMind and DB-IP City',
    {
      city: { names: { en: 'Dublin' } },
      country: { iso_code: 'IE', names: { en: 'Ireland' } },
      location: { latitude: 53.3, longitude: -6.2, accuracy_radius: 20 },
    },
    { country: 'IE', location: { latitude: 53.3, longitude: -6.2, precision: 'city' } },
  ],
  [
    'MaxMind City that knows the country only',
    { country: { iso_code: 'US' }, location: { latitude: 37.8, longitude: -97.8 } },
    { country: 'US', location: { latitude: 37.8, longitude: -97.8, precision: 'country' } },
  ],
  ['MaxMind with the registration only', { registered_country: { iso_code: 'NL' } }, { country: 'NL' }],
  [
    'MaxMind ASN',
    { autonomous_system_number: 64500, autonomous_system_organization: 'Example Telecom' },
    { asn: 64500, asOrg: 'Example Telecom' },
  ],
  ['MaxMind Enterprise', { traits: { autonomous_system_number: 64500 } }, { asn: 64500 }],
  [
    'IPinfo Lite',
    {
      asn: 'AS64500',
      as_name: 'Example Telecom',
      country: 'Ireland',
      country_code: 'IE',
      continent: 'Europe',
    },
    { asn: 64500, asOrg: 'Example Telecom', country: 'IE' },
  ],
  [
    'IPinfo Location',
    { city: 'Cork', country: 'IE', lat: '51.89', lng: '-8.47' },
    { country: 'IE', location: { latitude: 51.89, longitude: -8.47, precision: 'city' } },
  ],
  ['ip-location-db', { country_code: 'IE' }, { country: 'IE' }],
  ['nothing known', null, {}],
  ['text instead of a record', 'IE', {}],
  [
    'values out of range',
    { country: 'ireland', asn: 'AS0', lat: 91, lng: 0, autonomous_system_number: 0 },
    {},
  ],
])('%s', (_, record, facts) => {
  expect(factsOf(record)).toEqual(facts);
});

test('bytes of another kind are refused', () => {
  expect(() => readMmdb(Buffer.from('no database'))).toThrow();
});
