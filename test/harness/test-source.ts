/**
 * The suite every source passes with every one of its samples: whole, in odd chunks, compressed, truncated,
 * duplicated and with fields nobody has heard of. Each must give the expected events or a counted problem; never
 * a throw, never silence. What a sample gives when read whole is kept beside the samples, in `expected/`.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Source } from '../../src/contract/source.ts';
import { readHead } from '../../src/input/head.ts';
import { createReader, type Reader } from '../../src/input/read.ts';
import type { Event } from '../../src/model/event.ts';
import type { Problem } from '../../src/model/problem.ts';
import { bzip2Pack, zipPack, zstdPack } from './pack.ts';

const PACKINGS: [string, (bytes: Buffer) => Buffer][] = [
  ['gzip', gzipSync],
  ['zstd', zstdPack],
  ['bzip2', bzip2Pack],
  ['zip', (data) => zipPack([{ name: 'folder/log', data }])],
  ['gzip in zip', (data) => zipPack([{ name: 'log.gz', data: gzipSync(data), method: 'stored' }])],
];

/** What reading came to, in the shape of the kept expectation. */
export interface Outcome {
  readonly events: readonly Event[];
  readonly skipped: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

/** @param samples path of the folder; `expected/` lies beside it */
export function testSource(source: Source, samples: string): void {
  const names = readdirSync(samples).sort();
  const expected = join(dirname(samples), 'expected');
  const bytesOf = (name: string): Buffer => readFileSync(join(samples, name));

  describe(`${source.id}, sample by sample`, () => {
    test('has samples', () => {
      expect(names.length).toBeGreaterThan(0);
    });

    test.each(names)('%s gives what is expected of it', async (name) => {
      const outcome = readWhole(source, bytesOf(name));
      expect(weight(outcome)).toBeGreaterThan(0);
      await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(
        join(expected, `${name}.json`),
      );
    });

    test.each(names)('%s reads the same in odd chunks', (name) => {
      const bytes = bytesOf(name);
      const whole = readWhole(source, bytes);
      for (const size of [1, 7, 61, 1021]) {
        expect(readChunks(createReader([source]), chunksOf(bytes, size)), `chunks of ${size}`).toEqual(whole);
      }
    });

    test.each(names)('%s cut anywhere gives what is left or a problem', (name) => {
      const bytes = bytesOf(name);
      const whole = readWhole(source, bytes);
      for (const length of cuts(bytes.length)) {
        const outcome = readWhole(source, bytes.subarray(0, length));
        expect(weight(outcome), `cut at byte ${length}`).toBeGreaterThan(0);
        expect(outcome.events.length, `cut at byte ${length}`).toBeLessThanOrEqual(whole.events.length);
      }
    });

    test.each(names)('%s read twice by one reader gives the same twice', (name) => {
      const reader = createReader([source]);
      const bytes = bytesOf(name);
      const first = readChunks(reader, [bytes]);
      expect(readChunks(reader, [bytes])).toEqual(first);
    });

    test.each(names)('%s keeps its events when fields are added', (name) => {
      const grown = withUnknownFields(source, bytesOf(name));
      const outcome = readWhole(source, Buffer.from(grown));
      expect(outcome).toEqual(readWhole(source, bytesOf(name)));
    });
  });

  describe(`${source.id}, sample by sample, compressed`, () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'credtrail-samples-'));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    test.each(names)('%s reads the same compressed and in an archive', async (name) => {
      const bytes = bytesOf(name);
      const whole = readWhole(source, bytes);
      for (const [kind, pack] of PACKINGS) {
        const path = join(folder, `${name}.packed`);
        writeFileSync(path, pack(bytes));
        expect(await readPath(source, path), kind).toEqual(whole);
      }
    });

    test.each(names)('%s gzipped and cut short is a problem', async (name) => {
      const path = join(folder, `${name}.cut.gz`);
      const compressed = gzipSync(bytesOf(name));
      writeFileSync(path, compressed.subarray(0, Math.floor(compressed.length * 0.6)));
      expect((await readPath(source, path)).problems.length).toBeGreaterThan(0);
    });
  });
}

export function readWhole(source: Source, bytes: Buffer): Outcome {
  return readChunks(usedReader(source), [bytes]);
}

const USED = new WeakMap<Source, Reader>();

/** One reader for all that is asked of a source, as in a scan: what it learned from one file may not show in another. */
function usedReader(source: Source): Reader {
  const reader = USED.get(source) ?? createReader([source]);
  USED.set(source, reader);
  return reader;
}

function readChunks(reader: Reader, chunks: Iterable<Buffer>): Outcome {
  const gathered = gather();
  const { skipped } = reader.readBuffers(chunks, 'sample', 0, gathered.sink);
  return gathered.outcome(skipped);
}

async function readPath(source: Source, path: string): Promise<Outcome> {
  const gathered = gather();
  const { skipped } = await usedReader(source).readFile({ path, size: 0, baseline: false }, 0, gathered.sink);
  return gathered.outcome(skipped);
}

function gather() {
  const events: Event[] = [];
  const problems: string[] = [];
  return {
    sink: {
      event: (event: Event) => void events.push(event),
      problem: ({ place, code, message }: Problem) =>
        void problems.push(`${place} ${code}: ${message}`.trim()),
    },
    outcome: (skipped: Readonly<Record<string, number>>): Outcome => ({ events, skipped, problems }),
  };
}

/** How much came of a file: what comes to nothing at all has been passed over in silence. */
function weight({ events, skipped, problems }: Outcome): number {
  return events.length + problems.length + Object.values(skipped).reduce((sum, count) => sum + count, 0);
}

function* chunksOf(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Some forty places, spread so that they fall inside names, values and between records. */
function* cuts(length: number): Generator<number> {
  const step = Math.max(1, Math.floor(length / 41));
  for (let at = 1; at < length; at += step) yield at;
}

const UNKNOWN = { fieldOfTomorrow: [1, { __proto__x: 'x', nested: { deeply: null } }] };

function withUnknownFields(source: Source, bytes: Buffer): string {
  const text = bytes.toString();
  if (source.recognise(readHead(bytes)) === 'lines') return withUnknownWord(text);
  if (!/^\s*[[{]/.test(text)) return withUnknownColumn(text);
  try {
    return JSON.stringify(grown(JSON.parse(text)));
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => JSON.stringify(grown(JSON.parse(line)))).join('\n');
  }
}

function grown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(grown);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, grown(member)] as const);
  return { ...UNKNOWN, ...Object.fromEntries(members) };
}

/** Behind every line: in XML it stands between the elements. */
function withUnknownWord(text: string): string {
  return text.replace(/(?<=\S)$/gm, ' field_of_tomorrow="x"');
}

function withUnknownColumn(text: string): string {
  const [header = '', ...rows] = text.split('\n');
  return [`column_of_tomorrow,${header}`, ...rows.map((row) => (row === '' ? row : `"a, b",${row}`))].join(
    '\n',
  );
}
