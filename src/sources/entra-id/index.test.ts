import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { FIELDS } from './fields.ts';
import { entraId } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(entraId, SAMPLES);
testMutations(entraId, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(entraId, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

const CATEGORIES = [
  'AuditLogs',
  'SignInLogs',
  'NonInteractiveUserSignInLogs',
  'ServicePrincipalSignInLogs',
  'ManagedIdentitySignInLogs',
  'UserRiskEvents',
  'RiskyServicePrincipals',
  'ProvisioningLogs',
];
const NAMES = [
  'Update user',
  'Update application',
  'Add service principal credentials',
  'Set Company Information',
  'Add member to role',
  'Consent to application',
];
const json = fc.jsonValue({ maxDepth: 4 });
const properties = Object.values(FIELDS)
  .filter(({ path }) => path.startsWith('properties.'))
  .map(({ path }) => path.slice('properties.'.length));
const record = fc.record({
  time: fc.oneof(
    { weight: 4, arbitrary: fc.constant('2026-03-02T09:00:00Z') },
    { weight: 1, arbitrary: json },
  ),
  category: fc.constantFrom(...CATEGORIES),
  operationName: fc.oneof(fc.constantFrom(...NAMES), json),
  location: json,
  identity: json,
  properties: fc.oneof(
    json,
    fc.record(Object.fromEntries(properties.map((name) => [name, json])), { requiredKeys: [] }),
    fc.record({
      targetResources: fc.array(
        fc.record({ type: fc.constantFrom('User', 'Application'), id: json, modifiedProperties: json }),
        { maxLength: 3 },
      ),
      initiatedBy: json,
    }),
  ),
});

test('records of any shape become an event, a skip or a problem each, and nothing throws', () => {
  const good = { time: '2026-03-02T09:00:00Z', category: 'AuditLogs', operationName: 'Add user' };
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, skipped, problems } = readWhole(entraId, Buffer.from(lines));
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 300, seed: 7 },
  );
});
