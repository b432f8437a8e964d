/**
 * Writes what the reader unpacks: the plainest zstd, bzip2 and zip that are still correct. The first two make nothing
 * smaller to speak of; files of the real programs lie in src/input/samples.
 */

import { crc32, deflateRawSync } from 'node:zlib';
import { XxHash64 } from '../../src/input/xx-hash.ts';

const ZSTD_BLOCK_BYTES = 128 * 1024;

/** One frame of stored blocks, with a checksum. */
export function zstdPack(data: Buffer): Buffer {
  const blocks: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x38])];
  for (let at = 0; ; at += ZSTD_BLOCK_BYTES) {
    const block = data.subarray(at, at + ZSTD_BLOCK_BYTES);
    const isLast = at + ZSTD_BLOCK_BYTES >= data.length;
    blocks.push(uint(3, block.length * 8 + (isLast ? 1 : 0)), block);
    if (isLast) break;
  }
  const hash = new XxHash64();
  hash.add(data);
  return Buffer.concat([...blocks, uint(4, hash.low())]);
}

const BZIP2_BLOCK_BYTES = 20_000;

/** Every symbol has a code of the same length. */
export function bzip2Pack(data: Buffer): Buffer {
  const bits = new BitWriter();
  for (const byte of Buffer.from('BZh9')) bits.write(8, byte);
  let whole = 0;
  for (let at = 0; at < data.length; at += BZIP2_BLOCK_BYTES) {
    const block = data.subarray(at, at + BZIP2_BLOCK_BYTES);
    const sum = bzip2Sum(block);
    whole = (((whole << 1) | (whole >>> 31)) ^ sum) >>> 0;
    for (const part of [0x314159, 0x265359]) bits.write(24, part);
    bits.write(16, sum >>> 16);
    bits.write(16, sum & 0xffff);
    writeBlock(bits, withRuns(block));
  }
  for (const part of [0x177245, 0x385090]) bits.write(24, part);
  bits.write(16, whole >>> 16);
  bits.write(16, whole & 0xffff);
  return bits.bytes();
}

function withRuns(data: Buffer): number[] {
  const text: number[] = [];
  for (let at = 0; at < data.length; ) {
    const byte = data[at] ?? 0;
    let run = 1;
    while (run < 259 && data[at + run] === byte) run++;
    text.push(...Array<number>(Math.min(run, 4)).fill(byte));
    if (run >= 4) text.push(run - 4);
    at += run;
  }
  return text;
}

function writeBlock(bits: BitWriter, text: readonly number[]): void {
  const { last, origin } = transformed(text);
  const used = [...new Set(text)].sort((a, b) => a - b);
  const symbols = toSymbols(last, used);
  bits.write(1, 0);
  bits.write(24, origin);
  writeUsed(bits, used);
  const count = Math.ceil(symbols.length / 50);
  bits.write(3, 2);
  bits.write(15, count);
  for (let i = 0; i < count; i++) bits.write(1, 0);
  const length = Math.ceil(Math.log2(used.length + 2));
  for (let table = 0; table < 2; table++) {
    bits.write(5, length);
    for (let symbol = 0; symbol < used.length + 2; symbol++) bits.write(1, 0);
  }
  for (const symbol of symbols) bits.write(length, symbol);
}

/** Burrows–Wheeler: the last column of the sorted rotations. */
function transformed(text: readonly number[]): { last: number[]; origin: number } {
  const twice = Buffer.from([...text, ...text]);
  const rotation = (at: number): Buffer => twice.subarray(at, at + text.length);
  const order = text.map((_, at) => at).sort((a, b) => rotation(a).compare(rotation(b)) || a - b);
  return {
    last: order.map((at) => twice[at + text.length - 1] ?? 0),
    origin: order.indexOf(0),
  };
}

