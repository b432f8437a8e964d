/** Compressed bytes on their way in: hands out pieces, takes back what was not used, counts what was read. */

export class ByteFeed {
  /** Bytes taken from the file. */
  bytes = 0;
  private readonly input: AsyncIterator<Buffer> | Iterator<Buffer>;
  private ready: Buffer = Buffer.alloc(0);
  private ended = false;

  constructor(input: AsyncIterable<Buffer> | Iterable<Buffer>) {
    this.input = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
  }

  /** At least `wanted` bytes without taking them, fewer at the end of the file. */
  async peek(wanted: number): Promise<Buffer> {
    while (this.ready.length < wanted && !this.ended) {
      const next = await this.input.next();
      if (next.done === true) this.ended = true;
      else {
        this.bytes += next.value.length;
        this.ready = this.ready.length === 0 ? next.value : Buffer.concat([this.ready, next.value]);
      }
    }
    return this.ready;
  }

  /** At most `most` bytes; empty at the end of the file. */
  async take(most: number): Promise<Buffer> {
    const piece = (await this.peek(1)).subarray(0, most);
    this.ready = this.ready.subarray(piece.length);
    return piece;
  }

  /** Gives back the unused end of the piece taken last. */
  giveBack(rest: Buffer): void {
    if (rest.length > 0) this.ready = Buffer.concat([rest, this.ready]);
  }

  /** How many bytes were dropped: fewer at the end of the file. */
  async drop(length: number): Promise<number> {
    let left = length;
    while (left > 0) {
      const piece = await this.take(left);
      if (piece.length === 0) break;
      left -= piece.length;
    }
    return length - left;
  }

  async close(): Promise<void> {
    await this.input.return?.();
  }
}
