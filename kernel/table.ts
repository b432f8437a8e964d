/**
 * Values met before, by their bytes, numbered in the order in which they came. Bounded: a full table takes no more, and
 * forgets everything when it is told to, so that numbers stay good for the whole of a record.
 */

import { hashBytes, sameBytes } from './bytes';
import { reserve } from './memory';

@unmanaged
export class Value {
  hash: u32 = 0;
  /** Of the value as it is written, with quotes or brackets; they follow the table's entries. */
  length: u32 = 0;
  bytes: usize = 0;
  /** Further values in the same buckets, by hash and by first bytes; one more than the number, 0 says none. */
  chain: u32 = 0;
  begins: u32 = 0;
  /** The kind of a text, the depth of an object or list. */
  mark: u32 = 0;
}

@unmanaged
export class Table {
  count: u32 = 0;
  most: u32 = 0;
  entries: usize = 0;
  buckets: usize = 0;
  /** Buckets by first bytes; 0 when values are not recognised by them. */
  beginnings: usize = 0;
  bytes: usize = 0;
  used: u32 = 0;
  capacity: u32 = 0;
  isFull: bool = false;
}

/** A long value is recognised by this many first bytes, which reach into the ids of an identity block. */
const BEGINNING_BYTES: u32 = 256;
const MOST_CANDIDATES: u32 = 4;
/** Whoever writes values that all fall into one bucket does not make every look-up go through all of them. */
const LONGEST_CHAIN: u32 = 16;

/** Null when there is no room. `most` is a power of two. */
export function newTable(most: u32, capacity: u32, byBeginning: bool): Table | null {
  const at = reserve(offsetof<Table>());
  const entries = reserve(<usize>most * offsetof<Value>());
  const buckets = reserve(<usize>most * 4);
  const beginnings = byBeginning ? reserve(<usize>most * 4) : 0;
  const bytes = reserve(<usize>capacity);
  if (at === 0 || entries === 0 || buckets === 0 || bytes === 0 || (byBeginning && beginnings === 0))
    return null;
  const table = changetype<Table>(at);
  table.most = most;
  table.entries = entries;
  table.buckets = buckets;
  table.beginnings = beginnings;
  table.bytes = bytes;
  table.capacity = capacity;
  return table;
}

export function clear(table: Table): void {
  memory.fill(table.buckets, 0, <usize>table.most * 4);
  if (table.beginnings !== 0) memory.fill(table.beginnings, 0, <usize>table.most * 4);
  table.count = 0;
  table.used = 0;
  table.isFull = false;
}

export function valueAt(table: Table, number: u32): Value {
  return changetype<Value>(table.entries + <usize>number * offsetof<Value>());
}

/** The number of the value, or -1. */
export function find(table: Table, start: usize, length: u32, mark: u32, hash: u32): i32 {
  let next = load<u32>(table.buckets + <usize>((hash & (table.most - 1)) << 2));
  for (let tries: u32 = 0; next !== 0 && tries < LONGEST_CHAIN; tries++) {
    const value = valueAt(table, next - 1);
    if (value.hash === hash && value.length === length && value.mark === mark) {
      if (sameBytes(value.bytes, start, length)) return next - 1;
    }
    next = value.chain;
  }
  return -1;
}

/** The number of the value kept, or -1 when there is no room. */
export function keep(table: Table, start: usize, length: u32, mark: u32, hash: u32): i32 {
  if (length > table.capacity >> 2) return -1;
  if (table.count >= table.most || table.used + length + 16 > table.capacity) {
    table.isFull = true;
    return -1;
  }
  const number = table.count++;
  const value = valueAt(table, number);
  const bucket = table.buckets + <usize>((hash & (table.most - 1)) << 2);
  value.hash = hash;
  value.length = length;
  value.bytes = table.bytes + table.used;
  value.chain = load<u32>(bucket);
  value.mark = mark;
  value.begins = 0;
  memory.copy(value.bytes, start, length);
  store<u32>(bucket, number + 1);
  table.used += length;
  if (table.beginnings !== 0 && length >= BEGINNING_BYTES) {
    const beginning = beginningOf(table, start);
    value.begins = load<u32>(beginning);
    store<u32>(beginning, number + 1);
  }
  return number;
}

/** The number of the object or list that lies at `start`, wherever it ends, or -1: a quick guess at what `find` finds. */
export function recognise(table: Table, start: usize, end: usize, mark: u32): i32 {
  if (start + BEGINNING_BYTES > end) return -1;
  let next = load<u32>(beginningOf(table, start));
  for (let tries: u32 = 0; next !== 0 && tries < MOST_CANDIDATES; tries++) {
    const value = valueAt(table, next - 1);
    if (value.mark === mark && liesAt(value, start, end)) return next - 1;
    next = value.begins;
  }
  return -1;
}

export function liesAt(value: Value, start: usize, end: usize): bool {
  return start + value.length <= end && sameBytes(value.bytes, start, value.length);
}

function beginningOf(table: Table, start: usize): usize {
  return table.beginnings + <usize>((hashBytes(start, BEGINNING_BYTES) & (table.most - 1)) << 2);
}
