import { expect, test } from 'vitest';
import { textsOf } from './remembered.ts';

test.each([
  ['texts as they are', ['a', 'b'], ['a', 'b']],
  ['anything else as a text', ['a', 1, true], ['a', '1', 'true']],
  ['nothing for what is no list', 'a', []],
  ['nothing for what was not kept', undefined, []],
])('gives %s', (_what, kept, expected) => {
  expect(textsOf(kept)).toEqual(expected);
});

test('does not copy a list of texts', () => {
  const kept = ['a', 'b'];
  expect(textsOf(kept)).toBe(kept);
});
