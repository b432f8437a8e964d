/**
 * The keys of a projection as a tree, and the order in which keys came so far: see path-trie.ts and key-order.ts in
 * src/input, which do the same for the scanner in TypeScript.
 */

import { hashBytes, sameBytes } from './bytes';
import { reserve } from './memory';

/** What is wanted of a key's value. */
@unmanaged
export class Entry {
  slot: i32 = 0;
  child: Node | null = null;
  /** The first byte of a value that makes the key an envelope's: 0 when none does, 1 when any does. */
  opening: u32 = 0;
  /** Slots below, which a repeated key makes stale. */
  below: usize = 0;
  belowCount: u32 = 0;
}

@unmanaged
export class Key {
  /** Of its bytes with quotes and colon. */
  length: u32 = 0;
  entry: Entry | null = null;
  /** Keys that came after it the last time, and before that. */
  next: Key | null = null;
  other: Key | null = null;
  hash: u32 = 0;
  /** Another key in the same bucket. */
  chain: Key | null = null;
}

@unmanaged
export class Node {
  start: Key | null = null;
  lessons: u32 = 0;
  keys: u32 = 0;
  buckets: usize = 0;
}

const BUCKETS: u32 = 256;
/** Keys beyond these are not expected but always read: keys may be data. */
const MOST_KEYS: u32 = 128;
/** Surprises after which no more is learnt: it costs more than a surprise. */
const MOST_LESSONS: u32 = 20_000;
const LONGEST_KEY_BYTES: u32 = 64;

/** Null when there is no room. */
export function newNode(): Node | null {
  const at = reserve(offsetof<Node>());
  const buckets = reserve(<usize>BUCKETS * 4);
  const start = reserve(offsetof<Key>());
  if (at === 0 || buckets === 0 || start === 0) return null;
  const node = changetype<Node>(at);
  node.buckets = buckets;
  node.start = changetype<Key>(start);
  return node;
}

/** `bytes` hold the key with its quotes and colon. Null when there is no room. */
export function addKey(node: Node, bytes: usize, length: u32, entry: Entry | null): Key | null {
  const at = reserve(offsetof<Key>() + length);
  if (at === 0) return null;
  const key = changetype<Key>(at);
  key.length = length;
  key.entry = entry;
  key.hash = hashBytes(bytes, length - 1);
  memory.copy(at + offsetof<Key>(), bytes, length);
  const bucket = node.buckets + ((key.hash & (BUCKETS - 1)) << 2);
  key.chain = changetype<Key | null>(load<usize>(bucket));
  store<usize>(bucket, at);
  return key;
}

/** Whether the key with its quotes and colon lies at `at`. */
export function isKeyAt(key: Key, at: usize): bool {
  return sameBytes(changetype<usize>(key) + offsetof<Key>(), at, key.length);
}

/** The key whose quoted name lies at `start`; learnt if it is new and there is room for more. */
export function keyOf(node: Node, start: usize, length: u32, isTight: bool): Key | null {
  const hash = hashBytes(start, length);
  let key = changetype<Key | null>(load<usize>(node.buckets + ((hash & (BUCKETS - 1)) << 2)));
  while (key !== null) {
    const bytes = changetype<usize>(key) + offsetof<Key>();
    if (key.hash === hash && key.length === length + 1 && sameBytes(bytes, start, length)) return key;
    key = key.chain;
  }
  if (!isTight || length >= LONGEST_KEY_BYTES || node.keys >= MOST_KEYS) return null;
  node.keys++;
  return addKey(node, start, length + 1, null);
}

/** Notes that `key` came after `before`. */
export function learn(node: Node, before: Key, key: Key): void {
  if (node.lessons >= MOST_LESSONS) return;
  node.lessons++;
  before.other = before.next;
  before.next = key;
}
