import { expect, test } from 'vitest';
import { countryCodes } from './country-centres.ts';
import { countryCode } from './country-names.ts';

test.each([
  ['United States', 'US'],
  ['united kingdom', 'GB'],
  ['South Korea', 'KR'],
  ['Korea, Republic of', 'KR'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ['Côte d’Ivoire', 'CI'],
  ["Cote d'Ivoire", 'CI'],
  ['Hong Kong', 'HK'],
  ['Bosnia and Herzegovina', 'BA'],
  ['Bosnia & Herzegovina', 'BA'],
  ['St. Lucia', 'LC'],
  ['Saint Lucia', 'LC'],
  ['The Netherlands', 'NL'],
  ['Russia', 'RU'],
  ['Czechia', 'CZ'],
  ['DE', 'DE'],
])('%s is %s', (name, code) => {
  expect(countryCode(name)).toBe(code);
});

test.each(['Country', '', 'null', 'Atlantis', '__proto__', 'unknown'])('%j is no country', (name) => {
  expect(countryCode(name)).toBeUndefined();
});

test('the English name of every country we know leads back to it', () => {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const lost = countryCodes().filter((code) => countryCode(english.of(code) ?? code) !== code);
  expect(lost).toEqual([]);
});
