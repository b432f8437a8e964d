/** The line of progress, at times chosen here. */

import { expect, test } from 'vitest';
import { progressOn } from './progress.ts';

const MIB = 1024 * 1024;

function watched(errWidth = 80, errIsTerminal = true) {
  const lines: string[] = [];
  let time = 0;
  const err = (text: string): void => void lines.push(text.replace('\r\u001b[K', ''));
  const progress = progressOn({ err, errIsTerminal, errWidth }, () => time);
  return { lines, progress, at: (seconds: number) => (time = seconds * 1000) };
}

test('rate and time left are those of the whole reading, whatever is judged meanwhile', () => {
  const { lines, progress, at } = watched();
  at(2);
  progress.reading(100 * MIB, 1000 * MIB);
  progress.judging(500, 1000);
  at(4);
  progress.judging(900, 1000);
  progress.reading(200 * MIB, 1000 * MIB);
  expect(lines).toEqual(['Reading 10 % · 50.0 MiB/s, 18 s left', 'Reading 20 % · 50.0 MiB/s, 16 s left']);
});

test('judging is told of once all is read, at the rate it has then', () => {
  const { lines, progress, at } = watched();
  progress.judging(1000, 2000);
  at(10);
  progress.reading(MIB, MIB);
  progress.judging(1000, 241_000);
  at(12);
  progress.judging(5000, 241_000);
  progress.judging(241_000, 241_000);
  expect(lines).toEqual(['Judging 0 % · 0 events/s', 'Judging 2 % · 2,000 events/s, 1 min 58 s left']);
});

test('fits on its line, is cleared away, and is for people only', () => {
  const narrow = watched(20);
  narrow.at(1);
  narrow.progress.reading(1, 1000 * MIB);
  narrow.progress.clear();
  expect(narrow.lines).toHaveLength(2);
  expect(narrow.lines[0]?.length).toBeLessThan(20);
  expect(narrow.lines[1]).toBe('');
  const unseen = watched(80, false);
  unseen.progress.reading(1, 2);
  unseen.progress.judging(1, 2);
  unseen.progress.clear();
  expect(unseen.lines).toEqual([]);
});
