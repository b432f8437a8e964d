/**
 * One block of bzip2: Huffman codes, move-to-front and the Burrows–Wheeler transform undone. Works on a block whose
 * bytes are all in memory; where blocks begin and end, and what their checksums are, is the stream's business.
 */

import type { BitReader } from './bit-reader.ts';

/** The data cannot have been written by bzip2. */
export class BadBlock extends Error {}

const MOST_CODE_BITS = 20;
const SYMBOLS_PER_SELECTOR = 50;
const RUN_A = 0;
const RUN_B = 1;

/** What the transform was applied to, as links to be followed from `first`: a byte, and the next link above it. */
export interface Block {
  readonly links: Uint32Array;
  readonly length: number;
  readonly first: number;
}

/** Reads a block behind its magic and checksum. `links` is room for as many bytes as a block of the stream may have. */
export function readBlock(bits: BitReader, links: Uint32Array): Block {
  if (bits.read(1) !== 0) throw new BadBlock('randomised');
  const first = bits.read(24);
  const used = readUsedBytes(bits);
  const codes = readCodes(bits, used.length + 2);
  const counts = new Uint32Array(256);
  const length = readSymbols(bits, codes, used, links, counts);
  if (first >= length) throw new BadBlock('origin');
  link(links, length, counts);
  return { links, length, first };
}

/** The bytes that occur, as a map of maps. */
function readUsedBytes(bits: BitReader): Uint8Array {
  const groups = bits.read(16);
  const used: number[] = [];
  for (let high = 0; high < 16; high++) {
    if ((groups & (0x8000 >> high)) === 0) continue;
    const members = bits.read(16);
    for (let low = 0; low < 16; low++) if ((members & (0x8000 >> low)) !== 0) used.push(high * 16 + low);
  }
  if (used.length === 0) throw new BadBlock('no bytes');
  return Uint8Array.from(used);
}

interface Codes {
  readonly selectors: Uint8Array;
  readonly tables: readonly CodeTable[];
}

function readCodes(bits: BitReader, symbols: number): Codes {
  const groups = bits.read(3);
  const count = bits.read(15);
  if (groups < 2 || groups > 6 || count === 0) throw new BadBlock('tables');
  const order = [...Array(groups).keys()];
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= groups) throw new BadBlock('selector');
    const [chosen = 0] = order.splice(place, 1);
    order.unshift(chosen);
    selectors[i] = chosen;
  }
  const tables = Array.from({ length: groups }, () => codeTable(readLengths(bits, symbols)));
  return { selectors, tables };
}

function readLengths(bits: BitReader, symbols: number): Uint8Array {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > MOST_CODE_BITS) throw new BadBlock('code length');
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return lengths;
}

/** Canonical codes: those of one length follow each other, so the largest of each length tells where a code ends. */
interface CodeTable {
  readonly shortest: number;
  /** By length: the largest code, and what to take from a code for its place in `symbols`. */
  readonly largest: Int32Array;
  readonly offset: Int32Array;
  readonly symbols: Uint16Array;
}

function codeTable(lengths: Uint8Array): CodeTable {
  const shortest = Math.min(...lengths);
  const largest = new Int32Array(MOST_CODE_BITS + 1).fill(-1);
  const offset = new Int32Array(MOST_CODE_BITS + 1);
  const symbols = new Uint16Array(lengths.length);
  let code = 0;
  let place = 0;
  for (let length = shortest; length <= MOST_CODE_BITS; length++) {
    offset[length] = code - place;
    for (const [symbol, own] of lengths.entries()) if (own === length) symbols[place++] = symbol;
    code = place + (offset[length] ?? 0);
    largest[length] = code - 1;
    code *= 2;
  }
  return { shortest, largest, offset, symbols };
}

function readSymbol(bits: BitReader, { shortest, largest, offset, symbols }: CodeTable): number {
  let code = bits.read(shortest);
  for (let length = shortest; length <= MOST_CODE_BITS; length++) {
    if (code <= (largest[length] ?? -1)) {
      const symbol = symbols[code - (offset[length] ?? 0)];
      if (symbol === undefined) break;
      return symbol;
    }
    code = code * 2 + bits.read(1);
  }
  throw new BadBlock('code');
}

/** Undoes Huffman, run-length and move-to-front coding; bytes go to the low bits of `links`, `counts` tallies them. */
function readSymbols(
  bits: BitReader,
  { selectors, tables }: Codes,
  used: Uint8Array,
  links: Uint32Array,
  counts: Uint32Array,
): number {
  const end = used.length + 1;
  const recent = Uint8Array.from(used);
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let group = 0; group < selectors.length; group++) {
    const table = tables[selectors[group] ?? 0];
    if (table === undefined) throw new BadBlock('selector');
    for (let i = 0; i < SYMBOLS_PER_SELECTOR; i++) {
      const symbol = readSymbol(bits, table);
      if (symbol === RUN_A || symbol === RUN_B) {
        run += weight << symbol;
        weight *= 2;
        if (run > links.length) throw new BadBlock('run');
        continue;
      }
      if (run > 0) {
        length = repeat(recent[0] ?? 0, run, length, links, counts);
        run = 0;
        weight = 1;
      }
      if (symbol === end) return length;
      const byte = recent[symbol - 1] ?? 0;
      recent.copyWithin(1, 0, symbol - 1);
      recent[0] = byte;
      length = repeat(byte, 1, length, links, counts);
    }
  }
  throw new BadBlock('no end');
}

function repeat(byte: number, times: number, at: number, links: Uint32Array, counts: Uint32Array): number {
  if (at + times > links.length) throw new BadBlock('too long');
  links.fill(byte, at, at + times);
  counts[byte] = (counts[byte] ?? 0) + times;
  return at + times;
}

/** Links every byte to the one that follows it in the text. */
function link(links: Uint32Array, length: number, counts: Uint32Array): void {
  const next = new Uint32Array(256);
  for (let byte = 1; byte < 256; byte++) next[byte] = (next[byte - 1] ?? 0) + (counts[byte - 1] ?? 0);
  for (let i = 0; i < length; i++) {
    const byte = (links[i] ?? 0) & 0xff;
    const place = next[byte] ?? 0;
    next[byte] = place + 1;
    links[place] = ((links[place] ?? 0) & 0xff) | (i << 8);
  }
}
