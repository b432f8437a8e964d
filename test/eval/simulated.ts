/**
 * A simulated organisation on the disk for as long as somebody looks at it: its logs and its context file as a user
 * would have them, and the labels that only the evaluation sees.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANALYTICS } from '../../src/analytics/index.ts';
import type { EventsRequest } from '../../src/app/events.ts';
import { writeSimulation } from '../../src/app/simulate.ts';
import { readConfig } from '../../src/config/read.ts';
import { listInputs } from '../../src/input/list.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Simulation } from '../../src/simulate/simulate.ts';
import type { Label } from '../../src/simulate/stage.ts';

export interface SimulatedLogs {
  readonly request: EventsRequest;
  /** Problems met while listing the files. */
  readonly listing: readonly Problem[];
  readonly labels: readonly Label[];
}

/** Writes it to a temporary folder, which is gone when `look` has ended. */
export async function withSimulated<T>(
  simulation: Simulation,
  look: (logs: SimulatedLogs) => Promise<T>,
): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), 'credtrail-eval-'));
  try {
    const folder = join(parent, 'organisation');
    writeSimulation(simulation, folder);
    const file = join(folder, 'credtrail.yaml');
    const read = readConfig(readFileSync(file, 'utf8'), file, ANALYTICS, (path) => readFileSync(path));
    if ('problems' in read)
      throw new Error(`the simulated context file is not in order: ${JSON.stringify(read.problems)}`);
    const { files, problems } = listInputs([join(folder, 'logs')]);
    const request = { files, config: read.config, context: read.context, threads: 1 };
    return await look({ request, listing: problems, labels: labelsIn(folder) });
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

function labelsIn(folder: string): Label[] {
  const text = readFileSync(join(folder, 'labels.ndjson'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
