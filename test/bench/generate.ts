/**
 * Makes the benchmark's logs: the simulated organisation at the size of some four hundred people, with data events,
 * until there are enough records. Kept in the temporary folder between runs; a changed simulator makes new ones.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DeliveredFile } from '../../src/simulate/delivery.ts';
import { deliver } from '../../src/simulate/delivery.ts';
import { EXAMPLE } from '../../src/simulate/example.ts';
import type { Simulation } from '../../src/simulate/simulate.ts';
import { simulate } from '../../src/simulate/simulate.ts';

export interface BenchLogs {
  readonly folder: string;
  readonly records: number;
  readonly files: number;
  /** Of JSON. */
  readonly bytes: number;
  readonly compressedBytes: number;
  readonly days: number;
}

const RECORDS_PER_FILE = 3000;
const compress = promisify(gzip);

/** Logs of exactly `records` records, from the cache if they are there. */
export async function benchLogs(records: number): Promise<BenchLogs> {
  const scale = records < 200_000 ? 3 : 36;
  const simulation: Simulation = { ...EXAMPLE, seed: 'bench', scale, dataEvents: true, days: 3660 };
  const folder = join(tmpdir(), 'credtrail-bench', `${fingerprint(simulation)}-${records}`);
  return present(folder) ?? (await generate(simulation, records, folder));
}

async function generate(simulation: Simulation, records: number, folder: string): Promise<BenchLogs> {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const totals = { records: 0, files: 0, bytes: 0, compressedBytes: 0, days: 0 };
  for (const day of simulate(simulation)) {
    const wanted = day.records.slice(0, records - totals.records);
    const files = deliver(wanted, { recordsPerFile: RECORDS_PER_FILE, gathered: false });
    const sizes = await Promise.all(files.map((file) => store(partial, file)));
    totals.records += wanted.length;
    totals.files += files.length;
    totals.bytes += files.reduce((sum, file) => sum + file.text.length, 0);
    totals.compressedBytes += sizes.reduce((sum, size) => sum + size, 0);
    totals.days += 1;
    if (totals.records >= records) break;
  }
  writeFileSync(join(partial, 'totals.json'), JSON.stringify(totals));
  renameSync(partial, folder);
  return { folder: join(folder, 'AWSLogs'), ...totals };
}

async function store(folder: string, file: DeliveredFile): Promise<number> {
  const target = join(folder, `${file.path}.gz`);
  mkdirSync(dirname(target), { recursive: true });
  const bytes = await compress(file.text, { level: 6 });
  await writeFile(target, bytes);
  return bytes.length;
}

function present(folder: string): BenchLogs | undefined {
  try {
    return {
      ...JSON.parse(readFileSync(join(folder, 'totals.json'), 'utf8')),
      folder: join(folder, 'AWSLogs'),
    };
  } catch {
    return undefined;
  }
}

/** Changes when the simulator writes other records: of a small organisation's first day, which takes a moment. */
function fingerprint(simulation: Simulation): string {
  const hash = createHash('sha256').update(String(simulation.scale));
  for (const day of simulate({ ...simulation, scale: 1, days: 1 })) hash.update(JSON.stringify(day.records));
  return hash.digest('hex').slice(0, 12);
}
