import { expect, test } from 'vitest';
import { spanText } from './span.ts';

const MINUTE = 60_000;

test.each([
  [-5_000, '0 s'],
  [0, '0 s'],
  [12_400, '12 s'],
  [29_999, '30 s'],
  [90_000, '2 min'],
  [119 * MINUTE, '119 min'],
  [2 * 60 * MINUTE, '2 h'],
  [47 * 60 * MINUTE, '47 h'],
  [3 * 24 * 60 * MINUTE, '3 days'],
])('%i ms are %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});
