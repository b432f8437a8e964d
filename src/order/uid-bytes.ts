/**
 * Uids of a run as bytes, end to end. Text of a million rows that lives only as bytes is nothing the garbage
 * collector has to look at, and crosses between threads for free.
 */

import type { Run } from './run.ts';

const FIRST_BYTES = 40;

export class UidBytes {
  /** Where each row's uid begins; one more entry than rows. */
  readonly offsets: Uint32Array;
  bytes: Buffer;
  private readonly rows: number;
  private count = 0;
  private isAscii = true;

  constructor(rows: number) {
    this.rows = rows;
    this.offsets = new Uint32Array(rows + 1);
    this.bytes = Buffer.allocUnsafeSlow(rows * FIRST_BYTES);
  }

  push(uid: string): void {
    const start = this.offsets[this.count] ?? 0;
    // A character of UTF-16 takes at most three bytes of UTF-8.
    if (start + uid.length * 3 > this.bytes.length) this.grow(start + uid.length * 3);
    this.offsets[++this.count] = start + this.write(uid, start);
  }

  /** Below zero when row `a`'s uid comes before row `b`'s, in the order in which texts compare. */
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

  /** Offsets and bytes with the rows in another order, exactly as long as their content. */
  inOrder(order: Uint32Array): Pick<Run, 'uidOffsets' | 'uidBytes' | 'hasAsciiUids'> {
    const { bytes, offsets } = this;
    const uidOffsets = new Uint32Array(order.length + 1);
    const uidBytes = new Uint8Array(offsets[this.count] ?? 0);
    let at = 0;
    for (let row = 0; row < order.length; row++) {
      const from = order[row] ?? 0;
      const end = offsets[from + 1] ?? 0;
      for (let p = offsets[from] ?? 0; p < end; p++) uidBytes[at++] = bytes[p] ?? 0;
      uidOffsets[row + 1] = at;
    }
    return { uidOffsets, uidBytes, hasAsciiUids: this.isAscii };
  }

  /** Begins anew. */
  clear(): void {
    this.count = 0;
    this.isAscii = true;
  }

  private text(row: number): string {
    return this.bytes.toString('utf8', this.offsets[row], this.offsets[row + 1]);
  }

  private write(uid: string, start: number): number {
    const { bytes } = this;
    for (let i = 0; i < uid.length; i++) {
      const code = uid.charCodeAt(i);
      if (code > 0x7f) {
        this.isAscii = false;
        return bytes.write(uid, start, 'utf8');
      }
      bytes[start + i] = code;
    }
    return uid.length;
  }

  private grow(needed: number): void {
    const average = (needed / (this.count + 1)) * this.rows;
    const larger = Buffer.allocUnsafeSlow(Math.ceil(Math.max(needed, average, this.bytes.length * 1.5)));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
