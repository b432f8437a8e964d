/**
 * One seed, as a process of its own: writes the organisation's logs to a temporary folder, scans them as a user
 * would, runs the simple rules over the same events, and prints what came of it as one line of JSON.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANALYTICS } from '../../src/analytics/index.ts';
import { eventsInOrder } from '../../src/app/events.ts';
import { scan } from '../../src/app/scan.ts';
import { writeSimulation } from '../../src/app/simulate.ts';
import { readConfig } from '../../src/config/read.ts';
import { listInputs } from '../../src/input/list.ts';
import type { Label } from '../../src/simulate/stage.ts';
import { readLabels } from './labelled.ts';
import { type Score, score } from './measure.ts';
import { organisation, type Size, START } from './organisation.ts';
import { createRules } from './rules.ts';

export interface SeedResult {
  readonly score: Score;
  readonly rules: readonly RuleScore[];
  /** Problems of reading: a simulated log that cannot be read whole measures nothing. */
  readonly problems: number;
  /** Bytes of saved state per active principal. */
  readonly milliseconds: number;
}

export interface RuleScore {
  readonly rule: string;
  readonly campaigns: number;
  readonly falseAlerts: number;
}

const DAY = 86_400_000;

export async function measureSeed(seed: number, size: Size): Promise<SeedResult> {
  const folder = mkdtempSync(join(tmpdir(), 'credtrail-eval-'));
  try {
    const simulation = organisation(seed, size);
    writeSimulation(simulation, join(folder, 'organisation'));
    return await measureFolder(seed, size, join(folder, 'organisation'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureFolder(seed: number, size: Size, folder: string): Promise<SeedResult> {
  const file = join(folder, 'credtrail.yaml');
  const read = readConfig(readFileSync(file, 'utf8'), file, ANALYTICS, (path) => readFileSync(path));
  if ('problems' in read)
    throw new Error(`the simulated context file is not in order: ${JSON.stringify(read.problems)}`);
  const { config, context } = read;
  const { files, problems } = listInputs([join(folder, 'logs')]);
  const since = START + size.history * DAY;
  const labels = labelsIn(folder);
  const labelled = readLabels(labels);
  const request = { files, config, context, threads: 1 };
  const { result, timings } = await scan({ ...request, listing: problems, since, minLevel: 'low' });
  const principals = new Set<string>();
  const rules = createRules(since, (uid) => labelled.byEvent.has(uid));
  const taker = {
    take: (event: Parameters<typeof rules.take>[0]) => {
      principals.add(event.principal.uid);
      rules.take(event);
    },
  };
  await eventsInOrder(request, () => Promise.resolve(taker));
  const scanned = {
    seed,
    findings: result.findings,
    incidents: result.incidents,
    events: result.counters.events,
    principals: principals.size,
    days: size.days - size.history,
  };
  const stealth = new Map(labels.map(({ campaign, stealthy }) => [campaign, stealthy]));
  const alerts = [...rules.alerts.values()];
  return {
    score: score(scanned, labelled, (campaign) => stealth.get(campaign) ?? false),
    rules: (['operation', 'first-seen'] as const).map((rule) => {
      const own = alerts.filter((alert) => alert.rule === rule);
      const caught = own.flatMap(({ event }) => labelled.byEvent.get(event)?.campaign ?? []);
      return {
        rule,
        campaigns: new Set(caught).size,
        falseAlerts: own.filter((alert) => !alert.labelled).length,
      };
    }),
    problems: result.problems.length,
    milliseconds: timings.total,
  };
}

function labelsIn(folder: string): Label[] {
  const text = readFileSync(join(folder, 'labels.ndjson'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
