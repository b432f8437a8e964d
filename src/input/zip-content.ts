/** What is in one entry of a zip archive: decompressed, held against its sum, and passed over where nobody wants it. */

import { ByteFeed } from './byte-feed.ts';
import { bzip2 } from './bzip2.ts';
import type { Compression, Fault } from './compression.ts';
import { Checksum, inflateRaw, type StreamEnd } from './inflate.ts';
import { readDescriptor, type ZipHeader } from './zip-header.ts';
import { zstd } from './zstd.ts';

/** Where the archive stands after an entry: `astray` when its end could not be found. */
export type Standing = 'behind' | 'astray' | 'stopped';

const PIECE_BYTES = 256 * 1024;
/** Damage costs the piece it lies in. */
const INFLATED_PIECE_BYTES = 8 * 1024;
const STORED = 0;
const DEFLATED = 8;
/** Methods that are kinds of compression of their own. */
const COMPRESSIONS: ReadonlyMap<number, Compression> = new Map([
  [12, bzip2],
  [93, zstd],
]);

export class ZipContent {
  private standing: Standing = 'behind';
  /** Nothing of the entry is left, its sums included. */
  private done = false;
  private readonly feed: ByteFeed;
  private readonly header: ZipHeader;
  private readonly admit: (bytes: number) => boolean;
  private readonly fault: Fault;
  /** Bytes of the entry that are still in the archive, where its header tells. */
  private left: number;
  private readonly output: AsyncGenerator<Buffer>;

  /** @param admit false when no more may come out of the archive */
  constructor(feed: ByteFeed, header: ZipHeader, admit: (bytes: number) => boolean, fault: Fault) {
    this.feed = feed;
    this.header = header;
    this.admit = admit;
    this.fault = fault;
    this.left = header.compressedBytes ?? 0;
    this.output = this.read();
  }

  /** Whoever leaves off early leaves the rest to {@link passOver}. */
  async *chunks(): AsyncGenerator<Buffer> {
    for (let next = await this.output.next(); next.done !== true; next = await this.output.next()) {
      yield next.value;
    }
  }

  async passOver(): Promise<Standing> {
    if (this.header.compressedBytes === undefined) while ((await this.output.next()).done !== true);
    else if (!this.done) await this.statedSum();
    return this.standing;
  }

  private async *read(): AsyncGenerator<Buffer> {
    const sum = new Checksum();
    const decoded = this.decoded(sum);
    let next = await decoded.next();
    for (; next.done !== true; next = await decoded.next()) {
      if (!this.admit(next.value.length)) {
        this.standing = 'stopped';
        this.done = true;
        return;
      }
      yield next.value;
    }
    if (next.value === 'ended') {
      const stated = await this.statedSum();
      if (stated !== sum.crc) this.damaged('the checksum of the zip entry does not fit the data');
      return;
    }
    if (next.value === 'damaged') this.damaged('the data of the zip entry is damaged');
    if (next.value === 'truncated') this.endsInside();
    if (this.header.compressedBytes === undefined) this.standing = 'astray';
  }

  private endsInside(): void {
    this.fault('truncated', 'the zip archive ends inside the entry');
    this.standing = 'astray';
    this.done = true;
  }

  private damaged(message: string): void {
    this.fault('corrupt-compression', message);
  }

  /** Leaves what is left of the entry behind, and what stands behind it. */
  private async statedSum(): Promise<number | undefined> {
    const { feed, left, header } = this;
    this.done = true;
    this.left = 0;
    if ((await feed.drop(left)) < left) {
      this.endsInside();
      return undefined;
    }
    return header.crc ?? (await readDescriptor(feed));
  }

  private async *decoded(sum: Checksum): AsyncGenerator<Buffer, StreamEnd | 'refused'> {
    const { header, feed, fault } = this;
    const { method } = header;
    if (header.encrypted) return this.refuse('the zip entry is encrypted');
    const sized = header.compressedBytes !== undefined;
    const compression = sized ? COMPRESSIONS.get(method) : undefined;
    if (compression !== undefined) {
      yield* summed(compression.chunks(new ByteFeed(this.pieces()), false, fault), sum);
      return 'ended';
    }
    if (method === STORED && sized) return yield* this.stored(sum);
    if (method === STORED) return yield* storedToDescriptor(feed, sum);
    if (method !== DEFLATED) return this.refuse(`the zip entry is packed by method ${method}`);
    if (!sized) return yield* inflateRaw(feed, INFLATED_PIECE_BYTES, sum);
    const end = yield* inflateRaw(new ByteFeed(this.pieces()), INFLATED_PIECE_BYTES, sum);
    // Deflated data that goes on where the entry ends was never whole.
    return end === 'truncated' && this.left === 0 ? 'damaged' : end;
  }

  private refuse(reason: string): 'refused' {
    this.fault('unreadable', `${reason}, which is not read`);
    return 'refused';
  }

  private async *stored(sum: Checksum): AsyncGenerator<Buffer, StreamEnd> {
    yield* summed(this.pieces(), sum);
    return this.left === 0 ? 'ended' : 'truncated';
  }

  /** The entry's bytes as they lie in the archive. */
  private async *pieces(): AsyncGenerator<Buffer> {
    while (this.left > 0) {
      const piece = await this.feed.take(Math.min(this.left, PIECE_BYTES));
      if (piece.length === 0) return;
      this.left -= piece.length;
      yield piece;
    }
  }
}

async function* summed(chunks: AsyncIterable<Buffer>, sum: Checksum): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    sum.add(chunk);
    yield chunk;
  }
}

const DESCRIPTOR = Buffer.from('PK\x07\x08', 'latin1');

/** Up to sums that fit what came before them: what is stored may itself look like a signature. */
async function* storedToDescriptor(feed: ByteFeed, sum: Checksum): AsyncGenerator<Buffer, StreamEnd> {
  for (;;) {
    const bytes = await feed.peek(2 * DESCRIPTOR.length);
    if (bytes.length < 2 * DESCRIPTOR.length) return 'truncated';
    const at = bytes.indexOf(DESCRIPTOR);
    if (at === 0 && bytes.readUInt32LE(DESCRIPTOR.length) === sum.crc) return 'ended';
    const plain = at < 0 ? bytes.length - DESCRIPTOR.length + 1 : Math.max(at, 1);
    const piece = await feed.take(plain);
    sum.add(piece);
    yield piece;
  }
}
