import { beforeAll, expect, test } from 'vitest';
import { EMPTY_CONFIG } from '../config/config.ts';
import { missedIntrusions, type Proof, renderProof, renderProofJson, silencedBy } from '../report/proof.ts';
import { prove } from './prove.ts';

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

test('detections of every analytic fire', () => {
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

test('the JSON is the whole proof', () => {
  expect(JSON.parse(renderProofJson(proof))).toEqual(proof);
});
