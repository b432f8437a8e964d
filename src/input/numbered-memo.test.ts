import { expect, test } from 'vitest';
import { NOTHING, NumberedMemo } from './numbered-memo.ts';

const FIRST = { textGeneration: 0, blockGeneration: 0 };

function filled(): NumberedMemo<string> {
  const memo = new NumberedMemo<string>();
  memo.keep(FIRST, true, 3, 'of a text');
  memo.keep(FIRST, false, 3, 'of an object');
  return memo;
}

test('texts and objects of the same number are told apart', () => {
  const memo = filled();
  expect(memo.get(FIRST, true, 3)).toBe('of a text');
  expect(memo.get(FIRST, false, 3)).toBe('of an object');
  for (const isText of [true, false])
    for (const number of [2, 4]) expect(memo.get(FIRST, isText, number)).toBe(NOTHING);
});

test.each([
  ['objects', { textGeneration: 0, blockGeneration: 1 }, true],
  ['texts', { textGeneration: 1, blockGeneration: 0 }, false],
])('what was made of %s is forgotten with their numbers, and nothing else', (_name, later, isKept) => {
  const memo = filled();
  const kept = isKept ? 'of a text' : 'of an object';
  expect(memo.get(later, isKept, 3)).toBe(kept);
  expect(memo.get(later, !isKept, 3)).toBe(NOTHING);
  memo.keep(later, !isKept, 5, 'anew');
  expect(memo.get(later, !isKept, 3)).toBe(NOTHING);
  expect(memo.get(later, !isKept, 5)).toBe('anew');
  expect(memo.get(later, isKept, 3)).toBe(kept);
});
