import { expect, test } from 'vitest';
import type { Run } from './run.ts';
import type { Sized } from './table.ts';
import { bars, markdown, median } from './table.ts';

const run = (wall: number, engine = 0, peak = 2 ** 29): Run => ({
  wall,
  cpu: wall,
  peak,
  phases: { engine: engine * 1000, total: wall * 1000 },
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
