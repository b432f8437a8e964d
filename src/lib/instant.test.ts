import { expect, test } from 'vitest';
import { parseInstant, parseZone } from './instant.ts';

test.each([
  ['2026-03-02T10:00:00Z', '2026-03-02T10:00:00.000Z'],
  ['2026-03-02T10:00Z', '2026-03-02T10:00:00.000Z'],
  ['2026-03-02 10:00:00.5+02:00', '2026-03-02T08:00:00.500Z'],
  ['2026-03-02T10:00:00.123456789-0330', '2026-03-02T13:30:00.123Z'],
  ['2026-03-02', '2026-03-02T00:00:00.000Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ['0001-01-01', '0001-01-01T00:00:00.000Z'],
])('%s is %s', (text, expected) => {
  const instant = parseInstant(text, { edge: 'start' });
  expect('time' in instant && new Date(instant.time).toISOString()).toBe(expected);
});

test('a date alone that ends something lasts until its last millisecond', () => {
  expect(parseInstant('2026-03-02', { edge: 'end' })).toEqual({
    time: Date.parse('2026-03-02T23:59:59.999Z'),
  });
  expect(parseInstant('2026-03-02', { edge: 'end', zone: '+01:00' })).toEqual({
    time: Date.parse('2026-03-02T22:59:59.999Z'),
  });
});

test('a zone given beside the text is used for times that carry none', () => {
  expect(parseInstant('2026-03-02 10:00', { edge: 'start', zone: '+01:00' })).toEqual({
    time: Date.parse('2026-03-02T09:00Z'),
  });
  expect(parseInstant('2026-03-02 10:00Z', { edge: 'start', zone: '+01:00' })).toEqual({
    time: Date.parse('2026-03-02T10:00Z'),
  });
});

test.each([
  ['2026-02-29', 'a date that does not exist'],
  ['2026-13-01', 'a date that does not exist'],
  ['2026-00-10', 'a date that does not exist'],
  ['2026-03-02T10:00', 'a time without a zone'],
  ['2026-03-02T25:00Z', 'a time of day that does not exist'],
  ['2026-03-02T10:61Z', 'a time of day that does not exist'],
  ['2026-03-02T10:00+19:00', 'a time with an impossible zone'],
  ['next Tuesday', 'not an ISO 8601 time or date'],
  ['02/03/2026', 'not an ISO 8601 time or date'],
  ['1740909600', 'not an ISO 8601 time or date'],
  ['', 'not an ISO 8601 time or date'],
])('%j is %s', (text, fault) => {
  expect(parseInstant(text, { edge: 'start' })).toEqual({ fault });
});

test.each([
  ['Z', 0],
  ['-01:00', -3_600_000],
  ['+0530', 19_800_000],
  ['CET', undefined],
  ['+99:00', undefined],
])('the zone %s is %s ms east', (text, expected) => {
  expect(parseZone(text)).toBe(expected);
});
