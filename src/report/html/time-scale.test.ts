import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeScale } from './time-scale.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 7, 2);
const at = (minutes: number): number => START + minutes * MINUTE;

describe('the axis of a timeline', () => {
  test('cuts a long silence short, and says how long it was', () => {
    const scale = timeScale([at(0), at(20), at(60), at(1500), at(1504)], 100, 1000);
    expect(scale.cuts).toHaveLength(1);
    expect(scale.cuts[0]?.length).toBeGreaterThan(1400 * MINUTE);
    expect(scale.x(at(60)) - scale.x(at(0))).toBeGreaterThan(600);
  });

  test('of a single moment stands in the middle, with a tick', () => {
    const scale = timeScale([at(7)], 100, 1000);
    expect(scale.x(at(7))).toBe(550);
    expect(scale.ticks).toHaveLength(1);
  });

  test('keeps order and stays within its bounds, whatever the times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 60 }),
        (minutes) => {
          const times = minutes.map(at);
          const scale = timeScale(times, 100, 1000);
          const places = [...times].sort((a, b) => a - b).map((time) => scale.x(time));
          expect(places).toEqual([...places].sort((a, b) => a - b));
          expect(places[0]).toBeGreaterThanOrEqual(100);
          expect(places.at(-1)).toBeLessThanOrEqual(1000);
          expect(scale.cuts.length).toBeLessThanOrEqual(4);
        },
      ),
    );
  });
});
