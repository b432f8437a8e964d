import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, ids, readPath } from '../../test/harness/fake-source.ts';
import { zipPack } from '../../test/harness/pack.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { parquetLines } from './parquet.ts';
import { inTemporaryFile } from './temporary-file.ts';

const ROWS = 5000;
const numbers = Array.from({ length: ROWS }, (_, i) => String(i));

let folder = '';
let parquet = Buffer.alloc(0);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'credtrail-parquet-'));
  const path = join(folder, 'written.parquet');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT i::VARCHAR AS id, i::BIGINT AS "when", {name: 'ann', tags: [{k: 'v'}]} AS who, MAP {'a.b': 'c'} AS unmapped,
      NULL::VARCHAR AS nothing, 'x' || i AS whole_row_of, TIMESTAMP '2025-01-01 00:00:00' AS at
    FROM range(${ROWS}) numbers(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
  instance.closeSync();
  parquet = readFileSync(path);
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('a Parquet file', () => {
  test.each([
    ['as it is', 'log.bin', (bytes: Buffer) => bytes],
    ['of a name that looks like a pattern', "log[1]*'.parquet", (bytes: Buffer) => bytes],
    ['of a name with a quote', "it's.parquet", (bytes: Buffer) => bytes],
    ['compressed once more', 'log.gz', (bytes: Buffer) => gzipSync(bytes)],
    ['in an archive', 'log.zip', (bytes: Buffer) => zipPack([{ name: 'a.parquet', data: bytes }])],
  ])('%s gives a record for every row', async (_name, file, pack) => {
    const bytes = pack(parquet);
    const outcome = await readPath(put(file, bytes));
    expect(outcome.problems).toEqual([]);
    expect(ids(outcome)).toEqual(numbers);
    expect(outcome.events[1]?.details['who']).toBe('{"name":"ann","tags":[{"k":"v"}]}');
    expect(outcome.report.records).toBe(ROWS);
  });

  test('in a folder named like a partition has no columns but its own', async () => {
    const outcome = await readPath(put('id=7.parquet', parquet));
    expect(ids(outcome).slice(0, 3)).toEqual(['0', '1', '2']);
    expect(outcome.report.bytes).toBe(parquet.length);
  });

  test('cut short is one problem', async () => {
    const outcome = await readPath(put('cut.parquet', parquet.subarray(0, parquet.length >> 1)));
    expect(codes(outcome)).toEqual(['truncated']);
    expect(outcome.problems[0]?.message).not.toContain(folder);
  });

  test('damaged gives what came before and a problem', async () => {
    for (let at = 100; at < parquet.length - 100; at += Math.floor(parquet.length / 12)) {
      const bad = Buffer.from(parquet);
      bad.fill(0xa5, at, at + 60);
      const outcome = await readPath(put('bad.parquet', bad));
      expect(outcome.problems.length + outcome.events.length).toBeGreaterThan(0);
    }
  });

  test('larger than the limits is left there', async () => {
    const limits = { ...DEFAULT_LIMITS, maxDecompressedBytes: 300_000 };
    expect(codes(await readPath(put('large.parquet', parquet), limits))).toEqual(['decompression-limit']);
  });

  test('is a problem where DuckDB is not installed', async () => {
    const faults: string[] = [];
    const missing = (): Promise<never> => Promise.reject(new Error('not found'));
    for await (const _ of parquetLines(
      'log.parquet',
      (code, message) => faults.push(`${code}: ${message}`),
      missing,
    ));
    expect(faults).toEqual([
      'unreadable: reading Parquet needs the optional package @duckdb/node-api, which is not installed',
    ]);
  });
});

test('a temporary file is gone when its reader is done, or leaves off', async () => {
  const paths: string[] = [];
  async function* twice(path: string): AsyncGenerator<Buffer> {
    paths.push(path);
    yield readFileSync(path);
    yield readFileSync(path);
  }
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from('a');
    yield Buffer.from('b');
  }
  for await (const chunk of inTemporaryFile(bytes(), twice)) expect(chunk.toString()).toBe('ab');
  for await (const _ of inTemporaryFile(bytes(), twice)) break;
  expect(paths.map((path) => existsSync(path))).toEqual([false, false]);
});
