/**
 * How often each value of one feature was observed. One observation is a principal-hour, not a call: a loop
 * of a thousand calls tells no more about normal than the first of them. Weights decay by forward decay
 * (newer observations weigh more instead of older ones less), so nothing is touched as time passes.
 */

/** Values kept for one feature; beyond it the lightest are dropped and counted. */
export const MOST_VALUES = { principal: 256, group: 1024, organisation: 8192 } as const;

/** Above this many values a look-up table beats a linear walk. */
const WALK_LIMIT = 12;

export interface Counts {
  /** Interned value ids, in order of first observation. */
  readonly values: number[];
  readonly weights: number[];
  /** Hour of the last observation of each value, so that an hour counts once. */
  readonly hours: number[];
  total: number;
  /** Position of the latest hit: the next observation is usually the same value. */
  latest: number;
  positions: Map<number, number> | undefined;
}

export function createCounts(): Counts {
  return { values: [], weights: [], hours: [], total: 0, latest: 0, positions: undefined };
}

export function positionOf(counts: Counts, value: number): number {
  if (counts.values[counts.latest] === value) return counts.latest;
  if (counts.positions !== undefined) return counts.positions.get(value) ?? -1;
  return counts.values.indexOf(value);
}

/** Observes a value in an hour; false when that hour was already counted. */
export function observe(counts: Counts, value: number, hour: number, weight: number): boolean {
  const at = positionOf(counts, value);
  if (at < 0) {
    append(counts, value, hour, weight);
    return true;
  }
  counts.latest = at;
  if (counts.hours[at] === hour) return false;
  counts.hours[at] = hour;
  counts.weights[at] = (counts.weights[at] ?? 0) + weight;
  counts.total += weight;
  return true;
}

/** Adds weight to a value whatever the hour: groups and the organisation count their members' hours. */
export function accumulate(counts: Counts, value: number, hour: number, weight: number): void {
  const at = positionOf(counts, value);
  if (at < 0) {
    append(counts, value, hour, weight);
    return;
  }
  counts.latest = at;
  counts.hours[at] = hour;
  counts.weights[at] = (counts.weights[at] ?? 0) + weight;
  counts.total += weight;
}

export function weightOf(counts: Counts, value: number): number {
  const at = positionOf(counts, value);
  return at < 0 ? 0 : (counts.weights[at] ?? 0);
}

/** Sum of the weights of all values no likelier than `weight`: the tail a surprise is measured by. */
export function tailWeight(counts: Counts, weight: number): number {
  let tail = 0;
  for (const other of counts.weights) if (other <= weight) tail += other;
  return tail;
}

/** Keeps the heaviest `most` values; returns how many were dropped. */
export function prune(counts: Counts, most: number, least: number): number {
  const kept = counts.values
    .map((value, at) => ({ value, weight: counts.weights[at] ?? 0, hour: counts.hours[at] ?? 0 }))
    .filter((entry) => entry.weight >= least)
    .sort((a, b) => b.weight - a.weight || a.value - b.value)
    .slice(0, most);
  const dropped = counts.values.length - kept.length;
  if (dropped === 0) return 0;
  refill(counts, kept);
  return dropped;
}

/** Multiplies all weights, when the scale of the forward decay moves. */
export function rescale(counts: Counts, factor: number): void {
  for (let at = 0; at < counts.weights.length; at++) counts.weights[at] = (counts.weights[at] ?? 0) * factor;
  counts.total *= factor;
}

function refill(counts: Counts, kept: readonly { value: number; weight: number; hour: number }[]): void {
  counts.values.length = 0;
  counts.weights.length = 0;
  counts.hours.length = 0;
  counts.positions = undefined;
  counts.total = 0;
  counts.latest = 0;
  for (const { value, weight, hour } of kept) append(counts, value, hour, weight);
}

function append(counts: Counts, value: number, hour: number, weight: number): void {
  const at = counts.values.length;
  counts.values.push(value);
  counts.weights.push(weight);
  counts.hours.push(hour);
  counts.total += weight;
  counts.latest = at;
  if (counts.positions !== undefined) counts.positions.set(value, at);
  else if (at >= WALK_LIMIT)
    counts.positions = new Map(counts.values.map((each, position) => [each, position]));
}
