import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffWords } from './word-diff.ts';

function marked(before: string, after: string): string {
  const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  return diffWords(before, after)
    .map(({ kind, text }) => `${marks[kind][0]}${text}${marks[kind][1]}`)
    .join('');
}

test.each([
  ['the key was read', 'the key was read', 'the key was read'],
  ['the key was read', 'the secret was read', 'the[- key-]{+ secret+} was read'],
  ['', 'new text', '{+new text+}'],
  ['old text', '', '[-old text-]'],
  ['a b c d', 'a c d e', 'a[- b-] c d{+ e+}'],
  ['one\n\ntwo', 'one\n\nthree', 'one[-\n\ntwo-]{+\n\nthree+}'],
])('%j against %j', (before, after, expected) => {
  expect(marked(before, after)).toBe(expected);
});

test('both texts can be read out of the parts, whatever they are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'word '), { maxLength: 40 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [before, after] = [left.join(''), right.join('')];
      const parts = diffWords(before, after);
      const without = (kind: string): string =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});

test('keeps as many words as the slow way: the longest common subsequence', () => {
  const words = fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 12 });
  fc.assert(
    fc.property(words, words, (left, right) => {
      const [before, after] = [left, right].map((list) => list.map((word) => ` ${word}`).join(''));
      const kept = diffWords(before ?? '', after ?? '')
        .filter(({ kind }) => kind === 'same')
        .flatMap(({ text }) => text.trim().split(/\s+/));
      expect(kept.filter((word) => word !== '')).toHaveLength(longest(left, right));
    }),
  );
});

test('texts with nothing in common are told as one removal and one addition', () => {
  const many = (word: string): string =>
    [...Array(3000).keys()].map((number) => `${word}${number}`).join(' ');
  expect(diffWords(many('a'), many('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});

function longest(left: readonly string[], right: readonly string[]): number {
  const [head, ...rest] = left;
  if (head === undefined) return 0;
  const at = right.indexOf(head);
  return Math.max(longest(rest, right), at < 0 ? 0 : 1 + longest(rest, right.slice(at + 1)));
}
