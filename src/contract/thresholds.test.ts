import { expect, test } from 'vitest';
import { LEVEL_BITS, THRESHOLDS } from './thresholds.ts';
import { weight } from './weights.ts';

const { surprise, oddity, everyday, wholeOddity, renumbered, oddityOfReset, otherHelp } = THRESHOLDS;

test.each(Object.entries(THRESHOLDS))('%s has a reason and nothing but numbers beside it', (_, threshold) => {
  const { because, ...numbers } = threshold;
  expect(because).toMatch(/^\S.{20,}[^.]$/);
  expect(Object.keys(numbers)).not.toEqual([]);
  for (const number of Object.values(numbers)) expect(number).toBeGreaterThan(0);
});

test('what surprises is everyday variation, an oddity, or as much as one oddity can be, in this order', () => {
  const steps = [0, everyday.bits, oddity.bits, wholeOddity.bits, surprise.bits];
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  expect(renumbered.bits).toBeLessThan(oddity.bits);
});

test('one oddity alone is not reported', () => {
  expect(wholeOddity.bits).toBeLessThan(LEVEL_BITS.low);
});

test('one oddity beside a reset, and another kind of help, are told below medium', () => {
  const reset = weight('someone-else');
  for (const bits of [oddityOfReset.bits, otherHelp.bits + weight('factor-removed')]) {
    expect(reset + bits).toBeGreaterThanOrEqual(LEVEL_BITS.low);
    expect(reset + bits).toBeLessThan(LEVEL_BITS.medium);
  }
});
