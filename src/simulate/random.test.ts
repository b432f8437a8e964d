import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('the same seed gives the same stream, another seed another one', () => {
  const draw = (seed: string) => {
    const random = new Random(seed);
    return Array.from({ length: 5 }, () => random.word());
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

test('a fork depends on its labels, not on how far its parent has run', () => {
  const parent = new Random('seed');
  const before = parent.fork('person', 3).hex(16);
  parent.word();
  expect(parent.fork('person', 3).hex(16)).toBe(before);
  expect(parent.fork('person', 4).hex(16)).not.toBe(before);
});

test('draws are spread evenly', () => {
  const random = new Random('even');
  const counts = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 20_000; i += 1) {
    const slot = random.between(0, 9);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

test('identifiers have the vendor’s form', () => {
  const random = new Random('ids');
  expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(random.base32(16)).toMatch(/^[A-Z2-7]{16}$/);
  expect(random.hex(17)).toMatch(/^[0-9a-f]{17}$/);
});

test('picking from nothing is a mistake of the caller', () => {
  expect(() => new Random('none').pick([])).toThrow(RangeError);
});
