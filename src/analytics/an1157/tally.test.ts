import { expect, test } from 'vitest';
import { createRecallStore, recallAt } from '../../engine/recall.ts';
import { tally } from './tally.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2);

/** Reads `count` different secrets, one per second from `start`; at which counts it was said to be many. */
function readMany(store: ReturnType<typeof createRecallStore>, start: number, count: number): number[] {
  const reached: number[] = [];
  for (let each = 0; each < count; each++) {
    const time = start + each * 1000;
    const answer = tally(recallAt(store, time), {
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
  expect(readMany(createRecallStore(), START, 45)).toEqual([10, 20, 40]);
});

test('what a principal read in its busiest hour is not many the next night', () => {
  const store = createRecallStore();
  readMany(store, START, 40);
  expect(readMany(store, START + 24 * HOUR, 40)).toEqual([]);
  expect(readMany(store, START + 48 * HOUR, 90)).toEqual([80]);
});

test('the same thing read again counts once', () => {
  const store = createRecallStore();
  const counts = Array.from({ length: 30 }, (_, at) => {
    const time = START + at;
    return tally(recallAt(store, time), { key: 'app', things: ['one'], time, event: `e${at}`, many: 2 })
      .count;
  });
  expect(Math.max(...counts)).toBe(1);
});
