/**
 * How often each value of each feature was observed, for one principal, group or organisation. One observation is a
 * principal's hour, and a principal's day for its group and the organisation: a loop of a thousand calls tells no more
 * about normal than the first of them. Weights decay by forward decay (newer observations weigh more instead of older
 * ones less), so nothing is touched as time passes. All features lie in one block, totals first.
 */

import { type Blocks, createBlocks, FLOATS, giveBack, INTS, takeBlock } from './blocks.ts';
import { FEATURES } from './features.ts';
import { createPositions, type Positions, placeAt, positionIn } from './positions.ts';

/** Values kept of one feature; beyond it the lightest are dropped and counted. */
export const MOST_VALUES = { principal: 256, group: 1024, organisation: 8192 } as const;

/** A key has room for exactly the features there are: another feature makes another layout of the saved state. */
const FEATURE_COUNT = FEATURES.length;

/** A block begins with the weight of all values by feature, then their number by feature; entries follow. */
const DISTINCT = Math.ceil(FEATURE_COUNT / FLOATS);
const HEADER = DISTINCT + Math.ceil(FEATURE_COUNT / INTS);
/** Where an entry has its hour among its ints, and its weight among its floats. The key comes first. */
const HOUR = 1;
const WEIGHT = 1;

/** Above this many entries a look-up beats a walk. */
const WALK_LIMIT = 48;

/** A value's id with its feature in the lowest bits; see {@link keyOf}. */
export type Key = number;

export interface Counts {
  readonly blocks: Blocks;
  /** First entry of its block. */
  block: number;
  blockSize: number;
  /** Values in it, in order of first observation. */
  size: number;
  /** Of each key among the values, once there are many. */
  positions: Positions | undefined;
}

const FIRST_BLOCK = 32;

export function createCounts(blocks: Blocks = createBlocks()): Counts {
  const block = takeBlock(blocks, FIRST_BLOCK);
  return { blocks, block, blockSize: FIRST_BLOCK, size: 0, positions: undefined };
}

