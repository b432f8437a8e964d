/** What a scan must find in published captures of attacks, each scanned alone; see `techniques.ts` for the table. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPORA, corporaPresent } from '../harness/corpora.ts';
import { type Capture, isLoud, judge, scanCapture } from './captures.ts';
import { TECHNIQUES } from './techniques.ts';

const PRESENT = corporaPresent();
const CAPTURES = [...new Set(TECHNIQUES.map(({ capture }) => capture))];

describe.skipIf(!PRESENT)('published captures of attacks', () => {
  const scans = new Map<string, Promise<Capture>>();
  const scanOf = (capture: string): Promise<Capture> => {
    const known = scans.get(capture);
    if (known !== undefined) return known;
    const started = scanCapture(join(CORPORA, capture));
    scans.set(capture, started);
    return started;
  };

  const within = TECHNIQUES.filter(({ must }) => !('outOfReach' in must));
  const beyond = TECHNIQUES.filter(({ must }) => 'outOfReach' in must);

  test.each(within)('$capture: $name is found', async (technique) => {
    const { answer, findings } = judge(technique, await scanOf(technique.capture));
    expect(
      answer,
      `instead: ${findings.map((each) => `${each.level} ${each.detection}`).join(', ')}`,
    ).toBeDefined();
  });

  test.each(beyond)('$capture: $name, out of reach, wakes nobody', async (technique) => {
    expect(judge(technique, await scanOf(technique.capture)).findings.filter(isLoud)).toEqual([]);
  });

  test.each(CAPTURES)('%s gives nothing loud beyond the table', async (path) => {
    const capture = await scanOf(path);
    const known = TECHNIQUES.filter((technique) => technique.capture === path).map(
      (technique) => judge(technique, capture).answer?.uid,
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

  test.each(TECHNIQUES)('$capture holds $name', async ({ capture, calls }) => {
    const made = new Set((await scanOf(capture)).calls.values());
    expect(calls.filter((call) => !made.has(call))).toEqual([]);
  });

  test('no capture is left out of the table', () => {
    const files = readdirSync(join(CORPORA, 'stratus-red-team')).filter((name) => name.endsWith('.json'));
    expect(
      files.map((name) => `stratus-red-team/${name}`).filter((path) => !CAPTURES.includes(path)),
    ).toEqual([]);
  });
});
