import { describe, expect, test } from 'vitest';
import { json, projection, text } from '../contract/projection.ts';
import { JointMemo } from './joint-memo.ts';
import { NOTHING } from './numbered-memo.ts';
import { ABSENT, FALSE, NULL, OBJECT, STRING, TRUE, UNNUMBERED } from './slot-kind.ts';

const FIELDS = projection({ name: text('name'), flag: json('flag') });
const FIRST = { textGeneration: 0 };

/** As the scanner leaves them: start, end, kind and number of each value. */
function slots(...values: readonly (readonly [kind: number, number?: number])[]): Int32Array {
  return Int32Array.from(values.flatMap(([kind, number = UNNUMBERED]) => [0, 0, kind, number]));
}

function memo() {
  return new JointMemo<string>(Object.values(FIELDS));
}

describe('what was made of several values together', () => {
  test('is found by all of them', () => {
    const known = memo();
    known.look(FIRST, slots([STRING, 7], [TRUE]));
    expect(known.get()).toBe(NOTHING);
    known.keep('seven, true');
    for (const other of [
      slots([STRING, 8], [TRUE]),
      slots([STRING, 7], [FALSE]),
      slots([STRING, 7], [NULL]),
    ]) {
      expect(known.look(FIRST, other)).toBe(true);
      expect(known.get()).toBe(NOTHING);
    }
    known.look(FIRST, slots([STRING, 7], [TRUE]));
    expect(known.get()).toBe('seven, true');
  });

  test('is the same of what is absent and what is null', () => {
    const known = memo();
    known.look(FIRST, slots([ABSENT], [NULL]));
    known.keep('nothing');
    known.look(FIRST, slots([NULL], [ABSENT]));
    expect(known.get()).toBe('nothing');
  });

  test.each([
    ['a text without a number', slots([STRING], [TRUE])],
    ['what should be a text', slots([TRUE], [TRUE])],
    ['an object', slots([STRING, 7], [OBJECT, 3])],
  ])('is not looked for by %s', (_, values) => {
    expect(memo().look(FIRST, values)).toBe(false);
  });

  test('is forgotten when numbers are given out anew', () => {
    const known = memo();
    known.look(FIRST, slots([STRING, 7], [TRUE]));
    known.keep('seven, true');
    known.look({ textGeneration: 1 }, slots([STRING, 7], [TRUE]));
    expect(known.get()).toBe(NOTHING);
  });

  test('is right also where there is more than is kept', () => {
    const known = memo();
    let wrong = 0;
    for (let round = 0; round < 2; round++) {
      for (let number = 0; number < 40_000; number++) {
        known.look(FIRST, slots([STRING, number], [TRUE]));
        const value = known.get();
        if (value !== NOTHING && value !== `${number}`) wrong++;
        known.keep(`${number}`);
        if (known.get() !== `${number}`) wrong++;
      }
    }
    expect(wrong).toBe(0);
    known.look(FIRST, slots([STRING, 39_999], [TRUE]));
    expect(known.get()).toBe('39999');
  });
});
