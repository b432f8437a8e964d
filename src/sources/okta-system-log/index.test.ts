import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { FIELDS } from './fields.ts';
import { oktaSystemLog } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(oktaSystemLog, SAMPLES);
testMutations(oktaSystemLog, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(oktaSystemLog, bytes))).join('');
  expect(files.join('')).toMatch(/never-to-be-seen/i);
  expect(outcome).not.toMatch(/never-to-be-seen/i);
});

const json = fc.jsonValue({ maxDepth: 4 });
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: json });
const person = fc.record(
  {
    id: mostly(fc.constantFrom('00u1', 'unknown', '')),
    type: mostly(fc.constantFrom('User', 'AppInstance', 'Token', 'AuthenticatorEnrollment')),
    alternateId: mostly(fc.constantFrom('a.b@example.com', 'unknown', 'typed')),
    displayName: json,
    detailEntry: json,
    changeDetails: json,
  },
  { requiredKeys: [] },
);
const record = fc.record({
  ...Object.fromEntries(Object.values(FIELDS).map(({ path }) => [path.split('.')[0] ?? path, json])),
  eventType: mostly(
    fc.constantFrom(
      'user.session.start',
      'system.api_token.create',
      'policy.rule.update',
      'user.account.reset_password',
      'app.keys.clone',
      'security.threat.detected',
      'nobody.knows.this',
    ),
  ),
  published: mostly(fc.constant('2026-03-02T09:00:00.000Z')),
  actor: mostly(person),
  target: mostly(fc.array(mostly(person), { maxLength: 4 })),
  outcome: mostly(fc.record({ result: mostly(fc.constantFrom('SUCCESS', 'FAILURE', 'DENY')), reason: json })),
  authenticationContext: mostly(fc.record({ externalSessionId: json, credentialType: json, issuer: json })),
  debugContext: mostly(
    fc.record({
      debugData: mostly(
        fc.record({ behaviors: json, risk: json, logOnlySecurityData: json, requestUri: json, factor: json }),
      ),
    }),
  ),
});

test('records of any shape become an event, a skip or a problem each, and nothing throws', () => {
  const good = {
    eventType: 'user.session.end',
    published: '2026-03-02T09:00:00.000Z',
    actor: { id: '00u1', type: 'User', alternateId: 'a.b@example.com' },
    outcome: { result: 'SUCCESS' },
  };
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, skipped, problems } = readWhole(oktaSystemLog, Buffer.from(lines));
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 300, seed: 7 },
  );
});
