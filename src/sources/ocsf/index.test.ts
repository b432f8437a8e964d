import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testSecrets } from '../../../test/harness/test-secrets.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { createReader } from '../../input/read.ts';
import type { Event } from '../../model/event.ts';
import { ocsf } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(ocsf, SAMPLES);
testSecrets(ocsf, SAMPLES);

const read = (records: unknown) => readWhole(ocsf, Buffer.from(JSON.stringify(records)));
const sample = (name: string) => readWhole(ocsf, readFileSync(join(SAMPLES, name)));

describe('as Parquet', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'credtrail-ocsf-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** With `unmapped` a map, as in Amazon Security Lake. */
  async function asParquet(name: string): Promise<string> {
    const path = join(folder, `${name}.parquet`);
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const rows = `read_json('${join(SAMPLES, name)}', sample_size = -1, map_inference_threshold = -1)`;
    await connection.run(`COPY (SELECT * REPLACE (
      CASE WHEN unmapped IS NULL THEN NULL ELSE json_transform(to_json(unmapped), '"MAP(VARCHAR, VARCHAR)"') END
        AS unmapped) FROM ${rows}) TO '${path}' (FORMAT parquet)`);
    instance.closeSync();
    return path;
  }

  test.each(['security-lake-1.ndjson', 'security-lake-2.ndjson'])(
    '%s gives the same events',
    async (name) => {
      const events: Event[] = [];
      const problems: string[] = [];
      const sink = {
        event: (event: Event) => void events.push(event),
        problem: ({ message }: { readonly message: string }) => void problems.push(message),
      };
      const path = await asParquet(name);
      await createReader([ocsf]).readFile({ path, size: 0, baseline: false }, 0, sink);
      expect(problems).toEqual([]);
      expect(events).toEqual(sample(name).events);
    },
  );
});

const EVENT = {
  class_uid: 6003,
  category_uid: 6,
  activity_id: 1,
  time: 1772443800000,
  metadata: { version: '1.3.0', product: { name: 'App', vendor_name: 'Example' } },
  actor: { user: { uid: 'u1', name: 'ann@example.com' } },
  api: { operation: 'Call', service: { name: 'app' } },
};
const one = (change: object) => read({ ...EVENT, ...change });

test.each([
  [{ time: 1772443800 }, 1772443800000],
  [{ time: '1772443800000' }, 1772443800000],
  [{ time: 1772443800000000 }, 1772443800000],
  [{ time: undefined, time_dt: '2026-03-02T09:30:00Z' }, 1772443800000],
  [{ time: 0, time_dt: '2026-03-02 09:30:00+00' }, 1772443800000],
])('the time of %o is understood', (change, time) => {
  expect(one(change).events[0]?.time).toBe(time);
});

test.each([
  [{ time: undefined }, 'bad-value'],
  [{ time: 'soon' }, 'bad-value'],
  [{ actor: undefined }, 'missing-field'],
  [{ class_uid: undefined, metadata: { ...EVENT.metadata } }, 'missing-field'],
])('without %o there is a problem', (change, code) => {
  const { events, problems } = read([EVENT, { ...EVENT, ...change }]);
  expect(events).toHaveLength(1);
  expect(problems[0]).toContain(code);
});

test.each([
  ['Okta', 'Okta System Log', 'okta', 'okta:u1'],
  ['Microsoft', 'Entra ID', 'entra', 'entra:u1'],
  ['Microsoft', 'Azure Activity', 'azure', 'entra:u1'],
  ['Microsoft', 'Office 365', 'microsoft-365', 'entra:u1'],
  ['Google', 'Google Workspace', 'google-workspace', 'google:ann@example.com'],
  ['Google Cloud', 'Cloud Audit Logs', 'gcp', 'google:ann@example.com'],
  ['Ping Identity', 'PingOne', 'ping-one', 'pingone:u1'],
  ['Cisco', 'Duo Security', 'duo', 'duo:u1'],
  ['Example Corp', 'My App', 'other', 'my-app:u1'],
  ['Example Corp', 'Dropin Shopping', 'other', 'dropin-shopping:u1'],
])('users of %s %s are filed as by its own source', (vendor_name, name, provider, uid) => {
  const [event] = one({ metadata: { version: '1.3.0', product: { name, vendor_name } } }).events;
  expect(event).toMatchObject({ provider, principal: { uid, name: 'ann@example.com' } });
});

