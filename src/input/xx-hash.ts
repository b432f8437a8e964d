/** XXH64 with seed 0, the checksum of zstd frames. Numbers of 64 bits are kept as two halves: BigInt is too slow here. */

/** The five primes, low half and high half. */
const P1L = 0x85ebca87;
const P1H = 0x9e3779b1;
const P2L = 0x27d4eb4f;
const P2H = 0xc2b2ae3d;
const P3L = 0x9e3779f9;
const P3H = 0x165667b1;
const P4L = 0xc2b2ae63;
const P4H = 0x85ebca77;
const P5L = 0x165667c5;
const P5H = 0x27d4eb2f;

const STRIPE_BYTES = 32;

export class XxHash64 {
  /** Four accumulators: low, high, low, high … */
  private readonly lanes = new Int32Array(8);
  private readonly rest = Buffer.alloc(STRIPE_BYTES);
  private restBytes = 0;
  private bytes = 0;
  /** Of the number being worked on. */
  private lo = 0;
  private hi = 0;

  constructor() {
    const { lanes } = this;
    this.set(P1L, P1H);
    this.plus(P2L, P2H);
    this.store(0);
    lanes[2] = P2L;
    lanes[3] = P2H;
    // Nothing less the first prime, by two's complement.
    lanes[6] = -P1L;
    lanes[7] = ~P1H;
  }

  add(data: Buffer): void {
    this.bytes += data.length;
    let at = 0;
    if (this.restBytes > 0) {
      at = data.copy(this.rest, this.restBytes);
      this.restBytes += at;
      if (this.restBytes < STRIPE_BYTES) return;
      this.stripe(this.rest, 0);
      this.restBytes = 0;
    }
    for (; at + STRIPE_BYTES <= data.length; at += STRIPE_BYTES) this.stripe(data, at);
    this.restBytes = data.copy(this.rest, 0, at);
  }

  /** The low 32 bits of the hash of all that was added. */
  low(): number {
    const { rest, restBytes, bytes } = this;
    if (bytes < STRIPE_BYTES) this.set(P5L, P5H);
    else this.merged();
    this.plus(bytes >>> 0, Math.floor(bytes / 2 ** 32));
    let at = 0;
    for (; at + 8 <= restBytes; at += 8) this.word(rest.readInt32LE(at), rest.readInt32LE(at + 4));
    if (at + 4 <= restBytes) {
      const { lo, hi } = this;
      this.set(rest.readInt32LE(at), 0);
      this.times(P1L, P1H);
      this.set(this.lo ^ lo, this.hi ^ hi);
      this.rotate(23);
      this.times(P2L, P2H);
      this.plus(P3L, P3H);
      at += 4;
    }
    for (; at < restBytes; at++) {
      const { lo, hi } = this;
      this.set(rest[at] ?? 0, 0);
      this.times(P5L, P5H);
      this.set(this.lo ^ lo, this.hi ^ hi);
      this.rotate(11);
      this.times(P1L, P1H);
    }
    this.shuffle(33);
    this.times(P2L, P2H);
    this.shuffle(29);
    this.times(P3L, P3H);
    this.shuffle(32);
    return this.lo >>> 0;
  }

  private stripe(data: Buffer, at: number): void {
    for (let lane = 0; lane < 8; lane += 2) {
      const from = at + lane * 4;
      this.round(lane, data.readInt32LE(from), data.readInt32LE(from + 4));
      this.store(lane);
    }
  }

  private round(lane: number, lo: number, hi: number): void {
    this.set(lo, hi);
    this.times(P2L, P2H);
    this.plus(this.lanes[lane] ?? 0, this.lanes[lane + 1] ?? 0);
    this.rotate(31);
    this.times(P1L, P1H);
  }

  private merged(): void {
    const { lanes } = this;
    let lo = 0;
    let hi = 0;
    for (const [i, bits] of [1, 7, 12, 18].entries()) {
      this.set(lanes[i * 2] ?? 0, lanes[i * 2 + 1] ?? 0);
      this.rotate(bits);
      this.plus(lo, hi);
      ({ lo, hi } = this);
    }
    for (let lane = 0; lane < 8; lane += 2) {
      this.set(lanes[lane] ?? 0, lanes[lane + 1] ?? 0);
      this.times(P2L, P2H);
      this.rotate(31);
      this.times(P1L, P1H);
      this.set(this.lo ^ lo, this.hi ^ hi);
      this.times(P1L, P1H);
      this.plus(P4L, P4H);
      ({ lo, hi } = this);
    }
  }

  private word(wordLo: number, wordHi: number): void {
    const { lo, hi } = this;
    this.set(wordLo, wordHi);
    this.times(P2L, P2H);
    this.rotate(31);
    this.times(P1L, P1H);
    this.set(this.lo ^ lo, this.hi ^ hi);
    this.rotate(27);
    this.times(P1L, P1H);
    this.plus(P4L, P4H);
  }

  private set(lo: number, hi: number): void {
    this.lo = lo | 0;
    this.hi = hi | 0;
  }

  private store(lane: number): void {
    this.lanes[lane] = this.lo;
    this.lanes[lane + 1] = this.hi;
  }

  private plus(lo: number, hi: number): void {
    const sum = (this.lo >>> 0) + (lo >>> 0);
    this.lo = sum | 0;
    this.hi = (this.hi + hi + (sum >= 2 ** 32 ? 1 : 0)) | 0;
  }

  private times(lo: number, hi: number): void {
    const high = timesHigh(this.lo, lo) + Math.imul(this.lo, hi) + Math.imul(this.hi, lo);
    this.lo = Math.imul(this.lo, lo);
    this.hi = high | 0;
  }

  /** To the left. */
  private rotate(bits: number): void {
    const { lo, hi } = this;
    this.lo = (lo << bits) | (hi >>> (32 - bits));
    this.hi = (hi << bits) | (lo >>> (32 - bits));
  }

  /** With itself moved to the right. */
  private shuffle(bits: number): void {
    if (bits >= 32) this.lo ^= this.hi >>> (bits - 32);
    else {
      this.lo ^= (this.lo >>> bits) | (this.hi << (32 - bits));
      this.hi ^= this.hi >>> bits;
    }
  }
}

/** The upper half of the product of two unsigned halves. */
function timesHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = a0 * b1 + (middle & 0xffff);
  return a1 * b1 + (middle >>> 16) + (other >>> 16);
}
