/**
 * Parquet through DuckDB: every row becomes a line of JSON, so that sources need not know it. DuckDB is loaded when the
 * first such file is met, may be missing, and sees nothing but that file.
 */

import { reasonOf } from '../lib/reason.ts';
import { excerpt } from '../lib/text.ts';
import type { ProblemCode } from '../model/problem.ts';
import type { Fault } from './compression.ts';

const MAGIC = Buffer.from('PAR1');
const OPTIONS = {
  threads: '1',
  memory_limit: '1GB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  temp_directory: '',
};
/** Characters of JSON handed on at once. */
const PIECE_LENGTH = 1024 * 1024;

export function isParquet(start: Buffer): boolean {
  return start.subarray(0, MAGIC.length).equals(MAGIC);
}

/** Whether DuckDB would take the path for that of one file. */
export function isPlainPath(path: string): boolean {
  return !/[*?[\]{}]/.test(path);
}

const loadDuckDb = () => import('@duckdb/node-api');

/** @param path of a file, and plain */
export async function* parquetLines(
  path: string,
  fault: Fault,
  load: typeof loadDuckDb = loadDuckDb,
): AsyncGenerator<Buffer> {
  const duckdb = await load().catch(() => undefined);
  if (duckdb === undefined) {
    fault(
      'unreadable',
      'reading Parquet needs the optional package @duckdb/node-api, which is not installed',
    );
    return;
  }
  const instance = await duckdb.DuckDBInstance.create(':memory:', OPTIONS);
  try {
    const connection = await instance.connect();
    const file = `'${path.replaceAll("'", "''")}'`;
    await connection.run(`SET allowed_paths = [${file}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    const rows = await connection.stream(
      `SELECT to_json(whole_row)::VARCHAR FROM read_parquet(${file}, hive_partitioning = false) AS whole_row`,
    );
    for (let chunk = await rows.fetchChunk(); chunk !== null; chunk = await rows.fetchChunk()) {
      if (chunk.rowCount === 0) break;
      yield* pieces(chunk.getColumnValues(0));
    }
  } catch (error) {
    const message = reasonOf(error);
    fault(codeOf(message), `the Parquet file cannot be read: ${excerpt(plainReason(message, path), 160)}`);
  } finally {
    instance.closeSync();
  }
}

function* pieces(rows: readonly unknown[]): Generator<Buffer> {
  let text = '';
  for (const row of rows) {
    text += `${row}\n`;
    if (text.length < PIECE_LENGTH) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** A Parquet file says at its end what is where: one cut short cannot be read at all. */
function codeOf(message: string): ProblemCode {
  if (message.startsWith('Out of Memory')) return 'decompression-limit';
  return /No magic bytes found at end/.test(message) ? 'truncated' : 'corrupt-compression';
}

function plainReason(message: string, path: string): string {
  const [first = ''] = message.split('\n');
  return first.replaceAll(path, 'it').replace(/^[A-Z][\w ]* Error: /, '');
}
