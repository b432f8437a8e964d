/**
 * Walks one JSON object in a buffer and notes where the wanted values lie; everything else is stepped over.
 * It accepts every JSON object that `JSON.parse` accepts, and some that it does not: what is stepped over is
 * held to strings and brackets only. It never throws, builds nothing, and does not decode values.
 *
 * The buffer must hold a zero byte at `end`, which is not allowed anywhere in JSON, so no loop looks for the end.
 */

import { type ByteMap, type Span, span } from './byte-map.ts';
import { behindSpace, differsAt } from './byte-steps.ts';
import { BACKSLASH, CLOSE_BRACE, COLON, COMMA, LOWER, OPEN_BRACE, QUOTE } from './json-bytes.ts';
import { KernelScan, RAN_OUT } from './kernel-scan.ts';
import { type ExpectedKey, isKeyAt } from './key-order.ts';
import { findEscapedKey, findKey, type PathEntry, type PathNode } from './path-trie.ts';
import { ABSENT, ESCAPED, isNumberByte, kindOf, SLOT_NUMBERS, STRING, UNNUMBERED } from './slot-kind.ts';

/** Results below zero; any other is the position after the object. */
export const INCOMPLETE = -1;
export const MALFORMED = -2;
export const TOO_DEEP = -3;
/** A key that opens an envelope: `envelope` and `stoppedAt` say which and where its value starts. */
export const ENVELOPE = -4;

export class RecordScanner {
  /** Start, end and kind of each slot's value, and its number if the kernel gave it one. */
  slots: Int32Array;
  /** Goes first over what lies in its memory; what it gives up on is gone over again here. */
  readonly kernel: KernelScan;
  readonly maxDepth: number;
  source: Span = span(Buffer.alloc(1));
  end = 0;
  /** Where scanning stopped when the result is below zero. */
  stoppedAt = 0;
  envelope = -1;
  private bytes: Uint8Array = this.source.bytes;
  private words: DataView = this.source.words;
  private escaped = false;
  private learnt: ExpectedKey<PathEntry> | undefined;
  /** Of slots whose objects repeat; and the place there of the object just scanned, -1 when it is not known. */
  private readonly memories: (ByteMap<unknown> | undefined)[];
  private readonly recognised: Int32Array;
  /** The record just scanned was the kernel's. */
  private isPassed = false;

  /** @param isInner it scans inside a record that another has been over, which still needs the kernel's numbers */
  constructor(slotCount: number, maxDepth: number, isInner = false) {
    this.slots = new Int32Array(slotCount * SLOT_NUMBERS);
    this.kernel = new KernelScan(slotCount, isInner);
    this.recognised = new Int32Array(slotCount).fill(-1);
    this.memories = new Array(slotCount).fill(undefined);
    this.maxDepth = maxDepth;
  }

  /**
   * The place in `memory` of the slot's object, or -1. From the first time this is asked on, objects of the slot that
   * the memory knows are passed over without being walked.
   */
  placeIn(memory: ByteMap<unknown>, slot: number): number {
    this.memories[slot] ??= memory;
    if (this.isPassed || this.memories[slot] !== memory) return -1;
    return this.recognised[slot] ?? -1;
  }

  /** `bytes[end]` must be zero. */
  use(source: Span, end: number): void {
    this.end = end;
    if (source === this.source) return;
    this.source = source;
    this.bytes = source.bytes;
    this.words = source.words;
    this.kernel.use(source);
  }

  /** Scans the object whose opening brace is at `at`. */
  scan(root: PathNode, at: number): number {
    const passed = this.kernel.scan(root, at, this.end);
    this.isPassed = passed > 0;
    if (this.isPassed) {
      this.slots = this.kernel.slots ?? this.slots;
      return passed;
    }
    const slots = this.slots;
    for (let i = 2; i < slots.length; i += SLOT_NUMBERS) slots[i] = ABSENT;
    return this.walk(root, at + 1, 1);
  }