/** Gives up the memory of counts that nobody will ask any more. */
export function discard({ blocks, block, blockSize }: Counts): void {
  giveBack(blocks, block, blockSize);
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

/** Weight of all values of a feature. */
export function totalOf({ blocks, block }: Counts, feature: number): number {
  return blocks.floats[block * FLOATS + feature] ?? 0;
}

/** Number of values of a feature. */
export function distinctOf({ blocks, block }: Counts, feature: number): number {
  return blocks.ints[(block + DISTINCT) * INTS + feature] ?? 0;
}

/** What an observation was the first of, for its value. */
export type First = 'ever' | 'day' | 'hour' | 'nothing';

const HOURS_A_DAY = 24;

/** Observes a value in an hour (since the epoch); an hour that was counted already changes nothing. */
export function observe(counts: Counts, key: Key, hour: number, weight: number): First {
  const at = find(counts, key);
  if (at < 0) {
    append(counts, key, hour, weight);
    return 'ever';
  }
  const before = counts.blocks.ints[at * INTS + HOUR] ?? 0;
  if (before === hour) return 'nothing';
  add(counts, at, key, hour, weight);
  return Math.floor(before / HOURS_A_DAY) === Math.floor(hour / HOURS_A_DAY) ? 'hour' : 'day';
}

/** Adds weight to a value whatever the hour: groups and the organisation count what their members tell them. */
export function accumulate(counts: Counts, key: Key, hour: number, weight: number): void {
  const at = find(counts, key);
  if (at < 0) append(counts, key, hour, weight);
  else add(counts, at, key, hour, weight);
}

/** 0 for a value never observed. */
export function weightOf(counts: Counts, key: Key): number {
  const at = find(counts, key);
  return at < 0 ? 0 : (counts.blocks.floats[at * FLOATS + WEIGHT] ?? 0);
}

/** Sum of the weights of a feature's values no likelier than `weight`: the tail a surprise is measured by. */
export function tailWeight(counts: Counts, feature: number, weight: number): number {
  const { ints, floats } = counts.blocks;
  const first = counts.block + HEADER;
  let tail = 0;
  for (let at = first; at < first + counts.size; at++) {
    if (featureOf(ints[at * INTS] ?? 0) !== feature) continue;
    const other = floats[at * FLOATS + WEIGHT] ?? 0;
    if (other <= weight) tail += other;
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
export function rescale({ blocks, block, size }: Counts, factor: number): void {
  const { floats } = blocks;
  for (let feature = 0; feature < FEATURE_COUNT; feature++) scale(floats, block * FLOATS + feature, factor);
  const first = block + HEADER;
  for (let at = first; at < first + size; at++) scale(floats, at * FLOATS + WEIGHT, factor);
}

export interface Entry {
  readonly key: Key;
  readonly hour: number;
  readonly weight: number;
}

export function entriesOf({ blocks, block, size }: Counts): Entry[] {
  const { ints, floats } = blocks;
  const first = block + HEADER;
  return Array.from({ length: size }, (_, position) => ({
    key: ints[(first + position) * INTS] ?? 0,
    hour: ints[(first + position) * INTS + HOUR] ?? 0,
    weight: floats[(first + position) * FLOATS + WEIGHT] ?? 0,
  }));
}

/** Replaces all entries; totals follow. */
export function refill(counts: Counts, entries: Iterable<Entry>): void {
  const { blocks, block } = counts;
  blocks.ints.fill(0, block * INTS, (block + HEADER) * INTS);
  counts.size = 0;
  counts.positions = undefined;
  for (const { key, hour, weight } of entries) append(counts, key, hour, weight);
}

/** The entry of a value; below zero where there is none. */
function find(counts: Counts, key: Key): number {
  const { blocks, size, positions } = counts;
  const { ints } = blocks;
  const first = counts.block + HEADER;
  if (positions !== undefined) {
    const position = positionIn(positions, key, ints, first);
    return position < 0 ? position : first + position;
  }
  for (let at = first; at < first + size; at++) if (ints[at * INTS] === key) return at;
  return -1;
}

function add({ blocks, block }: Counts, at: number, key: Key, hour: number, weight: number): void {
  const { ints, floats } = blocks;
  const total = block * FLOATS + featureOf(key);
  ints[at * INTS + HOUR] = hour;
  floats[at * FLOATS + WEIGHT] = (floats[at * FLOATS + WEIGHT] ?? 0) + weight;
  floats[total] = (floats[total] ?? 0) + weight;
}

function append(counts: Counts, key: Key, hour: number, weight: number): void {
  const { blocks } = counts;
  const position = counts.size++;
  if (HEADER + position === counts.blockSize) moveOn(counts);
  const at = counts.block + HEADER + position;
  const distinct = (counts.block + DISTINCT) * INTS + featureOf(key);
  const { ints } = blocks;
  ints[at * INTS] = key;
  blocks.floats[at * FLOATS + WEIGHT] = 0;
  ints[distinct] = (ints[distinct] ?? 0) + 1;
  add(counts, at, key, hour, weight);
  keepPosition(counts, position);
}

/** To a block of twice the size. */
function moveOn(counts: Counts): void {
  const { blocks, block, blockSize } = counts;
  const next = takeBlock(blocks, blockSize * 2);
  blocks.ints.copyWithin(next * INTS, block * INTS, (block + blockSize) * INTS);
  giveBack(blocks, block, blockSize);
  counts.block = next;
  counts.blockSize = blockSize * 2;
}

function keepPosition(counts: Counts, position: number): void {
  if (counts.positions === undefined && position < WALK_LIMIT) return;
  const { ints } = counts.blocks;
  const first = counts.block + HEADER;
  if (counts.positions === undefined || counts.size * 2 > counts.positions.length)
    counts.positions = createPositions(ints, first, counts.size);
  else placeAt(counts.positions, ints[(first + position) * INTS] ?? 0, position);
}

function scale(floats: Float64Array, at: number, factor: number): void {
  floats[at] = (floats[at] ?? 0) * factor;
}
