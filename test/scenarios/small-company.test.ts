/**
 * A company that the simulator did not imagine: what the analytics say of it was not looked at while they were made. Its
 * ordinary weeks must pass without noise, and each intrusion must be told whether it comes from a hoster, from somebody's
 * home or from inside the cloud.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { scan } from '../../src/app/scan.ts';
import { EMPTY_CONFIG } from '../../src/config/config.ts';
import { compileContext } from '../../src/config/context.ts';
import { listInputs } from '../../src/input/list.ts';
import type { Finding } from '../../src/model/finding.ts';
import { compareLevels, type Level } from '../../src/model/level.ts';
import type { Result } from '../../src/model/result.ts';
import { Random } from '../../src/simulate/random.ts';
import { writeRecords } from '../harness/cloudtrail.ts';
import { openCompany, workingWeeks } from './small-company/company.ts';
import { type Happening, HONEST, INTRUSIONS, NOW } from './small-company/events.ts';
import { type Network, networkTable } from './small-company/networks.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-small-company-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const NETWORKS = join(FOLDER, 'networks.csv');
writeFileSync(NETWORKS, networkTable());
const CONFIG = { ...EMPTY_CONFIG, addressData: { asn: NETWORKS } };

async function scanned(seed: string, happens?: Happening): Promise<Result> {
  const company = openCompany(new Random(seed));
  workingWeeks(company);
  happens?.(company);
  const file = writeRecords(join(FOLDER, `${seed}.json`), company.records);
  const { files, problems } = listInputs([file]);
  const context = compileContext(CONFIG);
  const request = { files, listing: problems, config: CONFIG, context, threads: 1, minLevel: 'low' } as const;
  const { result } = await scan(request);
  expect(result.counters.sources['aws-cloudtrail']).toMatchObject({
    events: company.records.length,
    problems: 0,
  });
  return result;
}

function atLeast({ findings }: Result, level: Level): readonly Finding[] {
  return findings.filter((finding) => compareLevels(finding.level, level) >= 0);
}

describe('three ordinary weeks', () => {
  test.each(['larch', 'maple', 'rowan'])('(%s) give nothing of level medium or above', async (seed) => {
    const loud = atLeast(await scanned(seed), 'medium');
    expect(loud.map(({ detection, summary }) => `${detection}: ${summary}`)).toEqual([]);
  });

  test.each(Object.entries(HONEST))('and nothing of level high when %s', async (_, happens) => {
    const loud = atLeast(await scanned('birch', happens), 'high');
    expect(loud.map(({ detection, summary }) => `${detection}: ${summary}`)).toEqual([]);
  });
});

const FROM: readonly Network[] = ['hoster', 'elsewhere', 'aws'];

describe.each(FROM)('from the network %s', (from) => {
  test.each(Object.entries(INTRUSIONS))('%s', async (_, happening) => {
    const { findings, incidents } = await scanned('willow', happening(from));
    const [incident] = incidents;
    expect(incident?.level).toMatch(/^(?:high|critical)$/);
    const own = findings.filter((finding) => finding.incident === incident?.uid);
    expect(own.filter(({ lastSeen }) => lastSeen < NOW).map(({ title }) => title)).toEqual([]);
  });
});
