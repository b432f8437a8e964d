/** `credtrail simulate`: logs of an organisation that does not exist, for demonstrations, sizing and tests. */

import { join } from 'node:path';
import { writeSimulation } from '../app/simulate.ts';
import { nearest } from '../lib/nearest.ts';
import { UsageError } from '../model/usage-error.ts';
import { CAMPAIGNS } from '../simulate/campaigns/index.ts';
import { ESTATES } from '../simulate/estates.ts';
import { SURPRISES } from '../simulate/surprises/index.ts';
import { readCount, readTime } from './inputs.ts';
import { readWords } from './options.ts';
import type { Terminal } from './terminal.ts';

export const SIMULATE_HELP = `credtrail simulate --out DIR [options]

Writes the logs of a simulated organisation as its vendors deliver them, with labels.ndjson (the events of each
intrusion), credtrail.yaml (its context file) and addresses.csv (whose its networks are).

  --out DIR           a new or empty folder
  --seed N            another number is another organisation with other intrusions (default 1)
  --days N            how long (default 14)
  --scale N           how large; 1 is thirteen people and as many workloads (default 2)
  --start DATE        first day (default 2026-03-02)
  --providers LIST    beside AWS: ${ESTATES.map(({ id }) => id).join(', ') || 'none yet'}, or none (default all)
  --campaigns LIST    intrusions: ${CAMPAIGNS.map(({ id }) => id).join(', ')}, or none (default all)
  --surprises LIST    unusual but honest: ${SURPRISES.map(({ id }) => id).join(', ')}, or none (default all)
  --data-events       log object, item and function calls, too
`;

const START = Date.UTC(2026, 2, 2);
const DAY = 86_400_000;

export function runSimulate(args: readonly string[], terminal: Terminal): number {
  const words = readWords(args, {
    out: { type: 'string' },
    seed: { type: 'string' },
    days: { type: 'string' },
    scale: { type: 'string' },
    start: { type: 'string' },
    providers: { type: 'string' },
    campaigns: { type: 'string' },
    surprises: { type: 'string' },
    'data-events': { type: 'boolean' },
  });
  const out = words.text('out') ?? words.paths[0];
  if (out === undefined)
    throw new UsageError('simulate needs a folder', 'for example: credtrail simulate --out simulated');
  const seed = readCount('--seed', words.text('seed'), 0, Number.MAX_SAFE_INTEGER) ?? 1;
  const start = readTime('--start', words.text('start'), 'start') ?? START;
  const days = readCount('--days', words.text('days'), 1, 3660) ?? 14;
  const { records, files, labels } = writeSimulation(
    {
      seed: `seed ${seed}`,
      start: start - (start % DAY),
      days,
      scale: readCount('--scale', words.text('scale'), 1, 1000) ?? 2,
      scenery: 'wide',
      dataEvents: words.flag('data-events'),
      estates: chosen('--providers', words.text('providers'), ESTATES),
      surprises: chosen('--surprises', words.text('surprises'), SURPRISES),
      campaigns: chosen('--campaigns', words.text('campaigns'), CAMPAIGNS),
    },
    out,
    (done) => {
      if (terminal.errIsTerminal) terminal.err(`\rday ${done} of ${days}${done === days ? '\n' : ''}`);
    },
  );
  terminal.out(
    `${records} records in ${files} files, ${labels} of them labelled. Next:\n` +
      `  credtrail scan ${join(out, 'logs')} --config ${join(out, 'credtrail.yaml')}\n`,
  );
  return 0;
}

function chosen<T extends { readonly id: string }>(
  option: string,
  list: string | undefined,
  all: readonly T[],
): readonly T[] {
  if (list === undefined || list === 'all') return all;
  if (list === 'none') return [];
  return list.split(',').map((id) => {
    const found = all.find((each) => each.id === id.trim());
    if (found !== undefined) return found;
    const ids = all.map((each) => each.id);
    const close = nearest(id, ids);
    throw new UsageError(
      `${option}: unknown '${id}'`,
      close === undefined ? `choose from ${[...ids, 'none'].join(', ')}` : `did you mean ${close}?`,
    );
  });
}
