import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ANALYTICS } from '../analytics/index.ts';
import { type Config, EMPTY_CONFIG } from '../config/config.ts';
import { readConfig } from '../config/read.ts';
import { missedIntrusions, type Proof, renderProof, renderProofJson, silencedBy } from '../report/proof.ts';
import { prove } from './prove.ts';
import { firedOn, networksOf, readTraces, together } from './traces.ts';

let proof: Proof;

beforeAll(async () => {
  const config = {
    ...EMPTY_CONFIG,
    exceptions: [
      {
        name: 'providers',
        owner: 'somebody',
        reason: 'too wide',
        expires: Date.UTC(2027, 0, 1),
        fields: { analytic: 'AN1157', detection: 'identity-provider-added' },
      },
    ],
  };
  proof = await prove({ config, threads: 1, seed: 'a proof' });
}, 180_000);

test('every staged intrusion is found', () => {
  expect(proof.intrusions.length).toBeGreaterThan(15);
  expect(missedIntrusions(proof)).toEqual([]);
});

test('every detection fires on its traces but the one that is silenced', () => {
  expect(proof.detections.length).toBeGreaterThan(60);
  const silent = proof.detections.filter(({ fired }) => fired === 0);
  expect(silent.map(({ detection }) => detection)).toEqual(['identity-provider-added']);
  expect(proof.detections.filter(({ traces, firedByDefault }) => firedByDefault < traces)).toEqual([]);
});

test('detections of every analytic fire in staged intrusions', () => {
  const firing = proof.detections.filter(({ findings }) => findings > 0);
  expect([...new Set(firing.map(({ analytic }) => analytic))]).toEqual([
    'AN0526',
    'AN0717',
    'AN1157',
    'AN1424',
    'AN1470',
  ]);
});

test('a detection that the configuration silences is named, and no other', () => {
  expect(silencedBy(proof).map(({ detection }) => detection)).toEqual(['identity-provider-added']);
  expect(renderProof(proof, { colour: false, width: 100 })).toContain(
    'SILENCED  AN1157 identity-provider-added',
  );
});

test('a network declared too wide silences what rests on strangers', () => {
  const anywhere = { name: 'anywhere', cidrs: ['0.0.0.0/0'], trusted: true };
  const config = readConfig(JSON.stringify({ networks: [anywhere] }), 'test', ANALYTICS, () => {
    throw new Error('nothing is included');
  });
  if ('problems' in config) throw new Error(JSON.stringify(config.problems));
  const traces = readTraces().filter(({ detections }) => detections.includes('key-in-new-network'));
  const fired = (given: Config) =>
    traces.filter((trace) =>
      firedOn(trace, together(given, trace.config), networksOf(given)).has('key-in-new-network'),
    ).length;
  expect(fired(EMPTY_CONFIG)).toBe(traces.length);
  expect(fired(config.config)).toBe(0);
});

test('the package brings the traces along', () => {
  const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  expect(JSON.parse(manifest).files).toContain('src/analytics/*/fires/*.yaml');
});

test('the JSON is the whole proof', () => {
  expect(JSON.parse(renderProofJson(proof))).toEqual(proof);
});
