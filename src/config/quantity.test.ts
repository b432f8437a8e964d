import { expect, test } from 'vitest';
import { parseAmount, parseSize } from './quantity.ts';

test.each([
  ['5 minutes', 'minutes', 5],
  ['2h', 'minutes', 120],
  ['90 min', 'hours', 1.5],
  ['1 day', 'hours', 24],
  ['500 km', 'km', 500],
  ['900 km/h', 'km/h', 900],
  ['3 count', 'count', 3],
  ['500 km', 'minutes', undefined],
  ['5', 'minutes', undefined],
  ['-5 minutes', 'minutes', undefined],
  ['five minutes', 'minutes', undefined],
  ['5 constructor', 'minutes', undefined],
] as const)('%s is %s %s', (text, unit, expected) => {
  expect(parseAmount(text, unit)).toBe(expected);
});

test.each([
  ['64MiB', 64 * 1024 * 1024],
  ['1.5 GiB', 1.5 * 1024 ** 3],
  ['10 kB', 10_000],
  ['12 b', 12],
  ['0 MiB', undefined],
  ['12', undefined],
  ['9 YiB', undefined],
  ['999999999999999 GiB', undefined],
])('%s is %s bytes', (text, expected) => {
  expect(parseSize(text)).toBe(expected);
});