  /** Position after any value starting at `at`, which must not be white space. */
  skip(at: number): number {
    const passed = this.kernel.skip(at, this.end);
    if (passed === RAN_OUT) return this.fail(INCOMPLETE, this.end);
    return passed > 0 ? passed : this.skipAt(at, 0);
  }

  /** Position of the quote that ends the string whose content starts at `at`. */
  closingQuote(at: number): number {
    const words = this.words;
    const lastWord = this.end - 3;
    let p = at;
    this.escaped = false;
    for (;;) {
      while (p <= lastWord) {
        const word = words.getInt32(p, true);
        const quotes = word ^ 0x22222222;
        const slashes = word ^ 0x5c5c5c5c;
        const found =
          (((quotes - 0x01010101) & ~quotes) |
            ((slashes - 0x01010101) & ~slashes) |
            ((word - 0x20202020) & ~word)) &
          0x80808080;
        if (found !== 0) {
          p += (31 - Math.clz32(found & -found)) >> 3;
          break;
        }
        p += 4;
      }
      const byte = this.bytes[p] ?? 0;
      if (byte === QUOTE) return p;
      if (byte === BACKSLASH) {
        this.escaped = true;
        p += 2;
        if (p > this.end) return this.fail(INCOMPLETE, this.end);
      } else if (byte < 0x20) return this.unexpected(p);
      else p++;
    }
  }

  private walk(node: PathNode, at: number, depth: number): number {
    const bytes = this.bytes;
    let p = this.space(at);
    if (bytes[p] === CLOSE_BRACE) return p + 1;
    let before: ExpectedKey<PathEntry> | undefined = node.order.start;
    for (;;) {
      const key: ExpectedKey<PathEntry> | undefined =
        before === undefined ? undefined : this.expected(before, p);
      if (key !== undefined) {
        p += key.length;
        if ((bytes[p] ?? 0) <= 0x20) p = this.space(p);
        p = key.entry === undefined ? this.skipAt(p, depth) : this.take(key.entry, p, depth);
        before = key;
      } else {
        p = this.member(node, before, p, depth);
        before = this.learnt;
      }
      if (p < 0) return p;
      let byte = bytes[p] ?? 0;
      if (byte <= 0x20) {
        p = this.space(p);
        byte = bytes[p] ?? 0;
      }
      if (byte === CLOSE_BRACE) return p + 1;
      if (byte !== COMMA) return this.unexpected(p);
      p++;
      if (bytes[p] !== QUOTE) p = this.space(p);
    }
  }

  /** The key at `at`, if it is one of those that came there before. */
  private expected(before: ExpectedKey<PathEntry>, at: number): ExpectedKey<PathEntry> | undefined {
    const { next, other } = before;
    if (next === undefined) return undefined;
    if (at + next.length <= this.end && isKeyAt(next, this.words, at)) return next;
    if (other === undefined) return undefined;
    return at + other.length <= this.end && isKeyAt(other, this.words, at) ? other : undefined;
  }

  /** A key nobody expected, and its value. */
  private member(
    node: PathNode,
    before: ExpectedKey<PathEntry> | undefined,
    at: number,
    depth: number,
  ): number {
    const bytes = this.bytes;
    if (bytes[at] !== QUOTE) return this.unexpected(at);
    let p = this.closingQuote(at + 1);
    if (p < 0) return p;
    const escaped = this.escaped;
    const entry = (escaped ? findEscapedKey : findKey)(node, bytes, at + 1, p);
    p++;
    const isTight = bytes[p] === COLON;
    if (!isTight) {
      p = this.space(p);
      if (bytes[p] !== COLON) return this.unexpected(p);
    }
    p++;
    const learnt = isTight && !escaped ? node.order.learn(before, bytes, at, p, entry) : undefined;
    p = this.space(p);
    p = entry === undefined ? this.skipAt(p, depth) : this.take(entry, p, depth);
    this.learnt = learnt;
    return p;
  }

  private skipAt(at: number, depth: number): number {
    const byte = this.bytes[at] ?? 0;
    if (byte === QUOTE) {
      const close = this.closingQuote(at + 1);
      return close < 0 ? close : close + 1;
    }
    if ((byte | LOWER) === OPEN_BRACE) return this.skipNested(at, depth);
    return this.skipScalar(at);
  }

