/** Bits of bytes in memory, the highest of each byte first. */

export class OutOfBits extends Error {}

export class BitReader {
  private readonly bytes: Buffer;
  private at: number;
  private held = 0;
  private heldBits = 0;

  /** @param skip bits to begin behind */
  constructor(bytes: Buffer, skip: number) {
    this.bytes = bytes;
    this.at = 0;
    if (skip > 0) this.read(skip);
  }

  /** At most 24 bits. */
  read(count: number): number {
    while (this.heldBits < count) {
      if (this.at >= this.bytes.length) throw new OutOfBits();
      this.held = ((this.held << 8) | (this.bytes[this.at++] ?? 0)) >>> 0;
      this.heldBits += 8;
    }
    this.heldBits -= count;
    return (this.held >>> this.heldBits) & ((1 << count) - 1);
  }

  /** Bits read, those skipped included. */
  position(): number {
    return this.at * 8 - this.heldBits;
  }
}
