/**
 * What ninety days leave behind: an organisation without intrusions is simulated, scanned with a saved state, and the
 * state weighed by kind, against the principals that were active.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ANALYTICS } from '../../src/analytics/index.ts';
import { scan } from '../../src/app/scan.ts';
import { writeSimulation } from '../../src/app/simulate.ts';
import { readConfig } from '../../src/config/read.ts';
import { listInputs } from '../../src/input/list.ts';
import { ESTATES } from '../../src/simulate/estates.ts';
import { SURPRISES } from '../../src/simulate/surprises/index.ts';

export interface StateWeight {
  readonly days: number;
  readonly events: number;
  readonly principals: number;
  readonly evicted: number;
  /** Bytes of the lines of each kind, uncompressed. */
  readonly bytes: ReadonlyMap<string, number>;
}

/** Of what is kept by principal and credential. The memory of which events were read grows with events, 8 bytes each. */
const READ_MARKS = 'seen';
const MOST_BYTES = 2048;

export async function weighState(days: number, scale: number): Promise<StateWeight> {
  const folder = mkdtempSync(join(tmpdir(), 'credtrail-state-'));
  try {
    const organisation = join(folder, 'organisation');
    writeSimulation(
      {
        seed: 'state',
        start: Date.UTC(2026, 2, 2),
        days,
        scale,
        scenery: 'wide',
        dataEvents: false,
        estates: ESTATES,
        surprises: SURPRISES,
        campaigns: [],
      },
      organisation,
    );
    const file = join(organisation, 'credtrail.yaml');
    const read = readConfig(readFileSync(file, 'utf8'), file, ANALYTICS, (path) => readFileSync(path));
    if ('problems' in read) throw new Error('the simulated context file is not in order');
    const { files, problems } = listInputs([join(organisation, 'logs')]);
    const state = join(folder, 'state');
    const request = { ...read, files, listing: problems, threads: 1, state, minLevel: 'low' as const };
    const { result, save } = await scan(request);
    await save();
    const bytes = linesByKind(state);
    return {
      days,
      events: result.counters.events,
      principals: result.counters.principals,
      evicted: result.counters.evicted,
      bytes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function stateTable(weight: StateWeight): { readonly text: string; readonly met: boolean } {
  const { days, events, principals, evicted, bytes } = weight;
  const kept = [...bytes].filter(([kind]) => kind !== READ_MARKS);
  const total = kept.reduce((sum, [, size]) => sum + size, 0);
  const each = total / Math.max(1, principals);
  const met = each <= MOST_BYTES;
  const rows = kept
    .sort((a, b) => b[1] - a[1])
    .map(([kind, size]) => `| ${kind} | ${Math.round(size / Math.max(1, principals))} |`);
  const text = [
    `After ${days} days, ${events.toLocaleString('en')} events, ${principals} active principals: ${Math.round(each)} bytes of saved state per active principal, uncompressed (bar ≤ ${MOST_BYTES}: ${met ? 'met' : '**missed**'}); ${evicted} evictions. Beside it, which events have been read: ${((bytes.get(READ_MARKS) ?? 0) / Math.max(1, events)).toFixed(1)} bytes an event.`,
    '',
    '| kind of line | bytes per active principal |',
    '|---|---:|',
    ...rows,
  ].join('\n');
  return { text, met };
}

function linesByKind(folder: string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const name of readdirSync(folder)) {
    for (const line of gunzipSync(readFileSync(join(folder, name)))
      .toString()
      .split('\n')) {
      const kind = /^\["([a-z]+)"/.exec(line)?.[1];
      if (kind !== undefined) sizes.set(kind, (sizes.get(kind) ?? 0) + Buffer.byteLength(line) + 1);
    }
  }
  return sizes;
}
