/**
 * Countries by their English names, as vendors that give no code write them. Names come from the Unicode tables of
 * the runtime, with the spellings of geolocation services beside them. A name nobody knows gives nothing.
 */

import { countryCodes } from './country-centres.ts';

/** ISO 3166-1 alpha-2 of `United States`, `South Korea`, also of a code itself. */
export function countryCode(name: string): string | undefined {
  byName ??= tableOfNames();
  return byName.get(keyOf(name));
}

/** Made when it is first asked for: most logs name no country, and it takes some ten milliseconds. */
let byName: ReadonlyMap<string, string> | undefined;

function tableOfNames(): ReadonlyMap<string, string> {
  const names = [...runtimeNames(), ...Object.entries(OTHER_NAMES)];
  return new Map(names.map(([name, code]) => [keyOf(name), code]));
}

/** What geolocation services write where Unicode writes otherwise, or used to. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'Bolivia, Plurinational State of': 'BO',
  'Bosnia and Herzegovina': 'BA',
  Brunei: 'BN',
  'Cape Verde': 'CV',
  Congo: 'CG',
  'Congo Republic': 'CG',
  'Republic of the Congo': 'CG',
  'Democratic Republic of the Congo': 'CD',
  'DR Congo': 'CD',
  'Czech Republic': 'CZ',
  'East Timor': 'TL',
  'Great Britain': 'GB',
  'Hong Kong': 'HK',
  'Iran, Islamic Republic of': 'IR',
  'Ivory Coast': 'CI',
  'Korea, Republic of': 'KR',
  'Republic of Korea': 'KR',
  Korea: 'KR',
  'Republic of Lithuania': 'LT',
  Macao: 'MO',
  Macau: 'MO',
  Macedonia: 'MK',
  Burma: 'MM',
  Myanmar: 'MM',
  'Moldova, Republic of': 'MD',
  'Republic of Moldova': 'MD',
  Palestine: 'PS',
  'Palestinian Territory': 'PS',
  'Russian Federation': 'RU',
  Swaziland: 'SZ',
  'Syrian Arab Republic': 'SY',
  Taiwan: 'TW',
  'Taiwan, Province of China': 'TW',
  'Tanzania, United Republic of': 'TZ',
  Netherlands: 'NL',
  'The Netherlands': 'NL',
  Turkey: 'TR',
  'United States of America': 'US',
  USA: 'US',
  UK: 'GB',
  'United Kingdom of Great Britain and Northern Ireland': 'GB',
  'Venezuela, Bolivarian Republic of': 'VE',
  'Viet Nam': 'VN',
  'Hashemite Kingdom of Jordan': 'JO',
};

function* runtimeNames(): Generator<readonly [string, string]> {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  for (const code of countryCodes()) {
    yield [code, code];
    const name = english.of(code);
    if (name !== undefined) yield [name, code];
  }
}

/** Without case, accents and punctuation; `St.` is `Saint` and `&` is `and`. */
function keyOf(name: string): string {
  return name
    .slice(0, 80)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\bst\b\.?/g, 'saint')
    .replaceAll('&', ' and ')
    .replace(/[^a-z]+/g, ' ')
    .trim();
}
