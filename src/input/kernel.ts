/**
 * The reading kernel: a small WebAssembly module (see kernel/ at the top) that walks records many times faster than
 * scan-json.ts, and numbers the values that repeat, so that what was made of one is found by its number. It works on
 * bytes that lie in its own memory only, and gives up on every record that is not plain sailing.
 */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Span } from './byte-map.ts';
import type { PathEntry, PathNode } from './path-trie.ts';
import { SLOT_NUMBERS } from './slot-kind.ts';

/** Where the build puts the module: beside the compiled sources, or under `dist` for sources themselves. */
const FILES = ['../../data/kernel.wasm', '../../dist/data/kernel.wasm'];
/** Where bytes to be read are put. What does not fit is read without the kernel. */
const ROOM_BYTES = 2 * 1024 * 1024;
const KEY_BYTES = 4096;
/** So that sixteen bytes can be read from where any of them begins. */
const SLACK_BYTES = 64;

/** What a scan finds, in the kernel's memory: of one projection, of several records at once. */
export interface Form {
  readonly pointer: number;
  /** By record: start, end, kind and number of each slot's value. */
  readonly slots: readonly Int32Array[];
  /** Start and end of each record; and behind them the start of the one the kernel gave up on, or 0. */
  readonly bounds: Int32Array;
}

/** A span in a kernel's memory, free from `start` on. */
export interface Room extends Span {
  readonly kernel: Kernel;
  readonly start: number;
  /** How often anything was written to it: what was found before that no longer holds. */
  writes: number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  start(usableBytes: number, maxDepth: number): number;
  room(bytes: number): number;
  form(slots: number, records: number): number;
  slotsOf(form: number): number;
  boundsOf(form: number): number;
  wantNumbers(form: number, slot: number): void;
  node(): number;
  wantKey(
    node: number,
    key: number,
    length: number,
    slot: number,
    child: number,
    opening: number,
    below: number,
    belowCount: number,
  ): number;
  scan(root: number, form: number, at: number, end: number, most: number, mayForget: number): number;
  skip(at: number, end: number): number;
}

const EXPORTS: readonly (keyof Exports)[] = [
  'memory',
  'start',
  'room',
  'form',
  'slotsOf',
  'boundsOf',
  'wantNumbers',
  'node',
  'wantKey',
  'scan',
  'skip',
];

export class Kernel {
  readonly room: Room;
  /** Change when all texts, or all objects and lists, have been forgotten, and their numbers are given out anew. */
  textGeneration = 0;
  blockGeneration = 0;
  /** Texts by their numbers, as far as anybody has asked for them. */
  readonly texts: (string | undefined)[] = [];
  private readonly exports: Exports;
  private readonly forgotten: Int32Array;
  private readonly scratch: number;
  private readonly bytes: Buffer;
  private readonly trees = new Map<PathNode, number>();

  private constructor(exports: Exports, maxDepth: number) {
    const { buffer } = exports.memory;
    const usable = buffer.byteLength - ROOM_BYTES;
    this.exports = exports;
    this.forgotten = new Int32Array(buffer, exports.start(usable, maxDepth), 2);
    this.scratch = exports.room(KEY_BYTES);
    this.bytes = Buffer.from(buffer);
    const bytes = Buffer.from(buffer, 0, buffer.byteLength - SLACK_BYTES);
    const words = new DataView(buffer, 0, bytes.length);
    this.room = { bytes, words, kernel: this, start: usable, writes: 0 };
  }

