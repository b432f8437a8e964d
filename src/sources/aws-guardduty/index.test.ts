import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { awsGuardduty } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(awsGuardduty, SAMPLES);

const read = (records: unknown) => readWhole(awsGuardduty, Buffer.from(JSON.stringify(records)));
const sample = (name: string) => readWhole(awsGuardduty, readFileSync(join(SAMPLES, name)));

test('no tag or description of a sample survives normalisation', () => {
  const outcome = readdirSync(SAMPLES).map((name) => JSON.stringify(sample(name)));
  expect(outcome.join('')).not.toMatch(/never-to-be-seen|invented/i);
});

test('one finding is the same event however it was delivered', () => {
  const [exported] = sample('s3-export.jsonl').events;
  const bare = (event: unknown) => ({ ...Object(event), place: undefined });
  expect(bare(sample('eventbridge.json').events[0])).toEqual(bare(exported));
  expect(bare(sample('get-findings.json').events[0])).toEqual(bare(exported));
  const [hub] = sample('security-hub.json').events;
  for (const part of ['uid', 'time', 'principal', 'credential', 'session', 'client', 'scope'] as const) {
    expect(hub?.[part], part).toEqual(exported?.[part]);
  }
  expect(hub?.details['alertType']).toBe(exported?.details['alertType']);
});

const FINDING = {
  schemaVersion: '2.0',
  accountId: '111122223333',
  arn: 'arn:aws-cn:guardduty:cn-north-1:111122223333:detector/d/finding/f',
  id: 'f',
  type: 'Recon:IAMUser/MaliciousIPCaller',
  updatedAt: '2026-03-02T11:00:00Z',
  severity: 5,
  service: { serviceName: 'guardduty' },
};
const withKey = (details: object) => ({ ...FINDING, resource: { accessKeyDetails: details } });

test.each([
  [{ userType: 'IAMUser', userName: 'ann' }, 'arn:aws-cn:iam::111122223333:user/ann', 'user'],
  [
    { userType: 'AssumedRole', userName: 'app', principalId: 'AROA1:s' },
    'arn:aws-cn:iam::111122223333:role/app',
    'role',
  ],
  [
    { userType: 'AssumedRole', userName: 'app', principalId: 'AROA1:ann@example.com' },
    'arn:aws-cn:iam::111122223333:role/app/ann@example.com',
    'federated-user',
  ],
  [
    { userType: 'Role', userName: 'app', principalId: 'AROA1' },
    'arn:aws-cn:iam::111122223333:role/app',
    'role',
  ],
  [{ userType: 'AssumedRole', principalId: 'AROA1:s' }, 'AROA1', 'role'],
  [{ userType: 'Root', userName: 'Root' }, 'arn:aws-cn:iam::111122223333:root', 'root'],
  [
    { userType: 'FederatedUser', userName: 'carol', principalId: '111122223333:carol' },
    'arn:aws-cn:sts::111122223333:federated-user/carol',
    'federated-user',
  ],
  [{ userType: 'AWSAccount', principalId: 'AIDA9', userName: 'x' }, 'AIDA9', 'account'],
  [{}, 'unknown@111122223333', 'unknown'],
])('the holder of a key %o is %s', (details, uid, kind) => {
  expect(read(withKey(details)).events[0]?.principal).toMatchObject({ uid, kind });
});

test.each([
  [1, 'low'],
  [3.9, 'low'],
  [4, 'medium'],
  [7, 'high'],
  [9.5, 'high'],
])('severity %d is a %s risk', (severity, risk) => {
  expect(read({ ...FINDING, severity }).events[0]?.details).toMatchObject({ severity, riskLevel: risk });
});

test('a finding that is updated is another word about the same', () => {
  const uids = ['10', '11'].map((hour) => {
    const updatedAt = `2026-03-02T${hour}:00:00Z`;
    return read({ ...FINDING, updatedAt }).events[0]?.uid;
  });
  expect(new Set(uids).size).toBe(2);
});

test.each([
  [{ id: undefined, arn: undefined }, 'missing-field'],
  [{ updatedAt: 'soon' }, 'bad-value'],
])('without %o there is a problem', (change, code) => {
  const { events, problems } = read([FINDING, { ...FINDING, ...change }]);
  expect(events).toHaveLength(1);
  expect(problems[0]).toContain(code);
});

test.each([
  { type: 'Recon:IAMUser/X', severity: 5, resource: {} },
  { type: 'user.session.start', service: { serviceName: 'guardduty' }, severity: 1 },
  { Type: 'Recon:IAMUser/X', Severity: 5 },
  { ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector', SchemaVersion: '2018-10-08' },
])('%o is nobody of ours', (record) => {
  expect(read([record]).problems[0]).toContain('unrecognised');
});

test('whatever a finding holds, nothing is thrown', () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  const record = fc.record({
    resource: json,
    service: json,
    severity: json,
    accountId: json,
    updatedAt: json,
  });
  fc.assert(
    fc.property(record, (parts) => {
      const { events, problems, skipped } = read([FINDING, { ...FINDING, ...parts }]);
      expect(events.length + problems.length + Object.keys(skipped).length).toBeGreaterThan(0);
    }),
  );
});
