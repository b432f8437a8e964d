/**
 * One simulated organisation, scanned in every way that should make no difference: files in another order, files
 * twice, runs split with a saved state, more threads, mints that are delivered late. The findings must agree.
 */

import { execFile } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSimulation } from '../../src/app/simulate.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Result } from '../../src/model/result.ts';
import { parseResult } from '../../src/report/json.ts';
import { CAMPAIGNS } from '../../src/simulate/campaigns/index.ts';
import { ESTATES } from '../../src/simulate/estates.ts';
import { SURPRISES } from '../../src/simulate/surprises/index.ts';

const PROGRAM = resolve(import.meta.dirname, '../../dist/lib/credtrail/main.js');
const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-same-'));
const ORGANISATION = join(FOLDER, 'organisation');
const LOGS = join(ORGANISATION, 'logs');
const DAYS = 7;
const START = Date.UTC(2026, 2, 2);
const SLOW = 60_000;

const run = promisify(execFile);

/** On one thread unless told otherwise: each way is compared by itself, and a second thread has to warm up each time. */
async function scan(paths: readonly string[], more: readonly string[] = [], threads = 1): Promise<Result> {
  const config = join(ORGANISATION, 'credtrail.yaml');
  const how = ['--config', config, '--format', 'json', '--threads', `${threads}`];
  const args = [PROGRAM, 'scan', ...paths, ...how, ...more];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 28 });
  const parsed = parseResult(stdout);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.result;
}

/** Everything that was decided about a finding; not the account of normal, which is as of its time. */
function essence({ uid, level, bits, count, detection, firstSeen, lastSeen, incident }: Finding): string {
  return `${uid} ${detection} ${level} ${bits} ×${count} ${firstSeen}–${lastSeen} in ${incident}`;
}

