import { expect, test } from 'vitest';
import { expiryOf, parseExpiry } from './expiry.ts';

const AT = Date.parse('2026-03-02T11:12:29Z');

test.each([
  ['Mar 2, 2026, 11:12:29 AM', AT],
  ['Mar 2, 2026 11:12:29 AM', AT],
  ['Mar 2, 2026, 11:12:29\u202fAM', AT],
  ['Mar 2, 2026, 12:12:29 AM', AT - 11 * 3_600_000],
  ['Mar 2, 2026, 12:12:29 PM', AT + 3_600_000],
  ['2026-03-02T11:12:29Z', AT],
  [AT, AT],
  [AT / 1000, AT],
  ['soon', undefined],
  ['Foo 2, 2026, 11:12:29 AM', undefined],
  [null, undefined],
  [{}, undefined],
])('%j ends at %s', (value, expected) => {
  expect(parseExpiry(value)).toBe(expected);
});

test('what is not said follows from the duration asked for, within what AWS allows', () => {
  expect(expiryOf({}, { durationSeconds: 900 }, AT)).toBe(AT + 900_000);
  expect(expiryOf({}, { durationSeconds: 9e9 }, AT)).toBeUndefined();
  expect(expiryOf(undefined, undefined, AT)).toBeUndefined();
});
