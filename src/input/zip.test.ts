import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, ids, type Outcome, readPath } from '../../test/harness/fake-source.ts';
import { bzip2Pack, type ZipMember, zipPack, zstdPack } from '../../test/harness/pack.ts';
import { ByteFeed } from './byte-feed.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { zipEntries } from './zip.ts';

const line = (id: number | string): Buffer => Buffer.from(`{"id":"${id}","when":1}\n`);
const many = (count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, i) => line((i * 7919) % 100_003)));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credtrail-zip-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function readBytes(bytes: Buffer, limits?: Limits): Promise<Outcome> {
  const path = join(folder, 'log.bin');
  writeFileSync(path, bytes);
  return readPath(path, limits);
}

async function unpack(bytes: Buffer, chunkBytes: number) {
  const pieces = function* (): Generator<Buffer> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  };
  const faults: string[] = [];
  const entries: { name: string; data: Buffer }[] = [];
  const fault = (code: string): void => void faults.push(code);
  for await (const entry of zipEntries(new ByteFeed(pieces()), () => true, fault)) {
    const out: Buffer[] = [];
    for await (const chunk of entry.chunks()) out.push(chunk);
    entries.push({ name: entry.name, data: Buffer.concat(out) });
  }
  return { entries, faults };
}

const WRITTEN: [string, Omit<ZipMember, 'name' | 'data'>][] = [
  ['deflated', {}],
  ['stored', { method: 'stored' }],
  ['deflated to a pipe', { piped: 'signed' }],
  ['deflated to a pipe, without a signature', { piped: 'unsigned' }],
  ['stored to a pipe', { method: 'stored', piped: 'signed' }],
];

test.each(WRITTEN)('entries %s are read one after another', async (_name, how) => {
  const outcome = await readBytes(
    zipPack([
      { name: 'one.json', data: line(1), ...how },
      { name: 'logs/', data: Buffer.alloc(0), method: 'stored' },
      { name: 'logs/two.json', data: Buffer.concat([line(2), line(3)]), ...how },
      { name: 'logs/three.json.gz', data: gzipSync(line(4)), ...how },
    ]),
  );
  expect(outcome.problems).toEqual([]);
  expect(ids(outcome)).toEqual(['1', '2', '3', '4']);
  expect(outcome.report).toMatchObject({ inputs: 3, records: 4, unrecognised: 0 });
});

test.each([
  ['bzip2', 12, bzip2Pack(line(1))],
  ['zstd', 93, zstdPack(line(1))],
])('entries packed by %s are read', async (_name, method, data) => {
  // The sum that is stated is that of the packed bytes, which these archives do not know better.
  const outcome = await readBytes(zipPack([{ name: 'a', data, method }]));
  expect(ids(outcome)).toEqual(['1']);
  expect(codes(outcome)).toEqual(['corrupt-compression']);
});

test('any entries come back, whatever the size of the chunks', async () => {
  const member = fc.record({
    name: fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'b', 'é', '.') }),
    data: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    how: fc.constantFrom(...WRITTEN.map(([, how]) => how)),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(member, { maxLength: 5 }),
      fc.integer({ min: 1, max: 60 }),
      async (all, size) => {
        const members = all.map(({ name, data, how }) => ({ name, data, ...how }));
        const { entries, faults } = await unpack(zipPack(members), size);
        expect(faults).toEqual([]);
        expect(entries).toEqual(members.map(({ name, data }) => ({ name, data })));
      },
    ),
  );
});

