/**
 * Remembers values by the exact bytes they came from: the same region, user agent and identity block stand in
 * millions of records. Bounded: a slot taken by another key is overwritten, and when the store of keys is full
 * everything is forgotten. Never answers with the value of other bytes.
 */

/** Bytes with the view that reads them four at a time; both over the same memory. */
export interface Span {
  readonly bytes: Buffer;
  readonly words: DataView;
}

export interface ByteMapSize {
  /** Number of values; a power of two. */
  readonly entries: number;
  /** Bytes of all keys together. */
  readonly keyBytes: number;
  /** A key must come twice before it takes another's slot: most never come again, and must not drive out others. */
  readonly guarded?: boolean;
}

const FIRST_KEY_BYTES = 4096;
const LONG_KEY_BYTES = 64;
/** A long key is recognised by this many first bytes, which reach into the ids of an identity block. */
const PREFIX_BYTES = 256;

export class ByteMap<V> {
  private readonly mask: number;
  private readonly limit: number;
  private readonly offsets: Int32Array;
  private readonly lengths: Int32Array;
  private readonly values: (V | undefined)[];
  /** The slot of the key that begins with bytes of this hash; one more than it, so that 0 says none. */
  private prefixes: Int32Array | undefined;
  private keys: Span = span(Buffer.alloc(FIRST_KEY_BYTES));
  /** Hashes of the keys that last asked for a slot in vain. */
  private readonly asked: Int32Array | undefined;
  private used = 0;
  private index = 0;
  private hash = 0;

  constructor({ entries, keyBytes, guarded = false }: ByteMapSize) {
    this.mask = entries - 1;
    this.limit = keyBytes;
    this.offsets = new Int32Array(entries);
    this.lengths = new Int32Array(entries).fill(-1);
    this.values = new Array<V | undefined>(entries).fill(undefined);
    this.asked = guarded ? new Int32Array(entries) : undefined;
  }

  get(source: Span, start: number, end: number): V | undefined {
    const length = end - start;
    // The slot looked at last: neighbours are much alike.
    if (this.isAt(this.index, source, start, length)) return this.values[this.index];
    this.hash = hash(source, start, end);
    const index = this.hash & this.mask;
    this.index = index;
    return this.isAt(index, source, start, length) ? this.values[index] : undefined;
  }

  /**
   * The slot of a key that lies at `start`, wherever it ends, or -1. Only for keys of which none is the beginning of
   * another, such as JSON objects, and only for long ones: a quick guess, which may miss what `get` finds.
   */
  recognise(source: Span, start: number, end: number): number {
    this.prefixes ??= new Int32Array(this.mask + 1);
    if (start + PREFIX_BYTES > end) return -1;
    const slot = (this.prefixes[prefixHash(source, start) & this.mask] ?? 0) - 1;
    const length = slot < 0 ? -1 : (this.lengths[slot] ?? -1);
    if (length < PREFIX_BYTES || start + length > end) return -1;
    return sameBytes(this.keys, this.offsets[slot] ?? 0, source, start, length) ? slot : -1;
  }

  lengthAt(slot: number): number {
    return this.lengths[slot] ?? -1;
  }

  valueAt(slot: number): V | undefined {
    return this.values[slot];
  }

  /** To be called straight after a `get` of the same bytes that found nothing. */
  keep(source: Span, start: number, end: number, value: V): void {
    const length = end - start;
    if (length > this.limit >> 2 || this.isGuarded()) return;
    if (this.used + length > this.keys.bytes.length) this.makeRoom(length);
    this.keys.bytes.set(source.bytes.subarray(start, end), this.used);
    this.offsets[this.index] = this.used;
    this.lengths[this.index] = length;
    this.values[this.index] = value;
    this.used += length;
    if (this.prefixes !== undefined && length >= PREFIX_BYTES)
      this.prefixes[prefixHash(source, start) & this.mask] = this.index + 1;
  }

  private isAt(index: number, source: Span, start: number, length: number): boolean {
    if (this.lengths[index] !== length) return false;
    return sameBytes(this.keys, this.offsets[index] ?? 0, source, start, length);
  }

  private isGuarded(): boolean {
    const { asked, index, hash } = this;
    if (asked === undefined || (this.lengths[index] ?? -1) < 0 || asked[index] === hash) return false;
    asked[index] = hash;
    return true;
  }

  private makeRoom(length: number): void {
    let size = this.keys.bytes.length;
    while (size < this.used + length) size *= 2;
    if (size <= this.limit) {
      const larger = Buffer.alloc(size);
      larger.set(this.keys.bytes);
      this.keys = span(larger);
      return;
    }
    this.used = 0;
    this.lengths.fill(-1);
    this.values.fill(undefined);
    if (length > this.keys.bytes.length) this.keys = span(Buffer.alloc(this.limit));
  }
}

export function span(bytes: Buffer): Span {
  return { bytes, words: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

/**
 * Four bytes at a time; the last four may overlap those before. Of long keys every third word counts: what sets
 * identity blocks apart are ids longer than that.
 */
function hash({ bytes, words }: Span, start: number, end: number): number {
  let h = end - start;
  if (h >= 4) {
    const step = h > LONG_KEY_BYTES ? 12 : 4;
    const last = end - 4;
    for (let p = start; p < last; p += step) h = Math.imul(h ^ words.getInt32(p, true), 0x9e3779b1);
    h = Math.imul(h ^ words.getInt32(last, true), 0x9e3779b1);
  } else {
    for (let p = start; p < end; p++) h = Math.imul(h ^ (bytes[p] ?? 0), 0x01000193);
  }
  return h ^ (h >>> 15);
}

function prefixHash({ words }: Span, start: number): number {
  let h = 0;
  for (let p = start; p < start + PREFIX_BYTES; p += 12)
    h = Math.imul(h ^ words.getInt32(p, true), 0x9e3779b1);
  return h ^ (h >>> 15);
}

/** From here on the platform's own comparison is worth calling. */
const CALL_BYTES = 256;

/**
 * Eight bytes at a time, as floating-point numbers. That is exact: the two zeros, which are equal and not the same,
 * hold zero bytes, and JSON does not; what is no number equals nothing, which only costs a second look.
 */
function sameBytes(keys: Span, offset: number, source: Span, start: number, length: number): boolean {
  if (length >= CALL_BYTES)
    return keys.bytes.compare(source.bytes, start, start + length, offset, offset + length) === 0;
  const a = keys.words;
  const b = source.words;
  if (length < 8) {
    for (let i = 0; i < length; i++) if (keys.bytes[offset + i] !== source.bytes[start + i]) return false;
    return true;
  }
  const last = length - 8;
  // The end first: names of one kind begin alike.
  if (a.getFloat64(offset + last, true) !== b.getFloat64(start + last, true)) return false;
  for (let i = 0; i < last; i += 8) {
    if (a.getFloat64(offset + i, true) !== b.getFloat64(start + i, true)) return false;
  }
  return true;
}
