/**
 * Walks one JSON object and notes where the wanted values lie, as src/input/scan-json.ts does. It gives up on everything
 * that is not plain sailing (faults, envelopes, keys written with escapes, the end of the bytes): the scanner in
 * TypeScript then goes over the record again and says what there is to say.
 *
 * A zero byte stands behind the bytes. Zero is not allowed anywhere in JSON, so no loop compares its position with the
 * end. Positions are 0 where there is none.
 */

import {
  ARRAY,
  absent,
  block,
  ESCAPED,
  FALSE,
  Form,
  isWorth,
  knownBlock,
  NULL,
  NUMBER,
  OBJECT,
  PLAIN,
  put,
  STRING,
  sameText,
  TRUE,
  text,
  turnTo,
  UNNUMBERED,
} from './form';
import { Table, Value } from './table';
import { ascii, closingQuote, escaped, ranOut, stop } from './text';
import { Entry, isKeyAt, Key, keyOf, learn, Node } from './tree';

const QUOTE: u8 = 0x22;
const COMMA: u8 = 0x2c;
const COLON: u8 = 0x3a;
const OPEN_BRACE: u8 = 0x7b;
const CLOSE_BRACE: u8 = 0x7d;
const RECORD_SEPARATOR: u8 = 0x1e;
/** ORed onto a bracket it gives the brace of the same side. */
const LOWER: u8 = 0x20;

let form: Form = changetype<Form>(0);
let texts: Table = changetype<Table>(0);
let blocks: Table = changetype<Table>(0);
let end: usize = 0;
let deepest: u32 = 0;

/** Of all scans to come. */
export function settle(maxDepth: u32, rememberedTexts: Table, rememberedBlocks: Table): void {
  deepest = maxDepth;
  texts = rememberedTexts;
  blocks = rememberedBlocks;
}

/**
 * How many objects were gone over, beginning with the one whose opening brace is at `at`: as many as follow each other,
 * but not more than `most`. Several in one go find what they need in the processor's caches.
 */
export function scanObjects(root: Node, into: Form, at: usize, until: usize, most: u32): u32 {
  form = into;
  end = until;
  const gaveUp = into.bounds + ((<usize>into.records) << 3);
  store<usize>(gaveUp, 0);
  let start = at;
  for (let record: u32 = 0; record < most; record++) {
    turnTo(into, record);
    const next = walk(root, start + 1, 1);
    if (next === 0) {
      store<usize>(gaveUp, start);
      return record;
    }
    const bounds = into.bounds + ((<usize>record) << 3);
    store<usize>(bounds, start);
    store<usize>(bounds + 4, next);
    start = between(next);
    if (load<u8>(start) !== OPEN_BRACE) return record + 1;
  }
  return most;
}

/** Position behind any value at `at`; 1 where the bytes end before it does. */
export function skipValue(at: usize, until: usize): usize {
  end = until;
  stop(0, until);
  const next = skip(at, 0);
  return next === 0 && ranOut ? 1 : next;
}

function walk(node: Node, at: usize, depth: u32): usize {
  let p = space(at);
  if (load<u8>(p) === CLOSE_BRACE) return p + 1;
  let before: Key | null = node.start;
  while (true) {
    let key = expected(before, p);
    if (key !== null) p += key.length;
    else {
      if (load<u8>(p) !== QUOTE) return 0;
      const close = closingQuote(p + 1, end);
      if (close === 0 || escaped) return 0;
      const isTight = load<u8>(close + 1) === COLON;
      key = keyOf(node, p, <u32>(close + 1 - p), isTight);
      if (isTight && key !== null && before !== null) learn(node, before, key);
      p = space(close + 1);
      if (load<u8>(p) !== COLON) return 0;
      p++;
    }
    if (load<u8>(p) <= 0x20) p = space(p);
    const entry: Entry | null = key === null ? null : key.entry;
    p = entry === null ? skip(p, depth) : take(entry, p, depth);
    if (p === 0) return 0;
    before = key;
    let byte = load<u8>(p);
    if (byte <= 0x20) {
      p = space(p);
      byte = load<u8>(p);
    }
    if (byte === CLOSE_BRACE) return p + 1;
    if (byte !== COMMA) return 0;
    p++;
    if (load<u8>(p) !== QUOTE) p = space(p);
  }
}

/** The key at `at`, if it is one of those that came there before. */
function expected(before: Key | null, at: usize): Key | null {
  if (before === null) return null;
  const next = before.next;
  if (next === null) return null;
  if (isKeyAt(next, at)) return next;
  const other = before.other;
  return other !== null && isKeyAt(other, at) ? other : null;
}

/** Notes where the value of a wanted key lies. */
function take(entry: Entry, at: usize, depth: u32): usize {
  const byte = load<u8>(at);
  const opening = entry.opening;
  if (opening !== 0 && (opening === 1 || opening === byte)) return 0;
  if (entry.belowCount !== 0) forget(entry);
  if (byte === QUOTE) return takeText(entry.slot, at);
  if ((byte | LOWER) === OPEN_BRACE) return takeBlock(entry, at, byte, depth);
  const next = skipScalar(at);
  if (next !== 0 && entry.slot >= 0) put(form, entry.slot, at, next, kindOfScalar(byte), UNNUMBERED);
  return next;
}