test('what a sign-in issues is what later events of the session present', () => {
  const session = { uid: 's1' };
  const [signin] = one({ class_uid: 3002, user: EVENT.actor.user, session }).events;
  const [later] = one({ actor: { ...EVENT.actor, session } }).events;
  expect(signin).toMatchObject({ action: 'signin', credential: undefined });
  expect(signin?.issued[0]?.uid).toBe('app:session:s1');
  expect(later?.credential?.uid).toBe('app:session:s1');
  expect(later?.session?.uid).toBe('app:session:s1');
});

test.each([
  ['http://169.254.169.254/latest/meta-data/iam/security-credentials/app', undefined],
  ['http://169.254.169.254:80/latest/meta-data/iam/security-credentials/app', 80],
  ['http://user@[fd00:ec2::254]:80/latest/meta-data/iam/security-credentials/app', 80],
])('the request of %s is a metadata read', (url_string, port) => {
  const [event] = one({ class_uid: 4002, http_request: { url: { url_string } } }).events;
  expect(event).toMatchObject({ action: 'token.metadata', details: { readsCredentials: true } });
  expect(event?.details['port']).toBe(port);
});

test.each([
  'http://198.51.100.7:80/',
  'http://198.51.100.7/?u=169.254.169.254:80',
  'http://169.254.169.254:9999/',
])('the request of %s is none', (url_string) => {
  const { events, skipped } = one({ class_uid: 4002, http_request: { url: { url_string } } });
  expect(events).toEqual([]);
  expect(Object.values(skipped)).toEqual([1]);
});

test('an event without an id gets the same one wherever it is read', () => {
  const [first, again, other] = read([EVENT, EVENT, { ...EVENT, time: EVENT.time + 1 }]).events;
  expect(first?.uid).toMatch(/^ocsf:content-[0-9a-f]{32}$/);
  expect(again?.uid).toBe(first?.uid);
  expect(other?.uid).not.toBe(first?.uid);
});

test('whatever an event holds, nothing is thrown', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const classUid = fc.constantFrom(1007, 2001, 2004, 3001, 3002, 3004, 3005, 3006, 4001, 4002, 4007, 6003, 9);
  const names = [
    'actor',
    'user',
    'session',
    'src_endpoint',
    'dst_endpoint',
    'process',
    'device',
    'resources',
  ];
  const more = [
    'evidences',
    'finding_info',
    'unmapped',
    'entity',
    'privileges',
    'status_code',
    'is_mfa',
    'api',
  ];
  const record = fc.record(
    Object.fromEntries([
      ['class_uid', classUid],
      ...[...names, ...more].map((name) => [name, json] as const),
    ]),
    { requiredKeys: ['class_uid'] },
  );
  const aws = { api: { operation: 'AssumeRole', service: { name: 'sts.amazonaws.com' } } };
  fc.assert(
    fc.property(record, fc.boolean(), (parts, isAws) => {
      const { events, problems, skipped } = read([EVENT, { ...EVENT, ...parts, ...(isAws ? aws : {}) }]);
      expect(events.length + problems.length + Object.keys(skipped).length).toBeGreaterThan(1);
    }),
    { numRuns: 500 },
  );
});

test('who holds a pre-signed URL of S3 is not where its signer is', () => {
  const access = (method: string) =>
    one({
      api: { operation: 'GetObject', service: { name: 's3.amazonaws.com' } },
      src_endpoint: { ip: '198.51.100.7' },
      unmapped: { 'additionalEventData.AuthenticationMethod': method },
    }).events.map(({ client: { ip, service } }) => [ip, service]);
  expect(access('QueryString')).toEqual([[undefined, 'a pre-signed URL']]);
  expect(access('AuthHeader')).toEqual([['198.51.100.7', undefined]]);
});
