/** Keeps account of what comes out of a file, or of one layer of it, against what went in. */

import type { Limits } from './limits.ts';

export class Meter {
  private readonly limits: Limits;
  private readonly taken: () => number;
  private length = 0;

  /** @param taken bytes read of the file so far */
  constructor(limits: Limits, taken: () => number) {
    this.limits = limits;
    this.taken = taken;
  }

  /** Why no more may come; undefined while all is well. */
  add(bytes: number): string | undefined {
    this.length += bytes;
    const { maxDecompressedBytes, maxExpansion, expansionFloorBytes } = this.limits;
    if (this.length > expansionFloorBytes && this.length > this.taken() * maxExpansion) {
      return `it expands to more than ${maxExpansion} times its size`;
    }
    return this.length > maxDecompressedBytes
      ? `it holds more than ${maxDecompressedBytes} bytes`
      : undefined;
  }
}