function forget(entry: Entry): void {
  for (let i: usize = 0; i < entry.belowCount; i++) {
    absent(form, load<i32>(entry.below + (i << 2)));
  }
}

function takeText(slot: i32, at: usize): usize {
  const worth = slot >= 0 && isWorth(form, slot);
  if (worth) {
    const last = sameText(form, slot, at, end);
    if (last !== null) {
      put(form, slot, at + 1, at + last.length - 1, last.mark, last.number);
      return at + last.length;
    }
  }
  const close = closingQuote(at + 1, end);
  if (close === 0 || slot < 0) return close === 0 ? 0 : close + 1;
  const kind = escaped ? ESCAPED : STRING;
  const unnumbered = ascii ? PLAIN : UNNUMBERED;
  const value: Value | null = worth ? text(form, slot, texts, at, close + 1, kind) : null;
  put(form, slot, at + 1, close, kind, value === null ? unnumbered : value.number);
  return close + 1;
}

/** An object or list. What was met before is passed over: what it holds is known to be sound. */
function takeBlock(entry: Entry, at: usize, byte: u8, depth: u32): usize {
  const slot = entry.slot;
  const child: Node | null = byte === OPEN_BRACE ? entry.child : null;
  if (child !== null) {
    if (depth >= deepest) return 0;
    const next = walk(child, at + 1, depth + 1);
    if (next !== 0 && slot >= 0) put(form, slot, at, next, OBJECT, UNNUMBERED);
    return next;
  }
  if (slot < 0) return skipNested(at, depth);
  const kind = byte === OPEN_BRACE ? OBJECT : ARRAY;
  if (!isWorth(form, slot)) {
    const next = skipNested(at, depth);
    if (next !== 0) put(form, slot, at, next, kind, UNNUMBERED);
    return next;
  }
  let value = knownBlock(form, slot, blocks, at, end, depth);
  const next = value === null ? skipNested(at, depth) : at + value.length;
  if (next === 0) return 0;
  if (value === null) value = block(form, slot, blocks, at, next, depth, kind === ARRAY);
  put(form, slot, at, next, kind, value === null ? UNNUMBERED : value.number);
  return next;
}

function skip(at: usize, depth: u32): usize {
  const byte = load<u8>(at);
  if (byte === QUOTE) {
    const close = closingQuote(at + 1, end);
    return close === 0 ? 0 : close + 1;
  }
  return (byte | LOWER) === OPEN_BRACE ? skipNested(at, depth) : skipScalar(at);
}

/** Steps over an object or list by counting brackets outside strings. */
function skipNested(at: usize, outer: u32): usize {
  let depth = outer;
  let p = at;
  while (true) {
    const byte = load<u8>(p);
    if (byte === QUOTE) {
      p = closingQuote(p + 1, end);
      if (p === 0) return 0;
    } else if ((byte | LOWER) === OPEN_BRACE) {
      if (++depth > deepest) return 0;
    } else if ((byte | LOWER) === CLOSE_BRACE) {
      if (--depth === outer) return p + 1;
    } else if (byte === 0) return stop(p, end);
    p++;
  }
}

const TRUE_WORD: u32 = 0x65757274;
const ALSE_WORD: u32 = 0x65736c61;
const NULL_WORD: u32 = 0x6c6c756e;

function skipScalar(at: usize): usize {
  const first = load<u8>(at);
  if (first === 0x74) return load<u32>(at) === TRUE_WORD ? at + 4 : 0;
  if (first === 0x66) return load<u32>(at + 1) === ALSE_WORD ? at + 5 : 0;
  if (first === 0x6e) return load<u32>(at) === NULL_WORD ? at + 4 : 0;
  let p = at;
  while (isNumberByte(load<u8>(p))) p++;
  return p === at || p >= end ? 0 : p;
}

function kindOfScalar(first: u8): u32 {
  if (first === 0x74) return TRUE;
  if (first === 0x66) return FALSE;
  return first === 0x6e ? NULL : NUMBER;
}

/** `+ - .`, digits, `E e`; whether they make a number is asked when the number is read. */
function isNumberByte(byte: u8): bool {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x2b ||
    (byte | 0x20) === 0x65
  );
}

/** Position behind the white space and commas that stand between records; see cursor.ts in src/input. */
function between(at: usize): usize {
  let p = space(at);
  while (load<u8>(p) === COMMA || load<u8>(p) === RECORD_SEPARATOR) p = space(p + 1);
  return p;
}

/** Position of the first byte from `at` on that is no white space. */
function space(at: usize): usize {
  let p = at;
  let byte = load<u8>(p);
  while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = load<u8>(++p);
  return p;
}
