/** Raw DEFLATE (RFC 1951) a piece at a time: what came out before a fault is never lost. */

import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import type { ByteFeed } from './byte-feed.ts';

export type StreamEnd = 'ended' | 'damaged' | 'truncated';

const OUTPUT_BYTES = 256 * 1024;

/**
 * Begins where the feed stands, and leaves it behind the stream when that `ended`.
 *
 * @param pieceBytes taken at once: the piece that damage lies in is lost, and what comes of a piece is held until it is
 *   asked for, which can be a thousand times as much
 */
export async function* inflateRaw(
  feed: ByteFeed,
  pieceBytes: number,
  sum: Checksum,
): AsyncGenerator<Buffer, StreamEnd> {
  const inflation = new Inflation();
  for (;;) {
    const piece = await feed.take(pieceBytes);
    const state = await (piece.length === 0 ? inflation.finish() : inflation.write(piece));
    for (const output of inflation.take()) {
      sum.add(output);
      yield output;
    }
    if (state === 'more') continue;
    if (state === 'ended') feed.giveBack(piece.subarray(inflation.used()));
    return state;
  }
}

/** CRC-32 and length, both modulo 2³² as gzip and zip keep them. */
export class Checksum {
  crc = 0;
  length = 0;

  add(output: Buffer): void {
    this.crc = crc32(output, this.crc);
    this.length = (this.length + output.length) % 2 ** 32;
  }
}

/** One DEFLATE stream, fed a piece at a time. */
class Inflation {
  private readonly engine: InflateRaw = createInflateRaw({ chunkSize: OUTPUT_BYTES });
  private outputs: Buffer[] = [];
  private before = 0;
  private settle: (state: 'more' | StreamEnd) => void = () => {};

  constructor() {
    this.engine.on('data', (output: Buffer) => this.outputs.push(output));
    this.engine.on('end', () => this.settle('ended'));
    this.engine.on('error', () => this.settle('damaged'));
  }

  write(piece: Buffer): Promise<'more' | StreamEnd> {
    this.before = this.engine.bytesWritten;
    return new Promise((resolve) => {
      this.settle = resolve;
      this.engine.write(piece, (error) => resolve(error ? 'damaged' : 'more'));
    });
  }

  /** The engine tells that the stream has ended when more comes or when nothing does. */
  finish(): Promise<StreamEnd> {
    return new Promise((resolve) => {
      this.settle = (state) => resolve(state === 'ended' ? 'ended' : 'truncated');
      this.engine.end();
    });
  }

  take(): readonly Buffer[] {
    const taken = this.outputs;
    this.outputs = [];
    return taken;
  }

  /** Bytes of the last piece that belonged to the stream. */
  used(): number {
    return this.engine.bytesWritten - this.before;
  }
}
