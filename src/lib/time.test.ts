import { describe, expect, test } from 'vitest';
import { parseIsoTime, usualTimeIn } from './time.ts';

describe('parseIsoTime', () => {
  test.each([
    ['2023-07-10T12:27:13Z', '2023-07-10T12:27:13.000Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000Z'],
    ['2023-07-10T12:27:13.5Z', '2023-07-10T12:27:13.500Z'],
    ['2023-07-10T12:27:13.25Z', '2023-07-10T12:27:13.250Z'],
    ['2023-07-10T12:27:13,25Z', '2023-07-10T12:27:13.250Z'],
    ['2023-07-10T12:27:13 Z', '2023-07-10T12:27:13.000Z'],
    ['2024-11-27T18:18:56.881520365Z', '2024-11-27T18:18:56.881Z'],
    ['2022-02-08T09:23:37+00:00', '2022-02-08T09:23:37.000Z'],
    ['2022-02-08T09:23:37.123456+00:00', '2022-02-08T09:23:37.123Z'],
    ['2022-02-08T09:23:37+11:00', '2022-02-07T22:23:37.000Z'],
    ['2022-02-08 09:23:37-0330', '2022-02-08T12:53:37.000Z'],
    ['2023-01-22 16:53:53.000', '2023-01-22T16:53:53.000Z'],
    ['2023-01-22 16:53:53.000 UTC', '2023-01-22T16:53:53.000Z'],
    ['2023-01-22 16:53:53', '2023-01-22T16:53:53.000Z'],
    ['20131102T010628Z', '2013-11-02T01:06:28.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseIsoTime(text)).toBe(Date.parse(expected));
  });

  test.each([
    '',
    'yesterday',
    '2023-13-01T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2023-00-10T00:00:00Z',
    '2023-04-31T00:00:00Z',
    '2023-07-10T24:00:00Z',
    '2023-07-10T12:60:00Z',
    '2023-07-10T12:00:0xZ',
    '2023-07-10T12:00:00.Z',
    '2023-07-10T12:00:00.12xZ',
    '2023-07-10T12:00:00.1234567890Z',
    '2023x07x10T12:00:00Z',
    '2023-07-10',
    '0000-01-01T00:00:00Z',
    '2023-07-10T12:00:00+99:00',
    `2023-07-10T12:27:13.${'0'.repeat(500)}Z`,
  ])('refuses %s', (text) => {
    expect(parseIsoTime(text)).toBeUndefined();
  });

  test('does not remember an impossible day as a possible one', () => {
    expect(parseIsoTime('2023-02-30T00:00:00Z')).toBeUndefined();
    expect(parseIsoTime('2023-02-28T00:00:00Z')).toBe(Date.parse('2023-02-28T00:00:00Z'));
    expect(parseIsoTime('2023-02-30T00:00:00Z')).toBeUndefined();
  });
});

describe('usualTimeIn', () => {
  const inBytes = (text: string): number | undefined =>
    usualTimeIn(Buffer.from(`"${text}",`), 1, 1 + Buffer.byteLength(text));

  test.each(['2023-07-10T12:27:13Z', '2024-02-29T23:59:59Z', '2016-12-31T23:59:60Z', '1000-01-01T00:00:00Z'])(
    'reads %s as parseIsoTime does',
    (text) => {
      expect(inBytes(text)).toBe(parseIsoTime(text));
      expect(inBytes(text)).toBeDefined();
    },
  );

  test.each([
    '',
    '2023-07-10T12:27:13.5Z',
    '2023-07-10 12:27:13Z',
    '2023-07-10T12:27:13z',
    '2023-07-10T12:27:1xZ',
    '202:-07-10T12:27:13Z',
    '2023-02-29T12:27:13Z',
    '2023-07-10T24:00:00Z',
    '2023-07-10T12:27:13ZZ',
    '２023-07-10T12:27:1Z',
  ])('leaves %s to others', (text) => {
    expect(inBytes(text)).toBeUndefined();
  });
});
