/**
 * Values met before, by their bytes, numbered in the order in which they came. Bounded: a full table takes no more, and
 * forgets everything when it is told to, so that numbers stay good for the whole of a record.
 */

import { hashBytes, sameBytes } from './bytes';
import { reserve } from './memory';

/** Its bytes, with quotes or brackets, follow it: what a look-up touches lies together. */
@unmanaged
export class Value {
  hash: u32 = 0;
  length: u32 = 0;
  /** The kind of a text, the depth of an object or list. */
  mark: u32 = 0;
  number: i32 = 0;
  /** Further values in the same buckets, by hash and by first bytes. */
  chain: Value | null = null;
  begins: Value | null = null;
}

@unmanaged
export class Table {
  count: u32 = 0;
  /** Of values; a power of two. */
  most: u32 = 0;
  /** Few, so that they stay in the processor's caches: of the values in one, those asked for most stand first. */
  buckets: usize = 0;
  /** Buckets by first bytes; 0 when values are not recognised by them. */
  beginnings: usize = 0;
  values: usize = 0;
  used: u32 = 0;
  capacity: u32 = 0;
  isFull: bool = false;
}

/** A long value is recognised by this many first bytes, which reach into the ids of an identity block. */
const BEGINNING_BYTES: u32 = 256;
const MOST_CANDIDATES: u32 = 4;
/** Room for, on average. */
const BUCKET_VALUES: u32 = 4;
/** Whoever writes values that all fall into one bucket does not make every look-up go through all of them. */
const LONGEST_CHAIN: u32 = 16;

/** Null when there is no room. */
export function newTable(most: u32, capacity: u32, byBeginning: bool): Table | null {
  const at = reserve(offsetof<Table>());
  const buckets = reserve(<usize>(most / BUCKET_VALUES) * 4);
  const beginnings = byBeginning ? reserve(<usize>most * 4) : 0;
  const values = reserve(<usize>capacity);
  if (at === 0 || buckets === 0 || values === 0 || (byBeginning && beginnings === 0)) return null;
  const table = changetype<Table>(at);
  table.most = most;
  table.buckets = buckets;
  table.beginnings = beginnings;
  table.values = values;
  table.capacity = capacity;
  return table;
}

export function clear(table: Table): void {
  memory.fill(table.buckets, 0, <usize>(table.most / BUCKET_VALUES) * 4);
  if (table.beginnings !== 0) memory.fill(table.beginnings, 0, <usize>table.most * 4);
  table.count = 0;
  table.used = 0;
  table.isFull = false;
}

export function find(table: Table, start: usize, length: u32, mark: u32, hash: u32): Value | null {
  const bucket = bucketOf(table, hash);
  let value = first(bucket);
  let before: Value | null = null;
  for (let tries: u32 = 0; value !== null && tries < LONGEST_CHAIN; tries++) {
    if (value.hash === hash && value.length === length && value.mark === mark) {
      if (sameBytes(bytesOf(value), start, length)) {
        if (before !== null) moveToFront(bucket, value, before);
        return value;
      }
    }
    before = value;
    value = value.chain;
  }
  return null;
}

/** What is asked for often must not come to stand behind everything that came later. */
function moveToFront(bucket: usize, value: Value, before: Value): void {
  before.chain = value.chain;
  value.chain = first(bucket);
  store<usize>(bucket, changetype<usize>(value));
}

/** Null when there is no room. */
export function keep(table: Table, start: usize, length: u32, mark: u32, hash: u32): Value | null {
  const size = (<u32>offsetof<Value>() + length + 7) & ~7;
  if (size > table.capacity >> 2) return null;
  if (table.count >= table.most || table.used + size > table.capacity) {
    table.isFull = true;
    return null;
  }
  const value = changetype<Value>(table.values + table.used);
  table.used += size;
  value.hash = hash;
  value.length = length;
  value.mark = mark;
  value.number = table.count++;
  memory.copy(bytesOf(value), start, length);
  const bucket = bucketOf(table, hash);
  value.chain = first(bucket);
  store<usize>(bucket, changetype<usize>(value));
  if (table.beginnings !== 0 && length >= BEGINNING_BYTES) {
    const beginning = beginningOf(table, start);
    value.begins = first(beginning);
    store<usize>(beginning, changetype<usize>(value));
  }
  return value;
}

/** The object or list that lies at `start`, wherever it ends: a quick guess at what `find` finds. */
export function recognise(table: Table, start: usize, end: usize, mark: u32): Value | null {
  if (start + BEGINNING_BYTES > end) return null;
  let value = first(beginningOf(table, start));
  for (let tries: u32 = 0; value !== null && tries < MOST_CANDIDATES; tries++) {
    if (value.mark === mark && liesAt(value, start, end)) return value;
    value = value.begins;
  }
  return null;
}

export function liesAt(value: Value, start: usize, end: usize): bool {
  return start + value.length <= end && sameBytes(bytesOf(value), start, value.length);
}

function bytesOf(value: Value): usize {
  return changetype<usize>(value) + offsetof<Value>();
}

function first(bucket: usize): Value | null {
  return changetype<Value | null>(load<usize>(bucket));
}

function bucketOf(table: Table, hash: u32): usize {
  return table.buckets + <usize>((hash & (table.most / BUCKET_VALUES - 1)) << 2);
}

function beginningOf(table: Table, start: usize): usize {
  return table.beginnings + <usize>((hashBytes(start, BEGINNING_BYTES) & (table.most - 1)) << 2);
}
