import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { FIELDS } from './fields.ts';
import { awsCloudtrail } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(awsCloudtrail, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(awsCloudtrail, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

const NAMES = [
  'AssumeRole',
  'GetFederationToken',
  'CreateAccessKey',
  'ConsoleLogin',
  'GetParameters',
  'CreateRole',
];
const SOURCES = ['sts', 'iam', 'signin', 'ssm', 's3', 'rolesanywhere', 'sso'].map(
  (name) => `${name}.amazonaws.com`,
);
const json = fc.jsonValue({ maxDepth: 4 });
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: json });
const record = fc.record({
  ...Object.fromEntries(Object.values(FIELDS).map(({ path }) => [path, json])),
  eventVersion: fc.constant('1.09'),
  eventName: mostly(fc.constantFrom(...NAMES)),
  eventSource: mostly(fc.constantFrom(...SOURCES)),
  eventTime: mostly(fc.constant('2026-03-02T09:00:00Z')),
  userIdentity: fc.record(
    {
      type: mostly(
        fc.constantFrom('AssumedRole', 'IAMUser', 'Root', 'FederatedUser', 'AWSAccount', 'Unknown'),
      ),
      principalId: json,
      arn: mostly(fc.constant('arn:aws:sts::111122223333:assumed-role/app/one')),
      accountId: json,
      userName: json,
      sessionContext: json,
      onBehalfOf: json,
      inScopeOf: json,
    },
    { requiredKeys: [] },
  ),
});

test('records of any shape become an event, a skip or a problem each, and nothing throws', () => {
  const good = {
    eventVersion: '1.09',
    eventSource: 'sts.amazonaws.com',
    eventName: 'GetCallerIdentity',
    eventID: 'x',
  };
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, skipped, problems } = readWhole(awsCloudtrail, Buffer.from(lines));
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 300, seed: 7 },
  );
});
