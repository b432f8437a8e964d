import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { googleWorkspace } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(googleWorkspace, SAMPLES);
testMutations(googleWorkspace, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(googleWorkspace, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

const json = fc.jsonValue({ maxDepth: 4 });
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: json });
const NAMES = [
  'login_success',
  'CHANGE_PASSWORD',
  'ASSIGN_ROLE',
  'view',
  'rule_match',
  'authorize',
  '__proto__',
];
const parameter = mostly(
  fc.record({
    name: mostly(fc.constantFrom('USER_EMAIL', 'client_id', 'doc_title', 'NEW_VALUE', '__proto__')),
    value: mostly(fc.constant('omar@example.com')),
  }),
);
const event = mostly(
  fc.record({
    name: mostly(fc.constantFrom(...NAMES)),
    parameters: mostly(fc.array(parameter, { maxLength: 4 })),
  }),
);
const activity = fc.record({
  id: mostly(
    fc.record({
      time: mostly(fc.constant('2026-03-02T09:00:00Z')),
      uniqueQualifier: mostly(fc.constant('-1')),
      applicationName: mostly(fc.constantFrom('login', 'admin', 'drive')),
      customerId: json,
    }),
  ),
  actor: json,
  ipAddress: json,
  networkInfo: json,
  events: mostly(fc.array(event, { maxLength: 3 })),
});

test('activities of any shape become events, a skip or a problem each, and nothing throws', () => {
  const good = {
    id: { time: '2026-03-02T09:00:00Z', uniqueQualifier: '1', applicationName: 'login' },
    events: [{ name: 'logout' }],
  };
  fc.assert(
    fc.property(fc.array(activity, { minLength: 1, maxLength: 5 }), (activities) => {
      const lines = [good, ...activities].map((each) => JSON.stringify(each)).join('\n');
      const { events, skipped, problems } = readWhole(googleWorkspace, Buffer.from(lines));
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(activities.length + 1);
    }),
    { numRuns: 300, seed: 11 },
  );
});
