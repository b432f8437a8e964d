/** What a scan must say of published captures, each scanned alone; see `techniques.ts` for the table. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPORA, corporaPresent } from '../harness/corpora.ts';
import { type Capture, judgeTechnique, scanCapture } from './captures.ts';
import { isLoud, said, saying } from './expectation.ts';
import { productOf } from './products.ts';
import { TECHNIQUES } from './techniques.ts';

const PRESENT = corporaPresent();
const CAPTURES = [...new Set(TECHNIQUES.map(({ capture }) => capture))];
/** Folders of which every log that a source reads is in the table. */
const WHOLE_FOLDERS = ['gcp-security-analytics', 'sentinel', 'stratus-red-team'];

describe.skipIf(!PRESENT)('published captures', () => {
  const scans = new Map<string, Promise<Capture>>();
  const scanOf = (capture: string): Promise<Capture> => {
    const known = scans.get(capture);
    if (known !== undefined) return known;
    const started = scanCapture(join(CORPORA, capture));
    scans.set(capture, started);
    return started;
  };

  test.each(
    TECHNIQUES.map(
      (technique) =>
        [`${technique.capture}: ${technique.name} ${saying(technique.expected)}`, technique] as const,
    ),
  )('%s', async (_, technique) => {
    const { held, findings } = judgeTechnique(technique, await scanOf(technique.capture));
    expect(held, `instead: ${said(findings)}`).toBe(true);
  });

  test.each(CAPTURES)('%s gives nothing loud beyond the table', async (path) => {
    const capture = await scanOf(path);
    const known = TECHNIQUES.filter((technique) => technique.capture === path).map(
      (technique) => judgeTechnique(technique, capture).answer?.uid,
    );
    const unknown = capture.result.findings.filter(
      (finding) => isLoud(finding) && !known.includes(finding.uid),
    );
    expect(unknown.map(({ detection, summary }) => `${detection}: ${summary}`)).toEqual([]);
  });

  test.each(CAPTURES)('%s is read whole', async (path) => {
    const { result, calls } = await scanOf(path);
    expect(result.problems).toEqual([]);
    expect(result.counters.events).toBe(calls.size);
  });

  test.each(TECHNIQUES)('$capture holds $name', async ({ capture, calls = [] }) => {
    const made = new Set((await scanOf(capture)).calls.values());
    expect(calls.filter((call) => !made.has(call))).toEqual([]);
  });

  test.each(WHOLE_FOLDERS)('no capture of %s is left out of the table', (folder) => {
    const logs = readdirSync(join(CORPORA, folder))
      .filter((name) => /\.(csv|json)$/.test(name))
      .map((name) => `${folder}/${name}`)
      .filter((path) => productOf(path) !== undefined);
    expect(logs.filter((path) => !CAPTURES.includes(path))).toEqual([]);
  });
});
