import { describe, expect, test } from 'vitest';
import { createReader } from '../../src/input/read.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { ordinaryRecord } from './ordinary.ts';
import type { Run } from './run.ts';
import { measureSources, speedTable } from './sources.ts';
import type { Sized } from './table.ts';
import { bars, markdown, median } from './table.ts';

const run = (wall: number, engine = 0, peak = 2 ** 29): Run => ({
  wall,
  cpu: wall,
  peak,
  phases: { engine: engine * 1000, total: wall * 1000, kernel: true },
  stdout: '',
});
const logs = { folder: '', records: 500_000, files: 170, bytes: 8e8, compressedBytes: 9e7, days: 7 };
const sized = (factor: number, scan2: number, peak?: number): Sized => ({
  logs: { ...logs, records: logs.records * factor },
  runs: {
    inflate: [run(2 * factor)],
    parse: [run(6 * factor), run(60 * factor), run(5 * factor)],
    scan1: [run(8 * factor, 2.4 * factor)],
    scan2: [run(scan2 * factor, 0, peak)],
  },
});

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('every bar is met by a fast, small, linear scan', () => {
  const checked = bars(sized(1, 5), sized(4, 5.5));
  expect(checked.map(({ measured, met }) => [measured, met])).toEqual([
    ['0.83', true],
    ['0.40', true],
    ['0.50', true],
    ['1.10', true],
  ]);
});

test('a slow scan, too much memory and growth beyond linear are missed bars', () => {
  const checked = bars(sized(1, 5.5), sized(4, 6.6, 2 ** 31));
  expect(checked.map((bar) => bar.met)).toEqual([false, true, false, false]);
  expect(markdown([sized(1, 5.5)], checked)).toContain('**missed**');
});

describe('how fast sources read', () => {
  const speed = (source: string, seconds: number) => ({
    source,
    log: 'samples',
    counts: true,
    bytes: 1e8,
    records: 50_000,
    seconds,
  });

  test('half of CloudTrail’s pace is enough, less is a missed bar', () => {
    expect(speedTable([speed('aws-cloudtrail', 1), speed('other', 2)]).met).toBe(true);
    const { text, met } = speedTable([speed('aws-cloudtrail', 1), speed('other', 2.1)]);
    expect(met).toBe(false);
    expect(text).toContain('| `other` | samples | 48 | 23,810 | 0.48 | **missed** |');
  });

  test.each([
    ['auditd', 'type='],
    ['falco', '{'],
    ['osquery', '{'],
    ['sysmon', '{'],
    ['sysmon', '<Event>'],
    ['sysmon', 'Mar  1 '],
    ['tetragon', '{'],
    ['tracee', '{'],
  ])('ordinary records of %s are read and none of them is an event: %s', (id, sample) => {
    const records = Array.from({ length: 120 }, (_, n) => ordinaryRecord(id, sample, n));
    const seen: string[] = [];
    const report = createReader(SOURCES).readBuffers([Buffer.from(`${records.join('\n')}\n`)], id, 0, {
      event: ({ operation }) => void seen.push(operation),
      problem: ({ message }) => void seen.push(message),
    });
    expect(seen).toEqual([]);
    expect(report).toMatchObject({ source: id, records: 120, events: 0 });
  });

  test('every source is measured, and each reads records', () => {
    const speeds = measureSources(20_000, 1);
    expect([...new Set(speeds.map(({ source }) => source))]).toEqual(SOURCES.map(({ id }) => id));
    expect(speeds.filter(({ records }) => records === 0)).toEqual([]);
  });
});
