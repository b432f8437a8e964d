import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ANALYTICS } from '../../src/analytics/index.ts';
import { eventsInOrder } from '../../src/app/events.ts';
import { writeSimulation } from '../../src/app/simulate.ts';
import { readConfig } from '../../src/config/read.ts';
import { listInputs } from '../../src/input/list.ts';
import type { Event } from '../../src/model/event.ts';
import type { Simulation } from '../../src/simulate/simulate.ts';
import type { Label } from '../../src/simulate/stage.ts';
import { organisation, SMALL } from './organisation.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.each([
  { name: 'in a hurry', seed: 1, stealthy: false },
  { name: 'patient', seed: 2, stealthy: true },
])('a simulated organisation whose intruders are $name', ({ seed, stealthy }) => {
  const read = readBack({ ...organisation(seed, SMALL), stealthy });

  test('is read without a problem, and every record once', async () => {
    const { problems, duplicate } = await read;
    expect(problems).toEqual([]);
    expect(duplicate).toBe(0);
  }, 120_000);

  test('has every labelled event, under the uid of its label', async () => {
    const { sources, labels } = await read;
    expect(labels.length).toBeGreaterThan(30);
    expect(labels.filter(({ log, eventID }) => sources.get(eventID) !== log)).toEqual([]);
  }, 120_000);
});

/** As a user reads it: from the files, with its own context file. */
async function readBack(simulation: Simulation) {
  const folder = mkdtempSync(join(tmpdir(), 'credtrail-readable-'));
  folders.push(folder);
  writeSimulation(simulation, join(folder, 'all'));
  const file = join(folder, 'all', 'credtrail.yaml');
  const read = readConfig(readFileSync(file, 'utf8'), file, ANALYTICS, (path) => readFileSync(path));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const { files, problems } = listInputs([join(folder, 'all', 'logs')]);
  const sources = new Map<string, string>();
  const taker = { take: ({ uid, source }: Event) => void sources.set(uid, source) };
  const request = { files, config: read.config, context: read.context, threads: 1 };
  const { outcomes, duplicate } = await eventsInOrder(request, () => Promise.resolve(taker));
  const labels: Label[] = readFileSync(join(folder, 'all', 'labels.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return {
    problems: [...problems, ...outcomes.flatMap((each) => each.problems)],
    duplicate,
    sources,
    labels,
  };
}
