import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, ids, type Outcome, readPath } from '../../test/harness/fake-source.ts';
import { bzip2Pack, zipPack, zstdPack } from '../../test/harness/pack.ts';
import { ByteFeed } from './byte-feed.ts';
import { bzip2 } from './bzip2.ts';
import type { Compression } from './compression.ts';
import { gzip } from './gzip.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { zstd } from './zstd.ts';

const samples = join(import.meta.dirname, 'samples');
const sample = (name: string): Buffer => readFileSync(join(samples, name));
const lines = (from: number, to: number): Buffer =>
  Buffer.from(
    Array.from({ length: to - from }, (_, i) => `{"id":"${from + i}","when":${from + i}}\n`).join(''),
  );

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credtrail-compression-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function readBytes(bytes: Buffer, limits?: Limits): Promise<Outcome> {
  const path = join(folder, 'log.bin');
  writeFileSync(path, bytes);
  return readPath(path, limits);
}

async function unpack(compression: Compression, bytes: Buffer, chunkBytes: number) {
  const pieces = function* (): Generator<Buffer> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  };
  const faults: string[] = [];
  const out: Buffer[] = [];
  const fault = (code: string): void => void faults.push(code);
  for await (const chunk of compression.chunks(new ByteFeed(pieces()), false, fault)) out.push(chunk);
  return { data: Buffer.concat(out), faults };
}

describe('files of the real programs', () => {
  test.each([
    ['zstd at its usual level', 'lines.zst'],
    ['zstd at its strongest level, without a checksum', 'lines-19.zst'],
    ['bzip2', 'lines.bz2'],
    ['zip with sizes of 64 bits', 'zip64.zip'],
  ])('%s', async (_name, file) => {
    const outcome = await readPath(join(samples, file));
    expect(outcome.problems).toEqual([]);
    expect(ids(outcome)).toEqual([...Array(2000).keys()].map(String));
    expect(outcome.report.decompressedBytes).toBe(91_780);
  });

  test('zip of a folder, with a gzip file in it', async () => {
    const outcome = await readPath(join(samples, 'lines.zip'));
    expect(outcome.problems).toEqual([]);
    expect(outcome.report).toMatchObject({ source: 'fake', inputs: 2, events: 2003, unrecognised: 0 });
    expect(outcome.events.map(({ place }) => place.record)).toEqual(
      Array.from({ length: 2003 }, (_, i) => i + 1),
    );
  });
});

const KINDS: [string, Compression, (data: Buffer) => Buffer][] = [
  ['gzip', gzip, gzipSync],
  ['zstd', zstd, zstdPack],
  ['bzip2', bzip2, bzip2Pack],
];

describe.each(KINDS)('%s', (_name, compression, pack) => {
  test('any data come back, whatever the size of the chunks', async () => {
    const data = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.tuple(fc.nat(3), fc.nat(700)), { maxLength: 6 }).map(runs),
    );
    await fc.assert(
      fc.asyncProperty(data, fc.integer({ min: 1, max: 50 }), async (bytes, chunkBytes) => {
        const out = await unpack(compression, pack(Buffer.from(bytes)), chunkBytes);
        expect(out.faults).toEqual([]);
        expect(out.data.equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  test('damaged anywhere it ends, and says so unless the data are right', async () => {
    const data = lines(0, 60);
    const packed = pack(data);
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bad = Buffer.from(packed);
        bad[at] = (bad[at] ?? 0) ^ flip;
        const out = await unpack(compression, bad, 64);
        if (out.faults.length === 0) expect(out.data.equals(data)).toBe(true);
      }),
    );
  });

  test('cut anywhere it gives a beginning of the data and one problem', async () => {
    const data = lines(0, 60);
    const packed = pack(data);
    for (let cut = 12; cut < packed.length; cut += 7) {
      const out = await unpack(compression, packed.subarray(0, cut), 64);
      expect(out.faults).toEqual(['truncated']);
      expect(data.subarray(0, out.data.length).equals(out.data)).toBe(true);
    }
  });

  test('several streams one after another are read as one', async () => {
    const outcome = await readBytes(Buffer.concat([pack(lines(0, 300)), pack(lines(300, 700))]));
    expect(outcome.problems).toEqual([]);
    expect(outcome.events).toHaveLength(700);
  });

  test('with foreign bytes behind it everything is used', async () => {
    const outcome = await readBytes(
      Buffer.concat([pack(lines(0, 300)), Buffer.from('garbage and more of it')]),
    );
    expect(codes(outcome)).toEqual(['corrupt-compression']);
    expect(outcome.events).toHaveLength(300);
  });

  test('inside another compression is read', async () => {
    const outcome = await readBytes(gzipSync(pack(lines(0, 300))));
    expect(outcome.problems).toEqual([]);
    expect(outcome.events).toHaveLength(300);
  });

  test('holding nothing is empty', async () => {
    expect(codes(await readBytes(pack(Buffer.alloc(0))))).toEqual(['empty']);
  });
});

function runs(parts: readonly (readonly [number, number])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap(([byte, length]) => Array<number>(length).fill(byte)));
}

