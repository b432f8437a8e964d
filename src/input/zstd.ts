/**
 * Zstandard (RFC 8878), frame by frame and block by block. The frames are walked here, so that one cut short gives all
 * its whole blocks, what may be skipped is skipped, and checksums are compared; fzstd decodes the blocks. Frames that
 * need a dictionary or a window beyond the limit are refused.
 */

import { Decompress } from 'fzstd';
import type { ByteFeed } from './byte-feed.ts';
import type { Compression, Fault } from './compression.ts';
import { XxHash64 } from './xx-hash.ts';

export const zstd: Compression = { name: 'zstd', begins, chunks };

const FRAME = 0xfd2fb528;
/** The lowest four bits are free. */
const SKIPPABLE = 0x184d2a50;
const MIB = 1024 * 1024;
/** Bytes a frame may look back; zstd itself refuses more than 128 MiB unless told otherwise. */
const MOST_WINDOW_BYTES = 128 * MIB;
const MOST_BLOCK_BYTES = 128 * 1024;
const MOST_HEADER_BYTES = 18;
const BLOCK_HEADER_BYTES = 3;
const RUN_BLOCK = 1;
const RESERVED_BLOCK = 3;
const CHECKED = 0x04;
/** Half a minute's work. */
const EFFORT_FLOOR_BYTES = 256 * 1024 * MIB;
/** A writer that flushes every 2 KiB under the window of the strongest common level. */
const MOST_EFFORT = 4096;

function begins(start: Buffer): boolean {
  return start.length >= 4 && (start.readUInt32LE(0) === FRAME || isSkippable(start));
}

async function* chunks(feed: ByteFeed, _careful: boolean, fault: Fault): AsyncGenerator<Buffer> {
  const effort = new Effort();
  for (;;) {
    const start = await feed.peek(MOST_HEADER_BYTES);
    if (start.length === 0) return;
    if (start.length < 4) return fault('truncated', 'the zstd stream ends inside a header');
    if (isSkippable(start)) {
      if (!(await skip(feed, start))) return fault('truncated', 'the zstd stream ends early');
    } else if (start.readUInt32LE(0) !== FRAME) {
      return fault('corrupt-compression', 'after the zstd data comes something else');
    } else if (!(yield* frame(feed, start, effort, fault))) return;
  }
}

function isSkippable(start: Buffer): boolean {
  return (start.readUInt32LE(0) & 0xfffffff0) >>> 0 === SKIPPABLE;
}

async function skip(feed: ByteFeed, start: Buffer): Promise<boolean> {
  if (start.length < 8) return false;
  const length = 8 + start.readUInt32LE(4);
  return (await feed.drop(length)) === length;
}

/** False after a fault that nothing can be read behind. */
async function* frame(
  feed: ByteFeed,
  start: Buffer,
  effort: Effort,
  fault: Fault,
): AsyncGenerator<Buffer, boolean> {
  const header = readHeader(start);
  if (typeof header === 'string') return refuse(fault, header);
  if (start.length < header.length) return cut(fault);
  const decoder = new FrameDecoder(start.subarray(0, header.length), header.checked);
  await feed.drop(header.length);
  for (let last = false; !last; ) {
    const first = (await feed.peek(BLOCK_HEADER_BYTES)).subarray(0, BLOCK_HEADER_BYTES);
    if (first.length < BLOCK_HEADER_BYTES) return cut(fault);
    const word = first.readUIntLE(0, 3);
    const kind = (word >> 1) & 3;
    if (kind === RESERVED_BLOCK || word >> 3 > MOST_BLOCK_BYTES) return damaged(fault);
    const length = BLOCK_HEADER_BYTES + (kind === RUN_BLOCK ? 1 : word >> 3);
    const block = (await feed.peek(length)).subarray(0, length);
    if (block.length < length) return cut(fault);
    last = (word & 1) === 1;
    const sound = decoder.push(block, last);
    const outputs = decoder.take();
    yield* outputs;
    if (!sound) return damaged(fault);
    await feed.drop(length);
    if (effort.isTooMuch(header.window, lengthOf(outputs))) {
      fault('decompression-limit', 'its blocks are too small for how far they look back');
      return false;
    }
  }
  return header.checked ? checked(feed, decoder, fault) : true;
}