  /** Notes where the value of a wanted key lies. */
  private take(entry: PathEntry, at: number, depth: number): number {
    const byte = this.bytes[at] ?? 0;
    if (entry.envelope >= 0 && (entry.opening === 0 || entry.opening === byte)) {
      if (at >= this.end) return this.fail(INCOMPLETE, at);
      this.envelope = entry.envelope;
      return this.fail(ENVELOPE, at);
    }
    const slots = this.slots;
    for (const slot of entry.below) slots[slot * SLOT_NUMBERS + 2] = ABSENT;
    if (byte === QUOTE) {
      const close = this.closingQuote(at + 1);
      if (close < 0) return close;
      this.put(entry.slot, at + 1, close, this.escaped ? ESCAPED : STRING);
      return close + 1;
    }
    let next: number;
    const known = byte === OPEN_BRACE ? this.passKnown(entry.slot, at) : -1;
    if (known >= 0) next = known;
    else if (byte === OPEN_BRACE && entry.child !== undefined) {
      next = depth >= this.maxDepth ? this.fail(TOO_DEEP, at) : this.walk(entry.child, at + 1, depth + 1);
    } else if ((byte | LOWER) === OPEN_BRACE) next = this.skipNested(at, depth);
    else next = this.skipScalar(at);
    if (next >= 0) this.put(entry.slot, at, next, kindOf(byte));
    return next;
  }

  /** Position after the object at `at` when it is one that was met before: what it holds is known to be sound. */
  private passKnown(slot: number, at: number): number {
    const memory = this.memories[slot];
    if (memory === undefined) return -1;
    const known = memory.recognise(this.source, at, this.end);
    this.recognised[slot] = known;
    return known < 0 ? -1 : at + memory.lengthAt(known);
  }

  private put(slot: number, start: number, end: number, kind: number): void {
    if (slot < 0) return;
    const slots = this.slots;
    const first = slot * SLOT_NUMBERS;
    slots[first] = start;
    slots[first + 1] = end;
    slots[first + 2] = kind;
    slots[first + 3] = UNNUMBERED;
  }

  /** Steps over an object or array by counting brackets outside strings. */
  private skipNested(at: number, outer: number): number {
    const bytes = this.bytes;
    const deepest = this.maxDepth;
    let depth = outer;
    let p = at;
    for (;;) {
      const byte = bytes[p] ?? 0;
      if (byte === QUOTE) {
        p = this.closingQuote(p + 1);
        if (p < 0) return p;
      } else if ((byte | LOWER) === OPEN_BRACE) {
        if (++depth > deepest) return this.fail(TOO_DEEP, p);
      } else if ((byte | LOWER) === CLOSE_BRACE) {
        if (--depth === outer) return p + 1;
      } else if (byte === 0) return this.unexpected(p);
      p++;
    }
  }

  private skipScalar(at: number): number {
    const bytes = this.bytes;
    const first = bytes[at] ?? 0;
    if (first === 0x74) return this.literal(at, 'true');
    if (first === 0x66) return this.literal(at, 'false');
    if (first === 0x6e) return this.literal(at, 'null');
    let p = at;
    while (isNumberByte(bytes[p] ?? 0)) p++;
    if (p === at) return this.unexpected(p);
    return p >= this.end ? this.fail(INCOMPLETE, p) : p;
  }

  private literal(at: number, word: string): number {
    const differs = differsAt(this.bytes, at, word);
    return differs < 0 ? at + word.length : this.unexpected(Math.min(differs, this.end));
  }

  /** Position of the first byte from `at` on that is no white space. */
  space(at: number): number {
    return behindSpace(this.bytes, at);
  }

  private unexpected(at: number): number {
    return this.fail(at >= this.end ? INCOMPLETE : MALFORMED, at);
  }

  private fail(result: number, at: number): number {
    this.stoppedAt = at;
    return result;
  }
}