  /** Undefined where there is no WebAssembly or no memory for it, or the module has not been built. */
  static open(maxDepth: number): Kernel | undefined {
    const module = loadModule();
    if (module === undefined) return undefined;
    try {
      const { exports } = new WebAssembly.Instance(module, {});
      return isKernel(exports) ? new Kernel(exports, maxDepth) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Undefined when there is no room for more. */
  form(slots: number, records: number): Form | undefined {
    const pointer = this.exports.form(slots, records);
    if (pointer === 0) return undefined;
    const { buffer } = this.bytes;
    const at = this.exports.slotsOf(pointer);
    const numbers = slots * SLOT_NUMBERS;
    return {
      pointer,
      slots: Array.from({ length: records }, (_, i) => new Int32Array(buffer, at + i * numbers * 4, numbers)),
      bounds: new Int32Array(buffer, this.exports.boundsOf(pointer), records * 2 + 1),
    };
  }

  /** Undefined when there is no room for more. */
  tree(root: PathNode): number | undefined {
    const known = this.trees.get(root);
    const tree = known ?? this.compile(root);
    if (known === undefined) this.trees.set(root, tree);
    return tree === 0 ? undefined : tree;
  }

  /** From now on values of the slot get numbers, if they repeat. */
  wantNumbers(form: Form, slot: number): void {
    this.exports.wantNumbers(form.pointer, slot);
  }

  /**
   * How many objects were gone over, at most one for each of the form's records: the one whose opening brace is at `at`,
   * and those that follow it.
   *
   * @param isInner the numbers given so far must stay good
   */
  scan(tree: number, form: Form, at: number, end: number, most: number, isInner: boolean): number {
    const count = this.exports.scan(tree, form.pointer, at, end, most, isInner ? 0 : 1);
    const texts = this.forgotten[0] ?? 0;
    if (texts !== this.textGeneration) this.texts.length = 0;
    this.textGeneration = texts;
    this.blockGeneration = this.forgotten[1] ?? 0;
    return count;
  }

  /** Position behind the value at `at`; 0 where the kernel gives up, 1 where the bytes end before the value does. */
  skip(at: number, end: number): number {
    return this.exports.skip(at, end);
  }

  /** Pointer to the node, 0 when there is no room. */
  private compile(node: PathNode): number {
    const pointer = this.exports.node();
    if (pointer === 0) return 0;
    for (const first of node.table) {
      for (let entry = first; entry !== undefined; entry = entry.next) {
        if (!this.addKey(pointer, entry)) return 0;
      }
    }
    return pointer;
  }

  private addKey(node: number, entry: PathEntry): boolean {
    const child = entry.child === undefined ? 0 : this.compile(entry.child);
    const length = entry.key.length + 3;
    const below = this.scratch + ((length + 3) & ~3);
    if (below + entry.below.length * 4 > this.scratch + KEY_BYTES) return false;
    this.bytes.write('"', this.scratch);
    this.bytes.set(entry.key, this.scratch + 1);
    this.bytes.write('":', this.scratch + 1 + entry.key.length);
    for (const [i, slot] of entry.below.entries()) this.bytes.writeInt32LE(slot, below + i * 4);
    const opening = entry.envelope < 0 ? 0 : entry.opening || ANY_OPENING;
    const { slot } = entry;
    return (
      (entry.child === undefined || child !== 0) &&
      this.exports.wantKey(node, this.scratch, length, slot, child, opening, below, entry.below.length) !== 0
    );
  }
}

const ANY_OPENING = 1;

/** Whether records are read with the kernel here; without it everything works, several times slower. */
export function hasKernel(): boolean {
  return loadModule() !== undefined;
}

let loaded: WebAssembly.Module | undefined;
let isLoaded = false;

/** Once per thread. A module that this platform does not take (SIMD is missing) is as good as none. */
function loadModule(): WebAssembly.Module | undefined {
  if (isLoaded) return loaded;
  isLoaded = true;
  const path = FILES.map((file) => fileURLToPath(new URL(file, import.meta.url))).find((file) =>
    existsSync(file),
  );
  try {
    if (path !== undefined) loaded = new WebAssembly.Module(readFileSync(path));
  } catch {
    loaded = undefined;
  }
  return loaded;
}

/** A module of another version is none. */
function isKernel(exports: object): exports is Exports {
  return EXPORTS.every((name) => name in exports);
}
