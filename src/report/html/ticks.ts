/** Round times along an axis, at most eight, in UTC. */

import { isoTime } from '../words.ts';

export interface Tick {
  /** Epoch ms. */
  readonly time: number;
  readonly label: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 91, 365].map((count) => count * DAY),
];
const MOST_TICKS = 8;

/** Between `first` and `last`, at the step that suits `span`, of which this may be a part; at least at its beginning. */
export function ticksOf(first: number, last: number, span = last - first): readonly Tick[] {
  const step = STEPS.find((each) => span / each < MOST_TICKS) ?? span / MOST_TICKS;
  const ticks: Tick[] = [];
  for (let time = Math.ceil(first / step) * step; time <= last; time += step)
    ticks.push({ time, label: labelOf(time, step, ticks.at(-1)?.time) });
  return ticks.length > 0 ? ticks : [startOf(first, last)];
}

/** A stretch too short for a round time is named by the minute in it. */
function startOf(first: number, last: number): Tick {
  const time = Math.min(last, Math.ceil(first / MINUTE) * MINUTE);
  return { time, label: labelOf(time, MINUTE, undefined) };
}

/** The day is named where it begins, and at the first tick. */
function labelOf(time: number, step: number, before: number | undefined): string {
  const [date = '', clock = ''] = isoTime(time).split('T');
  if (step >= DAY) return date;
  const isNewDay = before === undefined || isoTime(before).slice(0, 10) !== date;
  return isNewDay ? `${date.slice(5)} ${clock.slice(0, 5)}` : clock.slice(0, 5);
}
