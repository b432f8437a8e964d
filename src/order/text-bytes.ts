/**
 * Texts of a run as bytes, end to end. Text of a million rows that lives only as bytes is nothing the garbage
 * collector has to look at, and crosses between threads for free. What is no valid Unicode does not come back as it
 * was: half characters become U+FFFD.
 */

/** Finished texts: what crosses between threads and lies on disk. */
export interface Texts {
  /** Where each text begins in `bytes`; one more entry than texts. */
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
  /** So that reading them needs no decoding. */
  readonly isAscii: boolean;
}

const FIRST_BYTES = 40;
const FIRST_TEXTS = 1024;

export class TextBytes {
  private offsets: Uint32Array;
  private bytes: Buffer;
  private count = 0;
  private isAscii = true;

  constructor(expected = FIRST_TEXTS) {
    this.offsets = new Uint32Array(expected + 1);
    this.bytes = Buffer.allocUnsafeSlow(expected * FIRST_BYTES);
  }

  /** How many texts there are with this one. */
  push(text: string): number {
    const start = this.offsets[this.count] ?? 0;
    // A character of UTF-16 takes at most three bytes of UTF-8.
    if (start + text.length * 3 > this.bytes.length) this.growBytes(start + text.length * 3);
    if (++this.count === this.offsets.length) this.growOffsets();
    this.offsets[this.count] = start + this.write(text, start);
    return this.count;
  }

  /** Below zero when text `a` comes before text `b`, in the order in which texts compare. */
  compare(a: number, b: number): number {
    if (!this.isAscii) return compareTexts(this.text(a), this.text(b));
    const { bytes, offsets } = this;
    const [startA = 0, startB = 0] = [offsets[a], offsets[b]];
    const [endA = 0, endB = 0] = [offsets[a + 1], offsets[b + 1]];
    const common = Math.min(endA - startA, endB - startB);
    for (let i = 0; i < common; i++) {
      const difference = (bytes[startA + i] ?? 0) - (bytes[startB + i] ?? 0);
      if (difference !== 0) return difference;
    }
    return endA - startA - (endB - startB);
  }

  /** All of them, exactly as long as their content. */
  finish(): Texts {
    const { bytes, offsets, count, isAscii } = this;
    return {
      offsets: offsets.slice(0, count + 1),
      bytes: new Uint8Array(bytes.subarray(0, offsets[count])),
      isAscii,
    };
  }

  /** The same in another order. */
  inOrder(order: Uint32Array): Texts {
    const { bytes, offsets, isAscii } = this;
    const ordered = new Uint32Array(order.length + 1);
    const moved = new Uint8Array(offsets[this.count] ?? 0);
    let at = 0;
    for (let row = 0; row < order.length; row++) {
      const from = order[row] ?? 0;
      const end = offsets[from + 1] ?? 0;
      for (let p = offsets[from] ?? 0; p < end; p++) moved[at++] = bytes[p] ?? 0;
      ordered[row + 1] = at;
    }
    return { offsets: ordered, bytes: moved, isAscii };
  }

  private text(index: number): string {
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
    const average = (needed / (this.count + 1)) * (this.offsets.length - 1);
    const larger = Buffer.allocUnsafeSlow(Math.ceil(Math.max(needed, average, this.bytes.length * 1.5)));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private growOffsets(): void {
    const larger = new Uint32Array(this.offsets.length * 2);
    larger.set(this.offsets);
    this.offsets = larger;
  }
}

/** Decodes one text after another, whichever is asked for. */
export function textReader({ offsets, bytes, isAscii }: Texts): (index: number) => string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = isAscii ? 'latin1' : 'utf8';
  return (index) => buffer.toString(encoding, offsets[index], offsets[index + 1]);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
