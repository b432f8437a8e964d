/** What the kernel lets be called. Pointers go out as numbers; 0 says that there was no room. */

import { Form, forgetLast, newForm, want } from './form';
import { reserve, reserveBelow } from './memory';
import { scanObjects, settle, skipValue } from './scan';
import { clear, newTable, Table } from './table';
import { addKey, Entry, Node, newNode } from './tree';

/** As much as a source's text fields repeat in many files together. */
const MOST_TEXTS: u32 = 16_384;
const TEXT_BYTES: u32 = 2 << 20;
const MOST_BLOCKS: u32 = 16_384;
const BLOCK_BYTES: u32 = 8 << 20;

let texts: Table | null = null;
let blocks: Table | null = null;
/** How often all texts were forgotten, and how often all blocks. */
let generations: usize = 0;

/**
 * To be called first. Where two numbers lie that say how often all texts were forgotten, and all objects and lists:
 * numbers of values are good until the scan that changes theirs.
 */
export function start(usableBytes: u32, maxDepth: u32): usize {
  reserveBelow(usableBytes);
  const forTexts = newTable(MOST_TEXTS, TEXT_BYTES, false);
  const forBlocks = newTable(MOST_BLOCKS, BLOCK_BYTES, true);
  generations = reserve(8);
  if (forTexts === null || forBlocks === null || generations === 0) return 0;
  texts = forTexts;
  blocks = forBlocks;
  settle(maxDepth, forTexts, forBlocks);
  return generations;
}

/** Room for the caller to write in. */
export function room(bytes: u32): usize {
  return reserve(bytes);
}

/** What is found in so many records at once goes there. */
export function form(slots: u32, records: u32): Form | null {
  return newForm(slots, records);
}

/** Where the four numbers of each slot lie, record by record. */
export function slotsOf(into: Form): usize {
  return into.allSlots;
}

/** Where start and end of each record lie, and behind them the start of the one the kernel gave up on, or 0. */
export function boundsOf(into: Form): usize {
  return into.bounds;
}

/** Says that values of the slot will be asked for by their numbers. */
export function wantNumbers(into: Form, slot: i32): void {
  want(into, slot);
}

export function node(): Node | null {
  return newNode();
}

/** `key` with its quotes and colon, and the slots `below`, lie where the caller has written them. */
export function wantKey(
  parent: Node,
  key: usize,
  length: u32,
  slot: i32,
  child: Node | null,
  opening: u32,
  below: usize,
  belowCount: u32,
): bool {
  const at = reserve(offsetof<Entry>());
  const slots = reserve(<usize>belowCount * 4);
  if (at === 0 || slots === 0) return false;
  memory.copy(slots, below, <usize>belowCount * 4);
  const entry = changetype<Entry>(at);
  entry.slot = slot;
  entry.child = child;
  entry.opening = opening;
  entry.below = slots;
  entry.belowCount = belowCount;
  return addKey(parent, key, length, entry) !== null;
}

/**
 * How many records were gone over, the first of which begins at `at`. Where it `mayForget`, numbers given before may be no
 * longer good.
 */
export function scan(root: Node, into: Form, at: usize, end: usize, most: u32, mayForget: bool): u32 {
  if (mayForget) {
    forgetIfFull(texts, generations);
    forgetIfFull(blocks, generations + 4);
  }
  return scanObjects(root, into, at, end, most);
}

/** Position behind the value at `at`; 0 where the kernel gives up, 1 where the bytes end before the value does. */
export function skip(at: usize, end: usize): usize {
  return skipValue(at, end);
}

/** Texts fill their table in days, objects theirs in minutes: neither is forgotten because the other is. */
function forgetIfFull(table: Table | null, generation: usize): void {
  if (table === null || !table.isFull) return;
  clear(table);
  forgetLast();
  store<u32>(generation, load<u32>(generation) + 1);
}
