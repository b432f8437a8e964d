/**
 * What ninety days leave behind: an organisation without intrusions is simulated, scanned with a saved state, and the
 * state weighed by kind, against the principals that were active.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
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
  /** Bytes of all but the marks of what was read, compressed as a state is saved. */
  readonly saved: number;
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
    return {
      days,
      events: result.counters.events,
      principals: result.counters.principals,
      evicted: result.counters.evicted,
      ...weigh(linesIn(state)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function stateTable(weight: StateWeight): { readonly text: string; readonly met: boolean } {
  const { days, events, principals, evicted, bytes, saved } = weight;
  const each = (size: number): number => Math.round(size / Math.max(1, principals));
  const kept = [...bytes].filter(([kind]) => kind !== READ_MARKS).sort((a, b) => b[1] - a[1]);
  const total = kept.reduce((sum, [, size]) => sum + size, 0);
  const met = each(saved) <= MOST_BYTES;
  const marks = ((bytes.get(READ_MARKS) ?? 0) / Math.max(1, events)).toFixed(1);
  const text = [
    `After ${days} days, ${events.toLocaleString('en')} events, ${principals} active principals: ${each(saved)} bytes of state per active principal as saved (bar ≤ ${MOST_BYTES}: ${met ? 'met' : '**missed**'}), ${each(total)} before compression; ${evicted} evictions. Beside it, marks of which events have been read: ${marks} bytes an event.`,
    '',
    '| kind of line | bytes per active principal, uncompressed |',
    '|---|---:|',
    ...kept.map(([kind, size]) => `| ${kind} | ${each(size)} |`),
  ].join('\n');
  return { text, met };
}

function linesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) =>
    gunzipSync(readFileSync(join(folder, name)))
      .toString()
      .split('\n'),
  );
}

function weigh(lines: readonly string[]): Pick<StateWeight, 'bytes' | 'saved'> {
  const bytes = new Map<string, number>();
  const kindOf = (line: string): string | undefined => /^\["([a-z]+)"/.exec(line)?.[1];
  for (const line of lines) {
    const kind = kindOf(line);
    if (kind !== undefined) bytes.set(kind, (bytes.get(kind) ?? 0) + Buffer.byteLength(line) + 1);
  }
  const others = lines.filter((line) => kindOf(line) !== READ_MARKS);
  return { bytes, saved: gzipSync(others.join('\n')).length };
}
