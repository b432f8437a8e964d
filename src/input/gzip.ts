/**
 * Gzip (RFC 1952), member by member. Unlike the platform's own gunzip it hands on everything that came out before
 * a fault, which is why the wrapping is read here and only DEFLATE is left to zlib.
 */

import { crc32, createInflateRaw, gunzipSync, type InflateRaw } from 'node:zlib';
import type { ByteFeed } from './byte-feed.ts';
import type { Compression, Fault } from './compression.ts';
import { WHOLE_OUTPUT_BYTES } from './limits.ts';

export const gzip: Compression = {
  name: 'gzip',
  magic: Buffer.from([0x1f, 0x8b, 0x08]),
  whole: gunzipWhole,
  chunks: gunzipChunks,
};

const FLAG_CRC = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const MOST_HEADER_BYTES = 128 * 1024;
const TRAILER_BYTES = 8;
const OUTPUT_BYTES = 256 * 1024;
/** One byte in can become a thousand out, all of which is held until it is asked for. */
const PIECE_BYTES = 64 * 1024;
/** When a small file is known to be damaged, little is lost with the piece the damage lies in. */
const CAREFUL_PIECE_BYTES = 512;

/** The common case, a sound small file, in one call. `undefined`: large or damaged, to be read in chunks. */
function gunzipWhole(data: Buffer): Buffer | undefined {
  const stated = data.length < 18 ? 0 : data.readUInt32LE(data.length - 4);
  if (stated > WHOLE_OUTPUT_BYTES) return undefined;
  const chunkSize = Math.min(Math.max(stated + 64, 1024), data.length * 64 + 1024);
  try {
    return gunzipSync(data, { maxOutputLength: WHOLE_OUTPUT_BYTES, chunkSize });
  } catch {
    return undefined;
  }
}

async function* gunzipChunks(feed: ByteFeed, careful: boolean, fault: Fault): AsyncGenerator<Buffer> {
  for (let members = 0; ; members++) {
    const header = await readHeader(feed, members > 0);
    if (header === 'end') return;
    if (header !== 'member') return fault(header.code, header.message);
    const inflated = new Inflation();
    let length = 0;
    let sum = 0;
    for (;;) {
      const piece = await feed.take(careful ? CAREFUL_PIECE_BYTES : PIECE_BYTES);
      if (piece.length === 0) return fault('truncated', 'the gzip stream ends early');
      const state = await inflated.write(piece);
      for (const output of inflated.take()) {
        length = (length + output.length) % 2 ** 32;
        sum = crc32(output, sum);
        yield output;
      }
      if (state === 'failed') return fault('corrupt-compression', 'the gzip data is damaged');
      if (state === 'more') continue;
      feed.giveBack(piece.subarray(inflated.used()));
      break;
    }
    const trailer = (await feed.peek(TRAILER_BYTES)).subarray(0, TRAILER_BYTES);
    if (trailer.length < TRAILER_BYTES) return fault('truncated', 'the gzip stream ends inside its checksum');
    await feed.drop(TRAILER_BYTES);
    if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== length) {
      fault('corrupt-compression', 'the gzip checksum does not fit the data');
    }
  }
}

type Header =
  | 'member'
  | 'end'
  | { readonly code: 'truncated' | 'corrupt-compression'; readonly message: string };

/** Takes a member's header. Zeros after the last member are padding. */
async function readHeader(feed: ByteFeed, isLater: boolean): Promise<Header> {
  if (isLater) await dropZeros(feed);
  const start = await feed.peek(10);
  if (start.length === 0) return 'end';
  if (!start.subarray(0, 3).equals(gzip.magic.subarray(0, start.length))) {
    return { code: 'corrupt-compression', message: 'after the gzip data comes something else' };
  }
  for (let wanted = 10; ; wanted *= 2) {
    const bytes = await feed.peek(wanted);
    const length = headerLength(bytes);
    if (length !== undefined) {
      await feed.drop(length);
      return 'member';
    }
    if (wanted > MOST_HEADER_BYTES)
      return { code: 'corrupt-compression', message: 'the gzip header does not end' };
    if (bytes.length < wanted)
      return { code: 'truncated', message: 'the gzip stream ends inside its header' };
  }
}

async function dropZeros(feed: ByteFeed): Promise<void> {
  for (;;) {
    const bytes = await feed.peek(1);
    const zeros = bytes.findIndex((byte) => byte !== 0);
    await feed.drop(zeros < 0 ? bytes.length : zeros);
    if (zeros >= 0 || bytes.length === 0) return;
  }
}

function headerLength(bytes: Buffer): number | undefined {
  if (bytes.length < 10) return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & FLAG_EXTRA) at += bytes.length < at + 2 ? Number.POSITIVE_INFINITY : 2 + bytes.readUInt16LE(at);
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    if (at > bytes.length) return undefined;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return undefined;
    at = zero + 1;
  }
  if (flags & FLAG_CRC) at += 2;
  return at <= bytes.length ? at : undefined;
}

/** One DEFLATE stream, fed a piece at a time. */
class Inflation {
  private readonly engine: InflateRaw = createInflateRaw({ chunkSize: OUTPUT_BYTES });
  private outputs: Buffer[] = [];
  private before = 0;
  private settle: (state: 'more' | 'ended' | 'failed') => void = () => {};

  constructor() {
    this.engine.on('data', (output: Buffer) => this.outputs.push(output));
    this.engine.on('end', () => this.settle('ended'));
    this.engine.on('error', () => this.settle('failed'));
  }

  write(piece: Buffer): Promise<'more' | 'ended' | 'failed'> {
    this.before = this.engine.bytesWritten;
    return new Promise((resolve) => {
      this.settle = resolve;
      this.engine.write(piece, (error) => resolve(error ? 'failed' : 'more'));
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
