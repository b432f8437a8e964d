import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecallStore, entriesByAge, RecallView } from './recall.ts';

const step = fc.record({
  word: fc.constantFrom('exit', 'shape', 'person'),
  of: fc.nat(5),
  value: fc.nat(9),
  life: fc.nat(20),
});

test('is a map that keys set again enter anew', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const store = createRecallStore();
      const recall = new RecallView(store);
      const plain = new Map<string, { value: number; until: number }>();
      for (const [now, { word, of, value, life }] of steps.entries()) {
        recall.now = now;
        const key = `${word} ${of}`;
        const known = plain.get(key);
        expect(recall.get(key)).toBe(known === undefined || known.until < now ? undefined : known.value);
        if (!recall.knows(word)) {
          for (const [other, { until }] of plain) expect(other.startsWith(word) && until >= now).toBe(false);
        }
        recall.set(key, value, now + life);
        plain.delete(key);
        plain.set(key, { value, until: now + life });
      }
      const kept = entriesByAge(store).map(([key, { value, until }]) => [key, { value, until }]);
      expect(kept).toEqual([...plain]);
    }),
  );
});

test('knows a word from the first key that begins with it until the last of them has ended', () => {
  const recall = new RecallView(createRecallStore());
  expect(recall.knows('exit')).toBe(false);
  recall.set('exit 192.0.2.0/24', true, 10);
  recall.set('exit 198.51.100.0/24', true, 5);
  recall.now = 10;
  expect(recall.knows('exit')).toBe(true);
  recall.now = 11;
  expect(recall.knows('exit')).toBe(false);
});
