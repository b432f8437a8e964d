import { expect, test } from 'vitest';
import type { Json, Recall } from '../../contract/analytic.ts';
import { tally } from './tally.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2);

function createRecall(): Recall {
  const entries = new Map<string, Json>();
  return { get: (key) => entries.get(key), set: (key, value) => void entries.set(key, value) };
}

/** Reads `count` different secrets, one per second from `start`; at which counts it was said to be many. */
function readMany(recall: Recall, start: number, count: number): number[] {
  const reached: number[] = [];
  for (let each = 0; each < count; each++) {
    const time = start + each * 1000;
    const answer = tally(recall, {
      key: 'backup',
      things: [`secret ${each}`],
      time,
      event: `${start} ${each}`,
      many: 10,
    });
    if (answer.reached !== undefined) reached.push(answer.count);
  }
  return reached;
}

test('many is said once when it is reached, and again at each doubling', () => {
  expect(readMany(createRecall(), START, 45)).toEqual([10, 20, 40]);
});

test('what a principal read in its busiest hour is not many the next night', () => {
  const recall = createRecall();
  readMany(recall, START, 40);
  expect(readMany(recall, START + 24 * HOUR, 40)).toEqual([]);
  expect(readMany(recall, START + 48 * HOUR, 90)).toEqual([80]);
});

test('the same thing read again counts once', () => {
  const recall = createRecall();
  const counts = Array.from({ length: 30 }, (_, at) => {
    const time = START + at;
    return tally(recall, { key: 'app', things: ['one'], time, event: `e${at}`, many: 2 }).count;
  });
  expect(Math.max(...counts)).toBe(1);
});
