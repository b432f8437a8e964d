/**
 * Time along an axis, with long silences cut short: an intrusion is minutes of work and days of waiting, and drawn to
 * one scale all of it would stand on one spot. Cuts are marked; within what is left, time runs evenly.
 */

import { type Tick, ticksOf } from './ticks.ts';

export interface TimeScale {
  x(time: number): number;
  readonly ticks: readonly Tick[];
  readonly cuts: readonly Cut[];
}

export interface Cut {
  readonly from: number;
  readonly to: number;
  /** Of the silence, in ms. */
  readonly length: number;
}

const CUT_WIDTH = 46;
/** A silence is cut when it takes more than this share of the whole. */
const LONG = 0.2;
const MOST_CUTS = 4;
const LEAST_SPAN = 10 * 60_000;

interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** `times`: of everything that is drawn at a moment; `from` and `to` in pixels. */
export function timeScale(times: readonly number[], from: number, to: number): TimeScale {
  const stretches = stretchesOf([...times].sort((a, b) => a - b));
  const cutWidth = CUT_WIDTH * (stretches.length - 1);
  const total = stretches.reduce((sum, { first, last }) => sum + (last - first), 0);
  const perMillisecond = (to - from - cutWidth) / total;
  let at = from;
  const placed = stretches.map((stretch) => {
    const begin = at;
    at += (stretch.last - stretch.first) * perMillisecond + CUT_WIDTH;
    return { ...stretch, begin };
  });
  const x = (time: number): number => {
    const stretch = placed.findLast(({ first }) => time >= first) ?? placed[0];
    if (stretch === undefined) return from;
    return stretch.begin + Math.max(0, Math.min(time, stretch.last) - stretch.first) * perMillisecond;
  };
  return {
    x: (time) => Math.round(x(time) * 10) / 10,
    ticks: placed.flatMap(({ first, last }) => spaced(ticksOf(first, last, total), x)),
    cuts: placed.slice(1).map(({ begin, first }, index) => ({
      from: begin - CUT_WIDTH,
      to: begin,
      length: first - (placed[index]?.last ?? first),
    })),
  };
}

/** Stretches between the longest silences, each with a little room around it. */
function stretchesOf(times: readonly number[]): readonly Stretch[] {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const span = last - first;
  const longest = times
    .slice(1)
    .map((time, at) => ({ at: at + 1, length: time - (times[at] ?? time) }))
    .filter(({ length }) => length > span * LONG)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_CUTS);
  const starts = [0, ...longest.map(({ at }) => at).sort((a, b) => a - b)];
  const bare = starts.map((start, at) => ({
    first: times[start] ?? first,
    last: times[(starts[at + 1] ?? times.length) - 1] ?? last,
  }));
  const used = bare.reduce((sum, stretch) => sum + (stretch.last - stretch.first), 0);
  const room = Math.max(LEAST_SPAN, used) * 0.03;
  return bare.map((stretch) => ({ first: stretch.first - room, last: stretch.last + room }));
}

const LEAST_DISTANCE = 74;

/** Labels that would run into each other are left out. */
function spaced(ticks: readonly Tick[], x: (time: number) => number): readonly Tick[] {
  let last = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ time }) => {
    if (x(time) - last < LEAST_DISTANCE) return false;
    last = x(time);
    return true;
  });
}