function essences({ findings }: Result): string[] {
  return findings.map(essence).sort();
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

let whole: Result;

beforeAll(async () => {
  writeSimulation(
    {
      seed: 'determinism',
      start: START,
      days: DAYS,
      scale: 1,
      scenery: 'wide',
      dataEvents: false,
      estates: ESTATES,
      surprises: SURPRISES,
      campaigns: CAMPAIGNS,
      firstIntrusionDay: 3,
    },
    ORGANISATION,
  );
  whole = await scan([LOGS]);
}, 2 * SLOW);
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe('the same logs give the same findings', () => {
  test('there is something to compare, and every record could be read', () => {
    expect(whole.findings.length).toBeGreaterThan(20);
    expect(whole.problems).toEqual([]);
  });

  test('with two threads', { timeout: SLOW }, async () => {
    expect(essences(await scan([LOGS], [], 2))).toEqual(essences(whole));
  });

  test('with the files in another order, under names that tell nothing', { timeout: SLOW }, async () => {
    const shuffled = join(FOLDER, 'shuffled');
    mkdirSync(shuffled);
    for (const [n, file] of filesOf(LOGS).reverse().entries())
      copyFileSync(file, join(shuffled, `${String((n * 7919) % 100_003).padStart(6, '0')}.gz`));
    expect(essences(await scan([shuffled]))).toEqual(essences(whole));
  });

  test('with every file twice', { timeout: SLOW }, async () => {
    const again = join(FOLDER, 'again');
    cpSync(LOGS, again, { recursive: true });
    const twice = await scan([LOGS, again], [], 2);
    expect(essences(twice)).toEqual(essences(whole));
    expect(twice.counters.duplicate).toBeGreaterThan(whole.counters.events / 2);
  });

  test('in two runs with a saved state, as far as each knew', { timeout: 2 * SLOW }, async () => {
    const state = join(FOLDER, 'state');
    const noon = new Date(START + 4.5 * 86_400_000).toISOString();
    const first = await scan([LOGS], ['--state', state, '--until', noon]);
    const second = await scan([LOGS], ['--state', state]);
    // What the second run says of a finding of the first replaces it.
    const last = new Map([...first.findings, ...second.findings].map((finding) => [finding.uid, finding]));
    const said = [...last.values()].map(({ uid, level, detection }) => `${uid} ${detection} ${level}`).sort();
    expect(said).toEqual(
      whole.findings.map(({ uid, level, detection }) => `${uid} ${detection} ${level}`).sort(),
    );
  });
});

describe('delivery in another order', () => {
  test('a day delivered after the next one gives the same incidents', { timeout: 2 * SLOW }, async () => {
    const day = '2026-03-06';
    const isLate = (file: string): boolean =>
      file.includes(day) || relative(LOGS, dirname(file)).includes(day.replaceAll('-', '/'));
    const [late, prompt] = [join(FOLDER, 'late'), join(FOLDER, 'prompt')];
    for (const [n, file] of filesOf(LOGS).entries()) {
      const folder = isLate(file) ? late : prompt;
      mkdirSync(folder, { recursive: true });
      copyFileSync(file, join(folder, `${n}-${basename(file)}`));
    }
    const together = await scan([prompt, late]);
    expect(essences(together)).toEqual(essences(whole));
  });

  test('mints that are delivered an hour after their tokens’ use give the same incident', {
    timeout: 2 * SLOW,
  }, async () => {
    const labels = labelsOf('stolen-long-term-key');
    const mints = new Set(
      labels.filter(({ operation }) => operation === 'sts:AssumeRole').map(({ eventID }) => eventID),
    );
    const [rest, late] = [join(FOLDER, 'without-mints'), join(FOLDER, 'mints')];
    withhold(mints, rest, late);
    const state = join(FOLDER, 'late-state');
    const hour = 3_600_000;
    const delivery = Math.max(...labels.map(({ eventTime }) => Date.parse(eventTime))) + hour;
    const first = await scan([rest], ['--state', state, '--until', new Date(delivery).toISOString()]);
    const second = await scan([rest, late], ['--state', state]);
    const last = new Map([...first.findings, ...second.findings].map((finding) => [finding.uid, finding]));
    const about = (findings: Iterable<Finding>): string[] => {
      const own = [...findings].filter(({ eventUids }) =>
        eventUids.some((uid) => labels.some(({ eventID }) => eventID === uid)),
      );
      return [...new Set(own.map(({ analytic, detection }) => `${analytic} ${detection}`))].sort();
    };
    expect(mints.size).toBeGreaterThan(0);
    expect(about(last.values())).toEqual(about(whole.findings));
    const incidents = new Set(
      second.findings.filter((finding) => about([finding]).length > 0).map(({ incident }) => incident),
    );
    expect(incidents.size).toBe(1);
  });
});

interface LabelLine {
  readonly campaign: string;
  readonly eventID: string;
  readonly eventTime: string;
  readonly operation: string;
}

function labelsOf(campaign: string): LabelLine[] {
  const lines = readFileSync(join(ORGANISATION, 'labels.ndjson'), 'utf8').trim().split('\n');
  return lines.map((line): LabelLine => JSON.parse(line)).filter((label) => label.campaign === campaign);
}

/** CloudTrail's files without the records named, and those records in a file of their own. */
function withhold(ids: ReadonlySet<string>, rest: string, late: string): void {
  const held: unknown[] = [];
  for (const folder of [rest, late]) mkdirSync(folder);
  for (const [n, file] of filesOf(LOGS).entries()) {
    if (!file.includes('CloudTrail')) {
      copyFileSync(file, join(rest, `${n}-${basename(file)}`));
      continue;
    }
    const { Records }: { Records: { eventID: string }[] } = JSON.parse(
      gunzipSync(readFileSync(file)).toString(),
    );
    held.push(...Records.filter(({ eventID }) => ids.has(eventID)));
    const others = Records.filter(({ eventID }) => !ids.has(eventID));
    if (others.length > 0) writeFileSync(join(rest, `${n}.json`), JSON.stringify({ Records: others }));
  }
  writeFileSync(join(late, 'late.json'), JSON.stringify({ Records: held }));
}
