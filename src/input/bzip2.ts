/**
 * Bzip2, block by block: one block and its compressed bytes are all that is in memory. Decoded here because no
 * maintained package streams it, and the format has not changed since 1997. Blocks randomised by bzip2 before 0.9.5
 * are refused.
 */

import { BitReader, OutOfBits } from './bit-reader.ts';
import type { ByteFeed } from './byte-feed.ts';
import { BadBlock, type Block, readBlock } from './bzip2-block.ts';
import type { Compression, Fault } from './compression.ts';

export const bzip2: Compression = { name: 'bzip2', begins, chunks };

const BLOCK_MAGIC = [0x314159, 0x265359];
const END_MAGIC = [0x177245, 0x385090];
const HEADER_BYTES = 4;
/** No block is longer: 900,000 symbols of 20 bits, their selectors and tables. */
const MOST_BLOCK_BYTES = 2_400_000;
const BLOCK_STEP_BYTES = 100_000;
const OUTPUT_BYTES = 256 * 1024;

function begins(start: Buffer): boolean {
  if (!/^BZh[1-9]$/.test(start.toString('latin1', 0, HEADER_BYTES))) return false;
  const magic = [start.subarray(4, 10).readUIntBE(0, 3), start.subarray(4, 10).readUIntBE(3, 3)];
  return isMagic(magic, BLOCK_MAGIC) || isMagic(magic, END_MAGIC);
}

async function* chunks(feed: ByteFeed, _careful: boolean, fault: Fault): AsyncGenerator<Buffer> {
  for (;;) {
    const header = (await feed.peek(HEADER_BYTES)).toString('latin1', 0, HEADER_BYTES);
    if (header === '') return;
    if (!/^BZh[1-9]$/.test(header)) {
      return fault('corrupt-compression', 'after the bzip2 data comes something else');
    }
    await feed.drop(HEADER_BYTES);
    const links = new Uint32Array(Number(header[3]) * BLOCK_STEP_BYTES);
    try {
      yield* blocks(feed, links, fault);
    } catch (error) {
      if (error instanceof OutOfBits) return fault('truncated', 'the bzip2 stream ends early');
      if (error instanceof BadBlock) return fault('corrupt-compression', 'the bzip2 data is damaged');
      throw error;
    }
  }
}

async function* blocks(feed: ByteFeed, links: Uint32Array, fault: Fault): AsyncGenerator<Buffer> {
  let whole = 0;
  for (let skip = 0; ; ) {
    const bits = new BitReader(await feed.peek(MOST_BLOCK_BYTES), skip);
    const magic = [bits.read(24), bits.read(24)];
    const stated = bits.read(16) * 2 ** 16 + bits.read(16);
    if (isMagic(magic, END_MAGIC)) {
      await feed.drop(Math.ceil(bits.position() / 8));
      if (stated !== whole) fault('corrupt-compression', 'the bzip2 checksum does not fit the data');
      return;
    }
    if (!isMagic(magic, BLOCK_MAGIC)) throw new BadBlock('magic');
    const block = readBlock(bits, links);
    const position = bits.position();
    await feed.drop(Math.floor(position / 8));
    skip = position % 8;
    const sum = new BlockSum();
    yield* expand(block, sum);
    const found = sum.value();
    if (found !== stated) fault('corrupt-compression', 'the checksum of a bzip2 block does not fit the data');
    whole = (((whole << 1) | (whole >>> 31)) ^ found) >>> 0;
  }
}

/** Follows the links; after four equal bytes comes how often that byte is repeated. */
function* expand({ links, length, first }: Block, sum: BlockSum): Generator<Buffer> {
  let output = Buffer.allocUnsafeSlow(OUTPUT_BYTES);
  let at = 0;
  let link = (links[first] ?? 0) >>> 8;
  let last = -1;
  let equal = 0;
  for (let i = 0; i < length; i++) {
    const entry = links[link] ?? 0;
    const byte = entry & 0xff;
    link = entry >>> 8;
    let times = 1;
    if (equal === 4) {
      times = byte;
      equal = 0;
    } else if (byte === last) equal++;
    else {
      last = byte;
      equal = 1;
    }
    if (at + times > OUTPUT_BYTES) {
      yield finished(output, at, sum);
      output = Buffer.allocUnsafeSlow(OUTPUT_BYTES);
      at = 0;
    }
    if (times === 1) output[at++] = last;
    else {
      output.fill(last, at, at + times);
      at += times;
    }
  }
  if (at > 0) yield finished(output, at, sum);
}

function finished(output: Buffer, length: number, sum: BlockSum): Buffer {
  const chunk = output.subarray(0, length);
  sum.add(chunk);
  return chunk;
}

function isMagic(found: readonly number[], magic: readonly number[]): boolean {
  return found[0] === magic[0] && found[1] === magic[1];
}

/** CRC-32 with the highest bit first, unlike that of gzip and zip. */
class BlockSum {
  private crc = 0xffffffff;

  add(bytes: Buffer): void {
    let { crc } = this;
    for (let i = 0; i < bytes.length; i++) {
      crc = (crc << 8) ^ (SUMS[((crc >>> 24) ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
    }
    this.crc = crc;
  }

  value(): number {
    return ~this.crc >>> 0;
  }
}

const SUMS = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum;
});
