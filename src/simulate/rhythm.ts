/** When things happen in a day: office hours, machine rhythms. Times are epoch ms, UTC; lengths are ms. */

import type { Random } from './random.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Day {
  /** 0 is the first day of the simulation. */
  readonly index: number;
  /** Midnight UTC. */
  readonly start: number;
  readonly weekend: boolean;
}

export function dayOf(start: number, index: number): Day {
  const midnight = start + index * DAY;
  const weekday = new Date(midnight).getUTCDay();
  return { index, start: midnight, weekend: weekday === 0 || weekday === 6 };
}

/** About one moment every `every`, each up to a fifth early or late, as timers with jitter do. */
export function ticks(day: Day, every: number, random: Random): number[] {
  const times: number[] = [];
  const phase = random.unit() * every;
  for (let at = day.start + phase; at < day.start + DAY; at += every) {
    times.push(Math.max(day.start, Math.min(at + (random.unit() - 0.5) * 0.4 * every, day.start + DAY - 1)));
  }
  return times;
}

/** `count` moments anywhere in the day, most of them while customers are awake. */
export function traffic(day: Day, count: number, random: Random): number[] {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const spread = random.chance(0.3) ? random.unit() * 24 : 7 + (random.unit() + random.unit()) * 8;
    times.push(day.start + Math.floor(spread * HOUR) + random.between(0, 999));
  }
  return times.map((at) => Math.min(at, day.start + DAY - 1));
}

/** Starts of a person's sittings at the computer, in office hours of their time zone (hours ahead of UTC). */
export function sittings(day: Day, zone: number, count: number, random: Random): number[] {
  const arrival = 8 + random.unit() * 1.75 - zone;
  return Array.from({ length: count }, () => {
    const hours = arrival + random.unit() * 8.25;
    return day.start + Math.floor(hours * HOUR);
  }).sort((a, b) => a - b);
}

/** `count` moments after `from`, with pauses of `pause` on average: clicks, or the calls of a script. */
export function burst(from: number, count: number, pause: number, random: Random): number[] {
  const times: number[] = [];
  let at = from;
  for (let i = 0; i < count; i += 1) {
    at += Math.ceil(-Math.log(1 - random.unit()) * pause);
    times.push(at);
  }
  return times;
}
