import { expect, test } from 'vitest';
import type { Figures, LeftOut, SeedContributions } from './leave-one-out.ts';
import { leftOutMarkdown } from './left-out-table.ts';

const WHOLE: Figures = { medium: 10, high: 8, completeness: 9, falseMedium: 2, falseHigh: 0 };

function seed(number: number, without: readonly LeftOut[]): SeedContributions {
  const counts = { campaigns: 10, days: 10, events: 1000, problems: 0, milliseconds: 0 };
  return { seed: number, whole: WHOLE, without, ...counts };
}

function without(what: string, change: Partial<Figures>): LeftOut {
  return { what, bits: '4', figures: { ...WHOLE, ...change } };
}

const TEXT = leftOutMarkdown('Seeds 1, 2', [
  seed(1, [without('standing-key', {}), without('off-workload', { medium: 8, completeness: 8.5 })]),
  seed(2, [without('administrator', { falseMedium: 6 }), without('off-workload', { high: 7 })]),
]);
const rows = TEXT.split('\n').filter((line) => line.startsWith('| '));

test('the table says what is lost without each weight, the greatest loss first', () => {
  expect(rows.slice(1)).toEqual([
    '| nothing | | 20 of 20 | 16 | 0.900 | 0.200 | 0.000 |',
    '| off-workload | 4 | −2 | −1 | −0.025 | · | · |',
    '| administrator | 4 | · | · | · | +0.200 | · |',
  ]);
});

test('weights without effect are named apart from those that nothing asked for', () => {
  expect(TEXT).toContain('no figure above changes without it: `standing-key`.');
  expect(TEXT.split('nothing in these seeds asked for')[1]).toContain('`tor-network`');
  expect(TEXT.split('nothing in these seeds asked for')[1]).not.toContain('`off-workload`');
});
