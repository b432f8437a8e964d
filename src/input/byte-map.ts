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

export class ByteMap<V> {
  private readonly mask: number;
  private readonly limit: number;
  private readonly offsets: Int32Array;
  private readonly lengths: Int32Array;
  private readonly values: (V | undefined)[];
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

function sameBytes(keys: Span, offset: number, source: Span, start: number, length: number): boolean {
  const a = keys.words;
  const b = source.words;
  if (length < 4) {
    for (let i = 0; i < length; i++) if (keys.bytes[offset + i] !== source.bytes[start + i]) return false;
    return true;
  }
  const last = length - 4;
  // The end first: names of one kind begin alike.
  if (a.getInt32(offset + last, true) !== b.getInt32(start + last, true)) return false;
  for (let i = 0; i < last; i += 4) {
    if (a.getInt32(offset + i, true) !== b.getInt32(start + i, true)) return false;
  }
  return true;
}
