/**
 * The paths of a projection as a tree of keys, compiled so that the scanner finds a key with one look at its
 * length and three of its bytes, then proves it byte by byte. Knows nothing of records.
 */

import { keysOf } from '../contract/projection.ts';
import { KeyOrder } from './key-order.ts';

export interface PathNode {
  readonly table: readonly (PathEntry | undefined)[];
  readonly mask: number;
  /** The order in which keys came so far. */
  readonly order: KeyOrder<PathEntry>;
}

export interface PathEntry {
  readonly key: Uint8Array;
  /** Index of the slot the value goes to, or -1. */
  readonly slot: number;
  /** Keys wanted inside the value, when it is an object. */
  readonly child: PathNode | undefined;
  /** Index of the envelope this key opens, or -1. */
  readonly envelope: number;
  /** The byte an envelope's value must start with; 0 when any will do. */
  readonly opening: number;
  /** Slots below this entry: a repeated key makes them stale, since the last one counts. */
  readonly below: readonly number[];
  /** Another key with the same hash. */
  readonly next: PathEntry | undefined;
}

export interface PathTarget {
  readonly path: string;
  readonly slot: number;
}

/** A top-level key at which the scanner stops instead of walking on, if its value starts as it should. */
export interface Stop {
  readonly key: string;
  /** `[`, `{`, or empty when any value will do. */
  readonly opening: string;
}

interface Branch {
  slot: number;
  envelope: number;
  opening: number;
  readonly children: Map<string, Branch>;
}

export function compilePaths(targets: readonly PathTarget[], envelopes: readonly Stop[] = []): PathNode {
  const root = newBranch();
  for (const { path, slot } of targets) {
    let branch = root;
    for (const key of keysOf(path)) branch = childOf(branch, key);
    if (branch.slot >= 0) throw new Error(`the path ${path} is projected twice`);
    branch.slot = slot;
  }
  for (const [index, { key, opening }] of envelopes.entries()) {
    const branch = childOf(root, key);
    branch.envelope = index;
    branch.opening = opening === '' ? 0 : opening.charCodeAt(0);
  }
  return compileNode(root);
}

/** The entry of a key lying in `bytes` between its quotes, which must be there: the hash may look at them. */
export function findKey(
  node: PathNode,
  bytes: Uint8Array,
  start: number,
  end: number,
): PathEntry | undefined {
  let entry = node.table[hashKey(bytes, start, end) & node.mask];
  while (entry !== undefined && !isKey(entry.key, bytes, start, end)) entry = entry.next;
  return entry;
}

/** A key written with escapes is rare enough to be decoded. */
export function findEscapedKey(
  node: PathNode,
  bytes: Uint8Array,
  start: number,
  end: number,
): PathEntry | undefined {
  const quoted = Buffer.from(bytes.subarray(start - 1, end + 1)).toString('utf8');
  try {
    const key = Buffer.from(JSON.stringify(String(JSON.parse(quoted))), 'utf8');
    return findKey(node, key, 1, key.length - 1);
  } catch {
    return undefined;
  }
}

function hashKey(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const first = bytes[start] ?? 0;
  const middle = bytes[start + (length >> 1)] ?? 0;
  const last = bytes[end - 1] ?? 0;
  return length * 3 + first * 5 + middle * 23 + last * 11;
}

function isKey(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (key.length !== length) return false;
  for (let i = 0; i < length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}

function newBranch(): Branch {
  return { slot: -1, envelope: -1, opening: 0, children: new Map() };
}

function childOf(branch: Branch, key: string): Branch {
  const known = branch.children.get(key);
  if (known !== undefined) return known;
  const made = newBranch();
  branch.children.set(key, made);
  return made;
}

function compileNode(branch: Branch): PathNode {
  const entries = [...branch.children].map(([key, child]) => ({
    key: Buffer.from(key, 'utf8'),
    hash: hashQuoted(key),
    slot: child.slot,
    envelope: child.envelope,
    opening: child.opening,
    child: child.children.size > 0 ? compileNode(child) : undefined,
    below: slotsBelow(child),
  }));
  const mask = smallestMask(entries.map(({ hash }) => hash));
  const table: (PathEntry | undefined)[] = new Array(mask + 1).fill(undefined);
  // Of one shape, as the fields of a projection are.
  for (const { hash, key, slot, envelope, opening, child, below } of entries) {
    const next = table[hash & mask];
    table[hash & mask] = { key, slot, envelope, opening, child, below, next };
  }
  return { table, mask, order: new KeyOrder<PathEntry>() };
}

/** Hashed with its quotes around it, as it lies in a record. */
function hashQuoted(key: string): number {
  const bytes = Buffer.from(`"${key}"`, 'utf8');
  return hashKey(bytes, 1, bytes.length - 1);
}

function slotsBelow(branch: Branch): readonly number[] {
  const slots: number[] = [];
  for (const child of branch.children.values()) {
    if (child.slot >= 0) slots.push(child.slot);
    slots.push(...slotsBelow(child));
  }
  return slots;
}

/** The smallest table in which no two keys meet; keys that always meet are chained. */
function smallestMask(hashes: readonly number[]): number {
  for (let size = 16; size <= 4096; size *= 2) {
    if (
      size >= hashes.length * 2 &&
      new Set(hashes.map((hash) => hash & (size - 1))).size === hashes.length
    ) {
      return size - 1;
    }
  }
  return 1023;
}
