/**
 * How often each value of each feature was observed, for one principal, group or organisation. One observation is a
 * principal's hour, and a principal's day for its group and the organisation: a loop of a thousand calls tells no more
 * about normal than the first of them. Weights decay by forward decay (newer observations weigh more instead of older ones less), so nothing is touched as time
 * passes. All features lie in one set of arrays: a scan touches thousands of these, and memory is what it waits for.
 */

import { FEATURES } from './features.ts';

/** Values kept of one feature; beyond it the lightest are dropped and counted. */
export const MOST_VALUES = { principal: 256, group: 1024, organisation: 8192 } as const;

/** A key has room for exactly the features there are: another feature makes another layout of the saved state. */
const FEATURE_COUNT = FEATURES.length;

/** Above this many entries a look-up table beats a walk. */
const WALK_LIMIT = 96;

/** A value's id with its feature in the lowest bits; see {@link keyOf}. */
export type Key = number;

export interface Counts {
  /** Entries in use of the three arrays below, in order of first observation. */
  size: number;
  keys: Int32Array;
  /** Hour of the last observation, so that an hour counts once. */
  hours: Int32Array;
  weights: Float64Array;
  /** Weight of all values, by feature. */
  readonly totals: number[];
  /** Number of values, by feature. */
  readonly distinct: number[];
  positions: Map<Key, number> | undefined;
}

const FIRST_CAPACITY = 16;

export function createCounts(): Counts {
  const zeros = (): number[] => new Array<number>(FEATURE_COUNT).fill(0);
  return {
    size: 0,
    keys: new Int32Array(FIRST_CAPACITY),
    hours: new Int32Array(FIRST_CAPACITY),
    weights: new Float64Array(FIRST_CAPACITY),
    totals: zeros(),
    distinct: zeros(),
    positions: undefined,
  };
}

export function keyOf(value: number, feature: number): Key {
  return value * FEATURE_COUNT + feature;
}

export function featureOf(key: Key): number {
  return key % FEATURE_COUNT;
}

export function valueIdOf(key: Key): number {
  return Math.floor(key / FEATURE_COUNT);
}

/** What an observation was the first of, for its value. */
export type First = 'ever' | 'day' | 'hour' | 'nothing';

const HOURS_A_DAY = 24;

/** Observes a value in an hour (since the epoch); an hour that was counted already changes nothing. */
export function observe(counts: Counts, key: Key, hour: number, weight: number): First {
  const at = positionOf(counts, key);
  if (at < 0) {
    append(counts, key, hour, weight);
    return 'ever';
  }
  const before = counts.hours[at] ?? 0;
  if (before === hour) return 'nothing';
  add(counts, at, hour, weight);
  return Math.floor(before / HOURS_A_DAY) === Math.floor(hour / HOURS_A_DAY) ? 'hour' : 'day';
}

/** Adds weight to a value whatever the hour: groups and the organisation count what their members tell them. */
export function accumulate(counts: Counts, key: Key, hour: number, weight: number): void {
  const at = positionOf(counts, key);
  if (at < 0) append(counts, key, hour, weight);
  else add(counts, at, hour, weight);
}

/** 0 for a value never observed. */
export function weightOf(counts: Counts, key: Key): number {
  const at = positionOf(counts, key);
  return at < 0 ? 0 : (counts.weights[at] ?? 0);
}

/** Sum of the weights of a feature's values no likelier than `weight`: the tail a surprise is measured by. */
export function tailWeight(counts: Counts, feature: number, weight: number): number {
  let tail = 0;
  for (let at = 0; at < counts.size; at++) {
    const other = counts.weights[at] ?? 0;
    if (other <= weight && featureOf(counts.keys[at] ?? 0) === feature) tail += other;
  }
  return tail;
}

/** Keeps the heaviest `most` values of a feature; returns the dropped. */
export function prune(counts: Counts, feature: number, most: number, least: number): readonly Key[] {
  const entries = entriesOf(counts);
  const heaviest = entries
    .filter(({ key, weight }) => featureOf(key) === feature && weight >= least)
    .sort((a, b) => b.weight - a.weight || a.key - b.key)
    .slice(0, most);
  const kept = new Set(heaviest.map(({ key }) => key));
  const isKept = ({ key }: Entry): boolean => featureOf(key) !== feature || kept.has(key);
  const dropped = entries.filter((entry) => !isKept(entry)).map(({ key }) => key);
  if (dropped.length > 0) refill(counts, entries.filter(isKept));
  return dropped;
}

/** Multiplies all weights, when the scale of the forward decay moves. */
export function rescale(counts: Counts, factor: number): void {
  for (let at = 0; at < counts.size; at++) counts.weights[at] = (counts.weights[at] ?? 0) * factor;
  for (let feature = 0; feature < FEATURE_COUNT; feature++) {
    counts.totals[feature] = (counts.totals[feature] ?? 0) * factor;
  }
}

export interface Entry {
  readonly key: Key;
  readonly hour: number;
  readonly weight: number;
}

export function entriesOf(counts: Counts): Entry[] {
  return Array.from({ length: counts.size }, (_, at) => ({
    key: counts.keys[at] ?? 0,
    hour: counts.hours[at] ?? 0,
    weight: counts.weights[at] ?? 0,
  }));
}

/** Replaces all entries; totals follow. */
export function refill(counts: Counts, entries: Iterable<Entry>): void {
  counts.size = 0;
  counts.totals.fill(0);
  counts.distinct.fill(0);
  counts.positions = undefined;
  for (const { key, hour, weight } of entries) append(counts, key, hour, weight);
}

function positionOf(counts: Counts, key: Key): number {
  if (counts.positions !== undefined) return counts.positions.get(key) ?? -1;
  const { keys, size } = counts;
  for (let at = 0; at < size; at++) if (keys[at] === key) return at;
  return -1;
}

function add(counts: Counts, at: number, hour: number, weight: number): void {
  const feature = featureOf(counts.keys[at] ?? 0);
  counts.hours[at] = hour;
  counts.weights[at] = (counts.weights[at] ?? 0) + weight;
  counts.totals[feature] = (counts.totals[feature] ?? 0) + weight;
}

function append(counts: Counts, key: Key, hour: number, weight: number): void {
  const feature = featureOf(key);
  const at = counts.size++;
  if (at === counts.keys.length) grow(counts);
  counts.keys[at] = key;
  counts.hours[at] = hour;
  counts.weights[at] = weight;
  counts.totals[feature] = (counts.totals[feature] ?? 0) + weight;
  counts.distinct[feature] = (counts.distinct[feature] ?? 0) + 1;
  if (counts.positions !== undefined) counts.positions.set(key, at);
  else if (at >= WALK_LIMIT)
    counts.positions = new Map(entriesOf(counts).map((entry, position) => [entry.key, position]));
}

function grow(counts: Counts): void {
  const { keys, hours, weights } = counts;
  counts.keys = new Int32Array(keys.length * 2);
  counts.hours = new Int32Array(keys.length * 2);
  counts.weights = new Float64Array(keys.length * 2);
  counts.keys.set(keys);
  counts.hours.set(hours);
  counts.weights.set(weights);
}