describe('zstd', () => {
  const skippable = Buffer.from('5a2a4d1803000000616263', 'hex');

  test('skippable frames are passed over', async () => {
    const outcome = await readBytes(
      Buffer.concat([skippable, zstdPack(lines(0, 5)), skippable, zstdPack(lines(5, 9))]),
    );
    expect(outcome.problems).toEqual([]);
    expect(outcome.events).toHaveLength(9);
  });

  test.each([
    ['a window of gigabytes', '28b52ffd00a001000061', 'look back'],
    ['a dictionary', '28b52ffd210107090000616263', 'dictionary'],
    ['a reserved kind of block', '28b52ffd0038070000', 'damaged'],
  ])('%s is refused', async (_name, hex, message) => {
    const { problems, events } = await readBytes(Buffer.from(hex, 'hex'));
    expect(events).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'corrupt-compression' });
    expect(problems[0]?.message).toContain(message);
  });
});

test.each([
  ['zstd', 'lines.zst'],
  ['bzip2', 'lines.bz2'],
  ['zip', 'zip64.zip'],
])('%s that expands beyond the limits is left there', async (_name, file) => {
  const ratio = { ...DEFAULT_LIMITS, expansionFloorBytes: 1024, maxExpansion: 5 };
  const size = { ...DEFAULT_LIMITS, maxDecompressedBytes: 4096 };
  for (const limits of [ratio, size]) {
    expect(codes(await readPath(join(samples, file), limits))).toEqual(['decompression-limit']);
  }
});

test.each([
  ['zstd', 'lines-19.zst', 0],
  ['bzip2', 'lines.bz2', 0],
  ['zip', 'zip64.zip', 500],
])('of a %s file cut short everything before the cut is used', async (_name, file, events) => {
  const bytes = sample(file);
  const outcome = await readBytes(bytes.subarray(0, Math.floor(bytes.length * 0.7)));
  expect(codes(outcome)).toEqual(['truncated']);
  expect(outcome.events.length).toBeGreaterThanOrEqual(events);
});

test('more layers than any log has are not taken off', async () => {
  let bytes = lines(0, 3);
  for (let layer = 0; layer < 6; layer++) bytes = gzipSync(bytes);
  expect(codes(await readBytes(bytes))).toEqual(['unrecognised']);
});

test('an archive in an archive is read, and named so', async () => {
  const inner = zipPack([{ name: 'b.json', data: Buffer.from('oops') }]);
  const { problems } = await readBytes(zipPack([{ name: 'a.zip', data: inner, method: 'stored' }]));
  expect(problems.map(({ file }) => file)).toEqual([`${join(folder, 'log.bin')}!a.zip!b.json`]);
});