async function checked(feed: ByteFeed, decoder: FrameDecoder, fault: Fault): Promise<boolean> {
  const stated = (await feed.peek(4)).subarray(0, 4);
  if (stated.length < 4) return cut(fault);
  await feed.drop(4);
  if (stated.readUInt32LE(0) !== decoder.sum()) {
    fault('corrupt-compression', 'the zstd checksum does not fit the data');
  }
  return true;
}

function cut(fault: Fault): false {
  fault('truncated', 'the zstd stream ends early');
  return false;
}

function damaged(fault: Fault): false {
  return refuse(fault, 'the zstd data is damaged');
}

function refuse(fault: Fault, message: string): false {
  fault('corrupt-compression', message);
  return false;
}

interface Header {
  readonly length: number;
  /** Bytes the frame may look back. */
  readonly window: number;
  readonly checked: boolean;
}

/** The header's shape, or why the frame is not read. */
function readHeader(start: Buffer): Header | string {
  const flags = start[4] ?? 0;
  const single = (flags & 0x20) !== 0;
  if ((flags & 0x08) !== 0) return 'the zstd header is damaged';
  if ((flags & 0x03) !== 0) return 'the zstd data needs a dictionary';
  const sizeBytes = flags >> 6 === 0 ? Number(single) : 1 << (flags >> 6);
  const length = (single ? 5 : 6) + sizeBytes;
  if (start.length < length) return { length, window: 0, checked: false };
  const window = windowBytes(start, single, sizeBytes);
  if (window > MOST_WINDOW_BYTES) return `the zstd data must look back more than ${MOST_WINDOW_BYTES} bytes`;
  return { length, window, checked: (flags & CHECKED) !== 0 };
}

/** A frame of a single segment looks back over all its content. */
function windowBytes(start: Buffer, single: boolean, sizeBytes: number): number {
  if (!single) {
    const descriptor = start[5] ?? 0;
    const base = 2 ** (10 + (descriptor >> 3));
    return base + (base / 8) * (descriptor & 7);
  }
  if (sizeBytes === 8) return start.readUInt32LE(5) + start.readUInt32LE(9) * 2 ** 32;
  return start.readUIntLE(5, sizeBytes);
}

/** The engine moves the whole window for every block, so that tiny blocks under a large window cost time for nothing. */
class Effort {
  private moved = 0;
  private output = 0;

  isTooMuch(window: number, output: number): boolean {
    this.moved += window;
    this.output += output;
    return this.moved > EFFORT_FLOOR_BYTES + this.output * MOST_EFFORT;
  }
}

/** Keeps what fzstd hands over until it is asked for. */
class FrameDecoder {
  private readonly engine: Decompress;
  private readonly hash: XxHash64 | undefined;
  private outputs: Buffer[] = [];

  constructor(header: Buffer, checked: boolean) {
    this.hash = checked ? new XxHash64() : undefined;
    this.engine = new Decompress((output) => {
      // The engine goes on using its own.
      if (output.length > 0) this.outputs.push(Buffer.from(output));
    });
    // Told of a checksum, the engine would wait for it before it ends.
    const plain = Buffer.from(header);
    plain[4] = (plain[4] ?? 0) & ~CHECKED;
    this.engine.push(plain, false);
  }

  /** False when the bytes are not what they should be. */
  push(block: Buffer, last: boolean): boolean {
    try {
      this.engine.push(block, last);
      return true;
    } catch {
      return false;
    }
  }

  take(): readonly Buffer[] {
    const taken = this.outputs;
    this.outputs = [];
    for (const output of taken) this.hash?.add(output);
    return taken;
  }

  sum(): number | undefined {
    return this.hash?.low();
  }
}

function lengthOf(outputs: readonly Buffer[]): number {
  return outputs.reduce((sum, output) => sum + output.length, 0);
}
