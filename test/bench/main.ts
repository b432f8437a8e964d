/**
 * `npm run bench`: how fast is a scan, against merely decoding the same files on the same machine? Runs are
 * interleaved and the median counts, so that a busy moment of the machine falls on all alike.
 *
 *   --records N     size of the base logs (default 500,000); the large ones are four times that
 *   --runs N        rounds of interleaved runs (default 3)
 *   --sources       only how fast each source reads
 *   --state         only what ninety days leave in a saved state
 *   --attack        only the library of ATT&CK releases
 *   --small         20,000 records, one round, bars not enforced: shows that the benchmark works
 *   --write         writes the section of docs/measurements.md; needs --date
 *   --date DATE     day of the run, YYYY-MM-DD
 *
 * Exit 1 when a bar is missed.
 */

import { existsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { writeSection } from '../../scripts/measurements.ts';
import { attackTable, measureAttack } from './attack.ts';
import type { BenchLogs } from './generate.ts';
import { benchLogs } from './generate.ts';
import type { Run } from './run.ts';
import { runDecode, runScan } from './run.ts';
import { measureSources, speedTable } from './sources.ts';
import { stateTable, weighState } from './state.ts';
import type { Kind, Sized } from './table.ts';
import { bars, KINDS, markdown } from './table.ts';

const MAIN = 'dist/lib/credtrail/main.js';
const CONFIG = 'examples/acme/credtrail.yaml';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '500000' },
    runs: { type: 'string', default: '3' },
    state: { type: 'boolean', default: false },
    attack: { type: 'boolean', default: false },
    sources: { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    date: { type: 'string' },
  },
});
process.exitCode = await main().catch((error: unknown) => {
  note(error instanceof Error ? error.message : String(error));
  return 1;
});

async function main(): Promise<number> {
  const records = values.small ? 20_000 : Number(values.records);
  const rounds = values.small ? 1 : Number(values.runs);
  if (!Number.isInteger(records) || records < 1 || !Number.isInteger(rounds) || rounds < 1) {
    return usage('--records and --runs take whole numbers from 1');
  }
  if (values.write && !/^\d{4}-\d{2}-\d{2}$/.test(values.date ?? ''))
    return usage('--write needs --date YYYY-MM-DD');
  if (values.state) return (await benchState()) ? 0 : 1;
  if (values.sources) return benchSources(rounds) ? 0 : 1;
  if (!existsSync(MAIN))
    return usage(`${MAIN} is missing: run \`npm run build\` in the project's folder first`);
  if (values.attack) return (await benchAttack(rounds)) ? 0 : 1;
  const base = await measure(records, rounds);
  const large = await measure(records * 4, rounds);
  const checked = bars(base, large);
  const text = `${machine(rounds)}\n\n${markdown([base, large], checked)}`;
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench', text);
  const sources = benchSources(rounds);
  const state = await benchState();
  const attack = await benchAttack(rounds);
  return values.small || (sources && state && attack && checked.every((bar) => bar.met)) ? 0 : 1;
}

/** False when the library of ATT&CK releases is too slow or too large. */
async function benchAttack(rounds: number): Promise<boolean> {
  note('the ATT&CK library');
  const { text, met } = attackTable(await measureAttack(MAIN, rounds, values.small ? 1000 : undefined));
  const whole = `${machine(rounds)}\n\n${text}`;
  process.stdout.write(`\n${whole}\n`);
  if (values.write) writeSection('bench-attack', whole);
  return met;
}

/** False when the state of a principal is too large. */
async function benchState(): Promise<boolean> {
  note('the state after ninety days');
  const { text, met } = stateTable(await weighState(values.small ? 3 : 90, values.small ? 1 : 4));
  process.stdout.write(`\n${text}\n`);
  if (values.write) writeSection('bench-state', text);
  return met;
}

/** False when a source is too slow. */
function benchSources(rounds: number): boolean {
  note('every source, from its samples');
  const { text, met } = speedTable(measureSources(values.small ? 250_000 : 24_000_000, rounds));
  const whole = `${machine(rounds)}\n\n${text}`;
  process.stdout.write(`\n${whole}\n`);
  if (values.write) writeSection('bench-sources', whole);
  return met;
}

async function measure(records: number, rounds: number): Promise<Sized> {
  note(`logs of ${records} records`);
  const logs = await benchLogs(records);
  const runs: Record<Kind, Run[]> = { inflate: [], parse: [], scan1: [], scan2: [] };
  for (let round = 1; round <= rounds; round += 1) {
    for (const kind of KINDS) {
      const run = await one(kind, logs);
      note(`${records} records, round ${round}, ${kind}: ${run.wall.toFixed(2)} s`);
      runs[kind].push(run);
    }
  }
  return { logs, runs };
}

function one(kind: Kind, { folder, records }: BenchLogs): Promise<Run> {
  switch (kind) {
    case 'inflate':
    case 'parse':
      return runDecode(kind, folder);
    case 'scan1':
      return runScan(MAIN, { folder, records, config: CONFIG, threads: 1 });
    case 'scan2':
      return runScan(MAIN, { folder, records, config: CONFIG, threads: 2 });
  }
}

function machine(rounds: number): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const date = values.date === undefined ? '' : `${values.date}: `;
  return `${date}${availableParallelism()} cores, ${memory} GiB of memory, Node ${process.versions.node}; median of ${rounds} interleaved runs, peak memory the highest.`;
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

function usage(text: string): number {
  note(text);
  return 2;
}
