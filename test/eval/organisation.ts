/** The organisation every measurement is made on, by seed: its size, its calendar, everything honest switched on. */

import { CAMPAIGNS } from '../../src/simulate/campaigns/index.ts';
import { ESTATES } from '../../src/simulate/estates.ts';
import { DAY } from '../../src/simulate/rhythm.ts';
import type { Simulation } from '../../src/simulate/simulate.ts';
import { SURPRISES } from '../../src/simulate/surprises/index.ts';

export interface Size {
  readonly days: number;
  readonly scale: number;
  /** Days to learn from; nothing is reported before, and intrusions begin after. */
  readonly history: number;
  readonly dataEvents: boolean;
}

/** Some fifty people and three hundred principals and more; twenty seeds are several million events. */
export const FULL: Size = { days: 30, scale: 4, history: 10, dataEvents: true };
/** For tuning: the same organisation, a third as large. */
export const QUICK: Size = { days: 20, scale: 8, history: 10, dataEvents: false };
/** For judging the same days many times: fewer of them, without the calls on single objects, which each say little. */
export const BARE: Size = { ...FULL, days: 20, dataEvents: false };
export const SMALL: Size = { days: 14, scale: 2, history: 7, dataEvents: false };

/** Seeds to tune on, and seeds that are only reported on. */
export const TUNING = seeds(1, 20);
export const REPORTING = seeds(101, 120);

const START = Date.UTC(2026, 2, 2);

/** Epoch ms; events before are learned from, not reported on. */
export function sinceOf({ history }: Size): number {
  return START + history * DAY;
}

export function organisation(seed: number, size: Size): Simulation {
  return {
    seed: `evaluation ${seed}`,
    start: START,
    days: size.days,
    scale: size.scale,
    scenery: 'wide',
    dataEvents: size.dataEvents,
    estates: ESTATES,
    surprises: SURPRISES,
    campaigns: CAMPAIGNS,
    firstIntrusionDay: size.history,
  };
}

function seeds(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
