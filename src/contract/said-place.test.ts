import { expect, test } from 'vitest';
import { saidPlace } from './said-place.ts';

test.each([
  ['DE', 52.5, 13.4, { country: 'DE', location: { latitude: 52.5, longitude: 13.4 } }],
  ['Germany', undefined, undefined, { country: 'DE' }],
  ['DE', 0, 0, { country: 'DE' }],
  ['DE', 91, 13.4, { country: 'DE' }],
  [undefined, 52.5, 13.4, { location: { latitude: 52.5, longitude: 13.4 } }],
  ['Nowhere at all', 52.5, 181, undefined],
  ['', undefined, 13.4, undefined],
])('%j at %s, %s', (country, latitude, longitude, said) => {
  expect(saidPlace(country, latitude, longitude)).toEqual(said);
});
