import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { gcpAudit } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(gcpAudit, SAMPLES);
testMutations(gcpAudit, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(gcpAudit, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

const json = fc.jsonValue({ maxDepth: 4 });
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: json });
const METHODS = [
  'GenerateAccessToken',
  'google.iam.admin.v1.CreateServiceAccountKey',
  'SetIamPolicy',
  'google.identity.sts.v1.SecurityTokenService.ExchangeToken',
  'v1.compute.instances.setMetadata',
  'io.k8s.core.v1.serviceaccounts.token.create',
  'storage.hmacKeys.create',
  'google.login.LoginService.loginSuccess',
  '__proto__',
  '',
];
const SERVICES = ['iam', 'iamcredentials', 'sts', 'compute', 'storage', 'login', 'cloudresourcemanager'].map(
  (name) => `${name}.googleapis.com`,
);
const entry = fc.record({
  insertId: json,
  timestamp: mostly(fc.constant('2026-03-02T09:00:00Z')),
  logName: mostly(fc.constant('projects/p/logs/cloudaudit.googleapis.com%2Factivity')),
  resource: json,
  operation: json,
  protoPayload: mostly(
    fc.record({
      '@type': fc.constant('type.googleapis.com/google.cloud.audit.AuditLog'),
      serviceName: mostly(fc.constantFrom(...SERVICES, 'k8s.io')),
      methodName: mostly(fc.constantFrom(...METHODS)),
      resourceName: mostly(fc.constant('projects/-/serviceAccounts/a@p.iam.gserviceaccount.com')),
      authenticationInfo: mostly(
        fc.record({
          principalEmail: mostly(fc.constantFrom('maria@example.com', 'system:anonymous', '')),
          principalSubject: json,
          serviceAccountKeyName: json,
          serviceAccountDelegationInfo: mostly(fc.array(json, { maxLength: 3 })),
        }),
      ),
      requestMetadata: json,
      status: json,
      request: json,
      response: json,
      serviceData: mostly(fc.record({ policyDelta: json })),
      metadata: mostly(fc.record({ event: json, activityId: json })),
    }),
  ),
});

test('entries of any shape become an event, a skip or a problem each, and nothing throws', () => {
  const good = {
    insertId: 'x',
    timestamp: '2026-03-02T09:00:00Z',
    logName: 'projects/p/logs/cloudaudit.googleapis.com%2Factivity',
    protoPayload: { serviceName: 'iam.googleapis.com', methodName: 'google.iam.admin.v1.GetRole' },
  };
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (entries) => {
      const lines = [good, ...entries].map((each) => JSON.stringify(each)).join('\n');
      const { events, skipped, problems } = readWhole(gcpAudit, Buffer.from(lines));
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(entries.length + 1);
    }),
    { numRuns: 300, seed: 5 },
  );
});
