import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { microsoft365 } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(microsoft365, SAMPLES);
testDetailsExplained(microsoft365, SAMPLES);
testMutations(microsoft365, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(microsoft365, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

const RECORD = {
  CreationTime: '2026-03-02T12:00:00',
  Id: '1',
  Operation: 'FileAccessed',
  OrganizationId: 't',
  RecordType: 6,
  Workload: 'SharePoint',
  UserId: 'anna@example.com',
};

test.each([
  ['203.0.113.20', '203.0.113.20'],
  ['203.0.113.20:17362', '203.0.113.20'],
  ['[2001:db8::9]:5512', '2001:db8::9'],
  ['::ffff:203.0.113.20', '203.0.113.20'],
  ['0.0.0.0', undefined],
  ['<null>', undefined],
])('the address %s is %s', (ClientIP, ip) => {
  const { events } = readWhole(microsoft365, Buffer.from(JSON.stringify({ ...RECORD, ClientIP })));
  expect(events[0]?.client.ip).toBe(ip);
});

test.each([
  [
    0,
    'anna@example.com',
    '00000000-0000-4000-8000-000000000001',
    'user',
    'entra:00000000-0000-4000-8000-000000000001',
  ],
  [0, 'Anna@Example.com', '10032000C0000001', 'user', 'entra:anna@example.com'],
  [10, 'ada_example.org#EXT#@example.com', 'x', 'user', 'entra:ada_example.org#ext#@example.com'],
  [4, 'app@sharepoint', 'i:0i.t|app', 'service', 'entra:app@sharepoint'],
  ['DcAdmin', 'someone@prod.example.com', 'x', 'service', 'entra:someone@prod.example.com'],
  [
    6,
    'ServicePrincipal_00000000-0000-4000-8000-000000000011',
    'x',
    'application',
    'entra:00000000-0000-4000-8000-000000000011',
  ],
  [0, 'S-1-5-18', 'S-1-5-18', 'service', 'entra:s-1-5-18'],
])('user type %s, %s with key %s is a %s', (UserType, UserId, UserKey, kind, uid) => {
  const { events } = readWhole(
    microsoft365,
    Buffer.from(JSON.stringify({ ...RECORD, UserType, UserId, UserKey })),
  );
  expect(events[0]?.principal).toMatchObject({ kind, uid });
});
