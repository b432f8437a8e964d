import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { DEFAULT_LIMITS } from '../../input/limits.ts';
import { createReader, type Reader } from '../../input/read.ts';
import { Workroom } from '../../input/workroom.ts';
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

test('an empty text says as little as no text', () => {
  const record = {
    eventVersion: '1.09',
    eventTime: '2026-03-02T09:00:00Z',
    eventSource: 'sts.amazonaws.com',
    eventName: 'GetCallerIdentity',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/anna', accountId: '111122223333' },
  };
  const optional = [
    ...['eventID', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'requestID'],
    ...['recipientAccountId', 'sharedEventID', 'vpcEndpointId', 'eventType', 'eventCategory'],
  ];
  const blank = Object.fromEntries(optional.map((name) => [name, '']));
  const read = (...records: readonly object[]) =>
    readWhole(awsCloudtrail, Buffer.from(JSON.stringify({ Records: records })));
  expect(read({ ...record, ...blank })).toEqual(read(record));
  for (const name of ['eventName', 'eventSource', 'eventTime']) {
    expect(read(record, { ...record, [name]: '' }).problems).toEqual([
      expect.stringContaining(`${name} is missing`),
    ]);
  }
});

test('a record says the same, whatever records came before it', () => {
  const perhaps = (...values: readonly unknown[]) => fc.constantFrom(undefined, ...values);
  const one = fc.record({
    eventVersion: fc.constant('1.09'),
    eventTime: fc.constant('2026-03-02T09:00:00Z'),
    eventID: fc.constant('one'),
    eventName: fc.constantFrom('GetCallerIdentity', 'ListBuckets'),
    eventSource: fc.constantFrom('sts.amazonaws.com', 's3.amazonaws.com'),
    eventType: perhaps('AwsApiCall', 'AwsConsoleAction', 'AwsCloudTrailInsight'),
    eventCategory: perhaps('Management', 'Insight'),
    awsRegion: perhaps('eu-west-1', 'eu-north-1', 7),
    recipientAccountId: perhaps('111122223333', '444455556666'),
    errorCode: perhaps('AccessDenied', ''),
    sourceIPAddress: perhaps('192.0.2.1', '192.0.2.2', 'athena.amazonaws.com'),
    userAgent: perhaps('aws-cli/2.15.30', 'Boto3/1.42.16 exec-env/AWS_Lambda_python3.12'),
    vpcEndpointId: perhaps('vpce-0abc'),
    sessionCredentialFromConsole: perhaps('true', true),
    userIdentity: fc.record({
      type: fc.constant('IAMUser'),
      arn: fc.constantFrom('arn:aws:iam::111122223333:user/anna', 'arn:aws:iam::111122223333:user/ben'),
      invokedBy: perhaps('athena.amazonaws.com'),
    }),
  });
  const said = (reader: Reader, written: string): unknown[] => {
    const found: unknown[] = [];
    const { skipped } = reader.readBuffers([Buffer.from(written)], 'x', 0, {
      event: (event) => found.push(event),
      problem: ({ code, message }) => found.push([code, message]),
    });
    return [...found, skipped];
  };
  const seasoned = createReader([awsCloudtrail], DEFAULT_LIMITS, new Workroom(DEFAULT_LIMITS.maxDepth, 0));
  fc.assert(
    fc.property(one, (each) => {
      const written = JSON.stringify(each);
      expect(said(seasoned, written)).toEqual(said(createReader([awsCloudtrail]), written));
    }),
    { numRuns: 600 },
  );
});

test('who holds a pre-signed URL is not where its signer is', () => {
  const object = (method: string) => ({
    eventVersion: '1.09',
    eventTime: '2026-03-02T09:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    eventID: method,
    sourceIPAddress: '198.51.100.7',
    userAgent: '[Mozilla/5.0]',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/app/i-0123456789abcdef0',
      accessKeyId: 'ASIAEXAMPLEAPP000001',
    },
    additionalEventData: { AuthenticationMethod: method, SignatureVersion: 'SigV4' },
  });
  const { events } = readWhole(
    awsCloudtrail,
    Buffer.from(JSON.stringify({ Records: [object('QueryString'), object('AuthHeader')] })),
  );
  expect(events.map(({ access, client: { ip, service } }) => [access, ip, service])).toEqual([
    ['service', undefined, 'a pre-signed URL'],
    ['console', '198.51.100.7', undefined],
  ]);
});
