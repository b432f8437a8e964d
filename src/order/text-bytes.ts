/**
 * Texts as bytes, end to end. What lives only as bytes is nothing the garbage collector has to look at, however many
 * texts there are, and crosses between threads as one block. Half of a surrogate pair, which no UTF-8 can say, comes back as
 * U+FFFD, as it would in any report.
 */

/** All buffers are exactly as long as their content. */
export interface Texts {
  /** Where each text begins; one more entry than texts. */
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
  /** Such bytes are the quicker ones to make texts of. */
  readonly isAscii: boolean;
}

const FIRST_TEXTS = 1024;
const FIRST_BYTES = 40;

/** Texts in the making; keeps its room for the next ones. */
export class TextBytes {
  offsets = new Uint32Array(FIRST_TEXTS);
  bytes = Buffer.allocUnsafeSlow(FIRST_TEXTS * FIRST_BYTES);
  count = 0;
  isAscii = true;

  /** Position of the text, counted from one. */
  push(text: string): number {
    const start = this.offsets[this.count] ?? 0;
    // A character of UTF-16 takes at most three bytes of UTF-8.
    if (start + text.length * 3 > this.bytes.length) this.growBytes(start + text.length * 3);
    if (this.count + 1 === this.offsets.length) this.growOffsets();
    this.offsets[++this.count] = start + this.write(text, start);
    return this.count;
  }

  /** Begins anew. */
  take(): Texts {
    const { offsets, bytes, count, isAscii } = this;
    const taken = { offsets: offsets.slice(0, count + 1), bytes: exactly(bytes, offsets[count]), isAscii };
    this.clear();
    return taken;
  }

  clear(): void {
    this.count = 0;
    this.isAscii = true;
  }

  /** The text at `index`, counted from zero. */
  text(index: number): string {
    return this.bytes.toString('utf8', this.offsets[index], this.offsets[index + 1]);
  }

  private write(text: string, start: number): number {
    const { bytes } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) {
        this.isAscii = false;
        return bytes.write(text, start, 'utf8');
      }
      bytes[start + i] = code;
    }
    return text.length;
  }

  private growBytes(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private growOffsets(): void {
    const larger = new Uint32Array(this.offsets.length * 2);
    larger.set(this.offsets);
    this.offsets = larger;
  }
}

/** Not a view of the buffer, nor of a pool: all of a buffer crosses to another thread, however little of it is seen. */
function exactly(bytes: Uint8Array, length = 0): Uint8Array {
  const own = new Uint8Array(length);
  own.set(bytes.subarray(0, length));
  return own;
}

/** Makes texts again of their bytes, each time it is asked; `index` counts from zero. */
export class TextReader {
  private readonly offsets: Uint32Array;
  private readonly bytes: Buffer;
  private readonly isAscii: boolean;

  constructor({ offsets, bytes, isAscii }: Texts) {
    this.offsets = offsets;
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isAscii = isAscii;
  }

  at(index: number): string {
    const { offsets, bytes } = this;
    const start = offsets[index] ?? 0;
    const end = offsets[index + 1] ?? 0;
    return this.isAscii ? bytes.latin1Slice(start, end) : bytes.utf8Slice(start, end);
  }
}
