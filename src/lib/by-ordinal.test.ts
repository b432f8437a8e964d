import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createByOrdinal, forgetAll, keep, type Ordinal, recall } from './by-ordinal.ts';

test('what is found by number belongs to the very object, whatever numbers are given again', () => {
  const step = fc.record({
    ordinal: fc.option(fc.nat(6), { nil: undefined }),
    again: fc.nat(9),
    value: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const kept = createByOrdinal<Ordinal, number>();
      const truth = new Map<Ordinal, number>();
      const objects: Ordinal[] = [];
      for (const { ordinal, again, value } of steps) {
        const object = objects[again] ?? { ordinal };
        objects.push(object);
        keep(kept, object, value);
        truth.set(object, value);
        for (const each of objects) {
          const found = recall(kept, each);
          if (found !== undefined) expect(found).toBe(truth.get(each));
        }
        expect(recall(kept, object)).toBe(object.ordinal === undefined ? undefined : value);
      }
      forgetAll(kept);
      for (const each of objects) expect(recall(kept, each)).toBeUndefined();
    }),
  );
});
