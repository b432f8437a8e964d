/**
 * Address → autonomous system, compiled from half a million lines of CSV into one block of sorted numbers that is
 * read in milliseconds and searched by halving. The block is made and read on the same machine; one made on a
 * machine of the other byte order is refused, not misread.
 *
 * IPv6 is kept by its upper 64 bits: a /64 is one link and belongs to one holder.
 */

import type { Ip } from '../lib/ip.ts';

export interface AsnRow {
  readonly first: Ip;
  readonly last: Ip;
  readonly asn: number;
  readonly organisation: string;
}

export interface AsnTable {
  /** Version of the package it was compiled from. */
  readonly version: string;
  find(ip: Ip): { readonly asn: number; readonly organisation: string } | undefined;
}

/** Rows may come in any order; of overlapping IPv6 ranges the one that starts first keeps the shared /64. */
export function encodeAsnTable(rows: Iterable<AsnRow>, version: string): Uint8Array {
  const { v4, v6, systems } = collect(rows);
  const names = systems.map(({ organisation }) => Buffer.from(organisation));
  const offsets = [0];
  for (const name of names) offsets.push((offsets.at(-1) ?? 0) + name.length);
  const label = Buffer.from(version);
  const numbers = [
    [MAGIC, FORMAT, v4.length, v6.length, systems.length, offsets.at(-1) ?? 0, label.length],
    v4.map((range) => range.first),
    v4.map((range) => range.last),
    v4.map((range) => range.system),
    v6.map((range) => Number(range.first >> 32n)),
    v6.map((range) => Number(range.first & LOW_WORD)),
    v6.map((range) => Number(range.last >> 32n)),
    v6.map((range) => Number(range.last & LOW_WORD)),
    v6.map((range) => range.system),
    systems.map(({ asn }) => asn),
    offsets,
  ];
  const block = Uint32Array.from(numbers.flat());
  return Buffer.concat([Buffer.from(block.buffer), ...names, label]);
}

/** Undefined for a block of another format, byte order or length. */
export function decodeAsnTable(bytes: Uint8Array): AsnTable | undefined {
  if (bytes.length < HEADER_WORDS * 4) return undefined;
  // Views need an aligned start, which a slice of a larger buffer may not have.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  const header = new Uint32Array(aligned.buffer, aligned.byteOffset, HEADER_WORDS);
  const [magic, format, count4 = 0, count6 = 0, systems = 0, nameBytes = 0, labelBytes = 0] = header;
  if (magic !== MAGIC || format !== FORMAT) return undefined;
  const words = HEADER_WORDS + count4 * 3 + count6 * 5 + systems * 2 + 1;
  if (aligned.length !== words * 4 + nameBytes + labelBytes) return undefined;

  let at = HEADER_WORDS;
  const take = (count: number) => {
    const column = new Uint32Array(aligned.buffer, aligned.byteOffset + at * 4, count);
    at += count;
    return column;
  };
  const v4: Columns = { first: take(count4), last: take(count4), system: take(count4) };
  const v6: WideColumns = {
    first: { high: take(count6), low: take(count6) },
    last: { high: take(count6), low: take(count6) },
    system: take(count6),
  };
  const asns = take(systems);
  const offsets = take(systems + 1);
  const names = Buffer.from(aligned.buffer, aligned.byteOffset + words * 4, nameBytes + labelBytes);

  return {
    version: names.toString('utf8', nameBytes),
    find: (ip) => {
      const system = ip.version === 4 ? findV4(v4, ip.bits) : findV6(v6, ip.words[0], ip.words[1]);
      const asn = system === undefined ? undefined : asns[system];
      if (system === undefined || asn === undefined) return undefined;
      return { asn, organisation: names.toString('utf8', offsets[system], offsets[system + 1]) };
    },
  };
}

const MAGIC = 0x43_54_41_53;
const FORMAT = 1;
const HEADER_WORDS = 7;
const LOW_WORD = 0xffff_ffffn;

interface Columns {
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly system: Uint32Array;
}

interface Wide {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

interface WideColumns {
  readonly first: Wide;
  readonly last: Wide;
  readonly system: Uint32Array;
}

function collect(rows: Iterable<AsnRow>) {
  const v4: { first: number; last: number; system: number }[] = [];
  const v6: { first: bigint; last: bigint; system: number }[] = [];
  const systems: { asn: number; organisation: string }[] = [];
  const indexes = new Map<number, number>();
  for (const { first, last, asn, organisation } of rows) {
    const system = indexes.get(asn) ?? systems.push({ asn, organisation }) - 1;
    indexes.set(asn, system);
    if (first.version === 4 && last.version === 4) v4.push({ first: first.bits, last: last.bits, system });
    if (first.version === 6 && last.version === 6)
      v6.push({ first: upper(first), last: upper(last), system });
  }
  v4.sort((a, b) => a.first - b.first);
  v6.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return { v4, v6: apart(v6), systems };
}

function upper({ words }: Extract<Ip, { version: 6 }>): bigint {
  return (BigInt(words[0]) << 32n) | BigInt(words[1]);
}

/** Ranges that part within one /64 would overlap after rounding. */
function apart<Range extends { first: bigint; last: bigint }>(sorted: readonly Range[]): Range[] {
  const kept: Range[] = [];
  let end = -1n;
  for (const range of sorted) {
    const first = range.first > end ? range.first : end + 1n;
    if (first > range.last) continue;
    kept.push({ ...range, first });
    end = range.last;
  }
  return kept;
}

function findV4({ first, last, system }: Columns, bits: number): number | undefined {
  const at = lastWhere(first.length, (index) => (first[index] ?? 0) <= bits);
  return at >= 0 && bits <= (last[at] ?? -1) ? system[at] : undefined;
}

function findV6({ first, last, system }: WideColumns, high: number, low: number): number | undefined {
  const at = lastWhere(system.length, (index) => !isBefore(high, low, first, index));
  return at >= 0 && (isBefore(high, low, last, at) || isAt(high, low, last, at)) ? system[at] : undefined;
}

function isBefore(high: number, low: number, column: Wide, at: number): boolean {
  const other = column.high[at] ?? 0;
  return high === other ? low < (column.low[at] ?? 0) : high < other;
}

function isAt(high: number, low: number, column: Wide, at: number): boolean {
  return high === column.high[at] && low === column.low[at];
}

/** Greatest index for which `holds`, −1 for none; what holds must come first. */
function lastWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
