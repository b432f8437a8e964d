/**
 * `npm run eval`: how well do the analytics detect? Simulated organisations whose intrusions are labelled, beside
 * simple rules on the same events.
 *
 *   --small          two small organisations, bars not enforced: shows that the evaluation works
 *   --seeds A-B      other seeds than those to tune on (1-20) and those to report on (101-120)
 *   --quick          smaller organisations (for tuning; bars not enforced)
 *   --tuning N       how many of the seeds to tune on are measured beside the others (default 20)
 *   --jobs N         seeds measured at a time (default: the number of cores)
 *   --write          writes the section of docs/measurements.md
 *   --json FILE      every score, for looking closer
 *
 * Exit 1 when a bar is missed on the seeds to report on.
 */

import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeSection } from '../../scripts/measurements.ts';
import { FULL, QUICK, REPORTING, type Size, SMALL, TUNING } from './organisation.ts';
import { measureSeed, type SeedResult } from './seed.ts';
import { bars, markdown } from './table.ts';

const { values } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    seeds: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    tuning: { type: 'string', default: String(TUNING.length) },
    write: { type: 'boolean', default: false },
    json: { type: 'string' },
    /** One seed, in a process of its own; its result goes to the parent. */
    one: { type: 'string' },
  },
});
const size: Size = values.small ? SMALL : values.quick ? QUICK : FULL;
process.exitCode = values.one === undefined ? await main() : await one(Number(values.one));

async function one(seed: number): Promise<number> {
  const result = await measureSeed(seed, size);
  process.send?.(result);
  return 0;
}

async function main(): Promise<number> {
  const groups = chosen();
  const parts: string[] = [];
  const all: SeedResult[] = [];
  let met = true;
  for (const { title, seeds, counts } of groups) {
    const results = await measureAll(seeds);
    all.push(...results);
    parts.push(markdown(title, results));
    if (counts && !(values.small || values.quick)) met = bars(results).every((bar) => bar.met);
  }
  const text = parts.join('\n\n');
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('eval', text);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(all));
  const unread = all.filter(({ problems }) => problems > 0);
  for (const { score } of unread)
    process.stderr.write(`seed ${score.seed}: some records could not be read\n`);
  return met && unread.length === 0 ? 0 : 1;
}

interface Group {
  readonly title: string;
  readonly seeds: readonly number[];
  /** Whether missed bars count. */
  readonly counts: boolean;
}

function chosen(): Group[] {
  if (values.small) return [{ title: 'Small', seeds: [1, 2], counts: false }];
  if (values.seeds !== undefined) {
    const [first = 1, last = first] = values.seeds.split('-').map(Number);
    const seeds = Array.from({ length: last - first + 1 }, (_, n) => first + n);
    return [{ title: `Seeds ${values.seeds}`, seeds, counts: false }];
  }
  return [
    {
      title: `Seeds to tune on (1–${Number(values.tuning)} of 1–20)`,
      seeds: TUNING.slice(0, Number(values.tuning)),
      counts: false,
    },
    { title: 'Seeds only reported on (101–120)', seeds: REPORTING, counts: true },
  ];
}

async function measureAll(seeds: readonly number[]): Promise<SeedResult[]> {
  const waiting = [...seeds];
  const results: SeedResult[] = [];
  const worker = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const result = await inProcess(seed);
      results.push(result);
      process.stderr.write(
        `seed ${seed}: ${result.score.events} events in ${(result.milliseconds / 1000).toFixed(1)} s\n`,
      );
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
  return results.sort((a, b) => a.score.seed - b.score.seed);
}

/** Each seed in a process of its own: nothing of one organisation lingers in the memory of the next. */
function inProcess(seed: number): Promise<SeedResult> {
  const flags = [values.small ? '--small' : '', values.quick ? '--quick' : ''].filter((flag) => flag !== '');
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--one', String(seed), ...flags]);
    let result: SeedResult | undefined;
    child.on('message', (message: SeedResult) => {
      result = message;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (result === undefined) reject(new Error(`seed ${seed} ended with ${code} and no result`));
      else resolve(result);
    });
  });
}
