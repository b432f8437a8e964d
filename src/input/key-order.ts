/**
 * Writers put the keys of a record in the same order every time. This remembers, for each key met, which key came
 * next, so that the scanner can try that one with a few comparisons before it looks at the bytes one by one.
 * Only a guess: a key is taken for the one expected when all its bytes are, and otherwise read as usual.
 */

/** `E` is what the scanner knows of a wanted key. */
export interface ExpectedKey<E> {
  /** Bytes of the key with its quotes and colon. */
  readonly length: number;
  /** Those bytes four at a time; the last four may overlap the ones before. */
  readonly words: Int32Array;
  readonly entry: E | undefined;
  /** The key that came after this one the last time. */
  next: ExpectedKey<E> | undefined;
  /** The key that came after it before that: optional keys come and go. */
  other: ExpectedKey<E> | undefined;
}

/** Keys beyond these are not expected but always read: keys may be data. */
const MOST_KEYS = 128;
/** Surprises after which no more is learnt: it costs more than a surprise. */
const MOST_LESSONS = 20_000;
const LONGEST_KEY_BYTES = 64;

export class KeyOrder<E> {
  /** Stands before the first key. */
  readonly start: ExpectedKey<E> = newKey<E>(Buffer.from('"":.'), undefined);
  private readonly known = new Map<string, ExpectedKey<E>>();
  private readonly wanted = new Map<E, ExpectedKey<E>>();
  private lessons = 0;

  /** Notes that the key lying in `bytes`, quotes and colon included, came after `before`. */
  learn(
    before: ExpectedKey<E> | undefined,
    bytes: Uint8Array,
    start: number,
    end: number,
    entry: E | undefined,
  ): ExpectedKey<E> | undefined {
    if (++this.lessons > MOST_LESSONS) return entry === undefined ? undefined : this.wanted.get(entry);
    if (end - start > LONGEST_KEY_BYTES || end - start < 4) return undefined;
    const copy = Buffer.from(bytes.subarray(start, end));
    const name = copy.toString('latin1');
    let key = this.known.get(name);
    if (key === undefined) {
      if (this.known.size >= MOST_KEYS) return undefined;
      key = newKey(copy, entry);
      this.known.set(name, key);
      if (entry !== undefined) this.wanted.set(entry, key);
    }
    if (before === undefined) return key;
    before.other = before.next;
    before.next = key;
    return key;
  }
}

/** Whether the key lies at `at`. There must be `key.length` bytes. */
export function isKeyAt(key: ExpectedKey<unknown>, words: DataView, at: number): boolean {
  const expected = key.words;
  const last = expected.length - 1;
  for (let i = 0; i < last; i++) if (words.getInt32(at + i * 4, true) !== expected[i]) return false;
  return words.getInt32(at + key.length - 4, true) === expected[last];
}

function newKey<E>(bytes: Buffer, entry: E | undefined): ExpectedKey<E> {
  const words = new Int32Array(Math.ceil(bytes.length / 4));
  for (let i = 0; i < words.length; i++) words[i] = bytes.readInt32LE(Math.min(i * 4, bytes.length - 4));
  return { length: bytes.length, words, entry, next: undefined, other: undefined };
}
