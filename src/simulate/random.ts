/**
 * The simulator's only source of chance: small, fast, seeded. A stream depends on its seed and labels alone, so
 * adding an actor or a day never changes what the others do. Not for secrets.
 */

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export type Label = string | number;

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state in four 32-bit words. */
export class Random {
  readonly #key: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#key = seed;
    this.#a = hash(seed, 0x811c9dc5);
    this.#b = hash(seed, 0x9e3779b9);
    this.#c = hash(seed, 0x85ebca6b);
    for (let i = 0; i < 12; i += 1) this.word();
  }

  /** An independent stream: the same labels always give the same stream, wherever this one stands. */
  fork(...labels: readonly Label[]): Random {
    return new Random(`${this.#key}/${labels.join('/')}`);
  }

  /** Uniform 32-bit unsigned word. */
  word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const index = Math.floor(this.unit() * list.length);
    for (const value of list.slice(index, index + 1)) return value;
    throw new RangeError('pick from an empty list');
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) text += HEX[this.word() & 0xff];
    return text.slice(0, length);
  }

  base32(length: number): string {
    return this.#letters(BASE32, length);
  }

  base36(length: number): string {
    return this.#letters(BASE36, length);
  }

  base62(length: number): string {
    return this.#letters(BASE62, length);
  }

  /** Version 4 UUID. */
  uuid(): string {
    const a = this.word();
    const b = (this.word() & 0xffff0fff) | 0x4000;
    const c = (this.word() & 0x3fffffff) | 0x80000000;
    return `${hex32(a)}-${hex16(b >>> 16)}-${hex16(b)}-${hex16(c >>> 16)}-${hex16(c)}${hex32(this.word())}`;
  }

  #letters(alphabet: string, length: number): string {
    let text = '';
    for (let i = 0; i < length; i += 1) text += alphabet.charAt(this.word() % alphabet.length);
    return text;
  }
}

function hex16(word: number): string {
  return `${HEX[(word >>> 8) & 0xff]}${HEX[word & 0xff]}`;
}

function hex32(word: number): string {
  return hex16(word >>> 16) + hex16(word);
}

/** FNV-1a with a finaliser (splitmix32), so that neighbouring labels start far apart. */
function hash(text: string, basis: number): number {
  let h = basis;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) | 0;
}