test('whatever is changed in an archive, it ends, and nothing is thrown', async () => {
  const members = WRITTEN.map(([name, how]) => ({ name, data: line(name), ...how }));
  const bytes = zipPack(members);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
      const bad = Buffer.from(cut ? bytes.subarray(0, at) : bytes);
      if (!cut) bad[at] = byte;
      const { entries, faults } = await unpack(bad, 50);
      expect(entries.length + faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});

describe('an entry that cannot be read costs itself', () => {
  const good = { name: 'good.json', data: line(2) };
  test.each<[string, ZipMember, string, string]>([
    ['encrypted', { name: 'bad', data: line(1), encrypted: true }, 'unreadable', 'is encrypted'],
    ['packed by LZMA', { name: 'bad', data: line(1), method: 14 }, 'unreadable', 'by method 14'],
    [
      'encrypted to a pipe',
      { name: 'bad', data: line(1), encrypted: true, piped: 'signed' },
      'unreadable',
      'is encrypted',
    ],
    ['empty', { name: 'bad', data: Buffer.alloc(0) }, 'empty', 'holds nothing'],
    ['no log', { name: 'bad', data: Buffer.from('prose') }, 'unrecognised', 'text of another kind'],
  ])('%s', async (_name, bad, code, message) => {
    const outcome = await readBytes(zipPack([{ name: 'first', data: line(1) }, bad, good]));
    expect(ids(outcome)).toEqual(['1', '2']);
    expect(outcome.problems).toHaveLength(1);
    expect(outcome.problems[0]).toMatchObject({ code, file: `${join(folder, 'log.bin')}!bad` });
    expect(outcome.problems[0]?.message).toContain(message);
    expect(outcome.report).toMatchObject({ source: 'fake', unrecognised: 1 });
  });

  test('damaged', async () => {
    const bytes = zipPack([{ name: 'bad', data: many(4000) }, good]);
    bytes.fill(0xff, 9_000, 9_040);
    const outcome = await readBytes(bytes);
    expect(codes(outcome)).toContain('corrupt-compression');
    expect(outcome.events.length).toBeGreaterThan(500);
    expect(outcome.events.at(-1)?.uid).toBe('2');
  });

  test('of a sum that does not fit', async () => {
    const bytes = zipPack([{ name: 'bad', data: line(1) }, good]);
    bytes.writeUInt32LE(7, 14);
    const outcome = await readBytes(bytes);
    expect(codes(outcome)).toEqual(['corrupt-compression']);
    expect(ids(outcome)).toEqual(['1', '2']);
  });
});

test('of an archive cut short everything before the cut is used', async () => {
  const bytes = zipPack(Array.from({ length: 20 }, (_, i) => ({ name: `${i}.json`, data: many(100) })));
  for (const share of [0.2, 0.5, 0.85]) {
    const outcome = await readBytes(bytes.subarray(0, Math.floor(bytes.length * share)));
    expect(codes(outcome)).toEqual(['truncated']);
    expect(outcome.events.length).toBeGreaterThan(2000 * (share - 0.1));
  }
});

test('bytes between the entries are passed over with one problem', async () => {
  const archive = (id: number): Buffer => zipPack([{ name: `${id}`, data: line(id) }]);
  const first = archive(1);
  const outcome = await readBytes(
    Buffer.concat([
      first.subarray(0, first.indexOf('PK\x01\x02')),
      Buffer.from('PK? no, PPK\x03 neither'),
      archive(2),
    ]),
  );
  expect(ids(outcome)).toEqual(['1', '2']);
  expect(codes(outcome)).toEqual(['corrupt-compression']);
  expect(outcome.report.unrecognised).toBe(0);
});

test('an archive without files is empty', async () => {
  const outcome = await readBytes(zipPack([]));
  expect(codes(outcome)).toEqual(['empty']);
  expect(outcome.report).toMatchObject({ unrecognised: 1, records: 0 });
});

test('an archive that expands beyond the limits is left there', async () => {
  const spaces = Buffer.concat([line(1), Buffer.alloc(4 << 20, ' ')]);
  const bytes = zipPack(Array.from({ length: 9 }, (_, i) => ({ name: `${i}`, data: spaces })));
  const limits = { ...DEFAULT_LIMITS, expansionFloorBytes: 10 << 20, maxExpansion: 50 };
  const outcome = await readBytes(bytes, limits);
  expect(codes(outcome)).toEqual(['decompression-limit']);
  expect(outcome.report.decompressedBytes).toBeLessThan(13 << 20);
});

test('of thousands of broken entries some problems are kept and all are counted', async () => {
  const members = Array.from({ length: 3000 }, (_, i) => ({ name: `${i}`, data: Buffer.from('prose') }));
  const outcome = await readBytes(zipPack(members), { ...DEFAULT_LIMITS, maxProblemsKept: 5 });
  expect(outcome.problems).toHaveLength(50);
  expect(outcome.report).toMatchObject({ problems: 3000, unrecognised: 3000 });
});
