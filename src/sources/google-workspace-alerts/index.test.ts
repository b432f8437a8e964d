import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { googleWorkspaceAlerts } from './index.ts';
import { riskOf } from './risk.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(googleWorkspaceAlerts, SAMPLES);
testMutations(googleWorkspaceAlerts, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(googleWorkspaceAlerts, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

test.each([
  ['HIGH', 'high', 'high'],
  ['HIGH', 'low', 'low'],
  ['LOW', 'high', 'low'],
  ['unheard of', 'medium', 'medium'],
  [undefined, 'medium', 'medium'],
] as const)('severity %s of a kind that says %s at most is %s', (severity, atMost, risk) => {
  expect(riskOf(severity, atMost)).toBe(risk);
});

test('every alert is the word of another detector', () => {
  const { events } = readWhole(googleWorkspaceAlerts, readFileSync(join(SAMPLES, 'alerts-list.json')));
  expect(new Set(events.map(({ action }) => action))).toEqual(new Set(['alert']));
});

const json = fc.jsonValue({ maxDepth: 4 });
const alert = fc.record({
  alertId: fc.oneof(fc.constant('a'), json),
  startTime: fc.oneof(fc.constant('2026-03-02T09:00:00Z'), json),
  data: fc.oneof(
    json,
    fc.record({
      '@type': fc.constantFrom('type.googleapis.com/google.apps.alertcenter.type.MailPhishing', 'x'),
      messages: fc.array(fc.oneof(json, fc.record({ recipient: json })), { maxLength: 3 }),
    }),
  ),
  metadata: json,
});

test('alerts of any shape become events, a skip or a problem each, and nothing throws', () => {
  const good = {
    alertId: 'a',
    startTime: '2026-03-02T09:00:00Z',
    data: { '@type': 'type.googleapis.com/google.apps.alertcenter.type.ActivityRule' },
  };
  fc.assert(
    fc.property(fc.array(alert, { minLength: 1, maxLength: 5 }), (alerts) => {
      const lines = [good, ...alerts].map((each) => JSON.stringify(each)).join('\n');
      const { events, skipped, problems } = readWhole(googleWorkspaceAlerts, Buffer.from(lines));
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(alerts.length + 1);
    }),
    { numRuns: 200, seed: 3 },
  );
});
