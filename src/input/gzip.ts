/**
 * Gzip (RFC 1952), member by member. Unlike the platform's own gunzip it hands on everything that came out before
 * a fault, which is why the wrapping is read here and only DEFLATE is left to zlib.
 */

import type { ByteFeed } from './byte-feed.ts';
import type { Compression, Fault } from './compression.ts';
import { Checksum, inflateRaw } from './inflate.ts';

export const gzip: Compression = {
  name: 'gzip',
  begins: (start) => start.subarray(0, MAGIC.length).equals(MAGIC),
  chunks: gunzipChunks,
};

const MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);
const FLAG_CRC = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const MOST_HEADER_BYTES = 128 * 1024;
const TRAILER_BYTES = 8;
/** Logs expand tenfold and more: what comes of a larger piece no longer stays in the processor's caches. */
const PIECE_BYTES = 16 * 1024;
/** When a small file is known to be damaged, little is lost with the piece the damage lies in. */
const CAREFUL_PIECE_BYTES = 512;

async function* gunzipChunks(feed: ByteFeed, careful: boolean, fault: Fault): AsyncGenerator<Buffer> {
  for (let members = 0; ; members++) {
    const header = await readHeader(feed, members > 0);
    if (header === 'end') return;
    if (header !== 'member') return fault(header.code, header.message);
    const sum = new Checksum();
    const end = yield* inflateRaw(feed, careful ? CAREFUL_PIECE_BYTES : PIECE_BYTES, sum);
    if (end === 'truncated') return fault('truncated', 'the gzip stream ends early');
    if (end === 'damaged') return fault('corrupt-compression', 'the gzip data is damaged');
    const trailer = (await feed.peek(TRAILER_BYTES)).subarray(0, TRAILER_BYTES);
    if (trailer.length < TRAILER_BYTES) return fault('truncated', 'the gzip stream ends inside its checksum');
    await feed.drop(TRAILER_BYTES);
    if (trailer.readUInt32LE(0) !== sum.crc || trailer.readUInt32LE(4) !== sum.length) {
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
  if (!start.subarray(0, 3).equals(MAGIC.subarray(0, start.length))) {
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