/** Move-to-front, with runs of the front in the two digits of bzip2, and the end. */
function toSymbols(last: readonly number[], used: readonly number[]): number[] {
  const recent = [...used];
  const symbols: number[] = [];
  let zeros = 0;
  const flush = (): void => {
    for (; zeros > 0; zeros = (zeros - 1) >> 1) symbols.push((zeros - 1) & 1);
  };
  for (const byte of last) {
    const place = recent.indexOf(byte);
    if (place === 0) {
      zeros++;
      continue;
    }
    flush();
    recent.splice(place, 1);
    recent.unshift(byte);
    symbols.push(place + 1);
  }
  flush();
  return [...symbols, used.length + 1];
}

function writeUsed(bits: BitWriter, used: readonly number[]): void {
  const groups = [...Array(16).keys()];
  const has = (group: number): boolean => used.some((byte) => byte >> 4 === group);
  for (const group of groups) bits.write(1, has(group) ? 1 : 0);
  for (const group of groups.filter(has)) {
    for (const low of groups) bits.write(1, used.includes(group * 16 + low) ? 1 : 0);
  }
}

function bzip2Sum(data: Buffer): number {
  let sum = -1;
  for (const byte of data) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return ~sum >>> 0;
}

class BitWriter {
  private readonly written: number[] = [];
  private held = 0;
  private heldBits = 0;

  write(count: number, value: number): void {
    for (let bit = count - 1; bit >= 0; bit--) {
      this.held = this.held * 2 + ((value >>> bit) & 1);
      if (++this.heldBits < 8) continue;
      this.written.push(this.held);
      this.held = 0;
      this.heldBits = 0;
    }
  }

  bytes(): Buffer {
    const rest = this.heldBits === 0 ? [] : [this.held << (8 - this.heldBits)];
    return Buffer.from([...this.written, ...rest]);
  }
}

export interface ZipMember {
  readonly name: string;
  readonly data: Buffer;
  readonly method?: 'stored' | 'deflated' | number;
  /** Sizes and checksum stand behind the data, as in an archive written to a pipe. */
  readonly piped?: 'signed' | 'unsigned';
  readonly encrypted?: boolean;
}

export function zipPack(members: readonly ZipMember[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const entry = zipEntry(member);
    directory.push(directoryEntry(member, offset));
    parts.push(entry);
    offset += entry.length;
  }
  const listed = Buffer.concat(directory);
  const counts = [uint(2, 0), uint(2, 0), uint(2, members.length), uint(2, members.length)];
  const end = [uint(4, 0x06054b50), ...counts, uint(4, listed.length), uint(4, offset), uint(2, 0)];
  return Buffer.concat([...parts, listed, ...end]);
}

function zipEntry(member: ZipMember): Buffer {
  const { data, piped } = member;
  const packed = packedOf(member);
  const sums = [uint(4, crc32(data)), uint(4, packed.length), uint(4, data.length)];
  const name = Buffer.from(member.name);
  return Buffer.concat([
    uint(4, 0x04034b50),
    ...headOf(member),
    ...(piped === undefined ? sums : [Buffer.alloc(12)]),
    uint(2, name.length),
    uint(2, 0),
    name,
    packed,
    ...(piped === 'signed' ? [uint(4, 0x08074b50)] : []),
    ...(piped === undefined ? [] : sums),
  ]);
}

function directoryEntry(member: ZipMember, offset: number): Buffer {
  const { data } = member;
  const name = Buffer.from(member.name);
  return Buffer.concat([
    uint(4, 0x02014b50),
    uint(2, 20),
    ...headOf(member),
    uint(4, crc32(data)),
    uint(4, packedOf(member).length),
    uint(4, data.length),
    uint(2, name.length),
    Buffer.alloc(12),
    uint(4, offset),
    name,
  ]);
}

/** Version, flags, method, time and date. */
function headOf({ method, piped, encrypted }: ZipMember): Buffer[] {
  const flags = (encrypted === true ? 1 : 0) + (piped === undefined ? 0 : 8) + 0x800;
  const number = method === 'stored' ? 0 : typeof method === 'number' ? method : 8;
  return [uint(2, 20), uint(2, flags), uint(2, number), uint(2, 0), uint(2, 33)];
}

/** A method given by its number takes the data as packed already. */
function packedOf({ data, method }: ZipMember): Buffer {
  return method === undefined || method === 'deflated' ? deflateRawSync(data) : data;
}

function uint(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
