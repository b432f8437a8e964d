import { expect, test } from 'vitest';
import {
  CREDENTIAL_COLUMNS,
  type CredentialEntry,
  renderCredentials,
  renderCredentialsCsv,
  renderCredentialsJson,
  renderCredentialsNdjson,
} from '../report/credentials.ts';
import { eventsOf } from '../simulate/timeline/events.ts';
import type { Timeline } from '../simulate/timeline/timeline.ts';
import { createStock } from './credentials.ts';

const KEY = { uid: 'AKIAEXAMPLEBOB000001', kind: 'access-key', holder: 'user/bob' };
const MAKE = { call: 'iam:CreateAccessKey', action: 'credential.create' as const, issues: [KEY] };

function stockOf(events: Timeline['events'], provider?: string) {
  const stock = createStock();
  const given = events.map((event) => (provider === undefined ? event : { provider, ...event }));
  const all = eventsOf({ about: '', events: given }).sort((a, b) => a.time - b.time);
  for (const event of all) stock.take(event);
  return stock.report();
}

function only(events: Timeline['events'], provider?: string): CredentialEntry {
  const { credentials } = stockOf(events, provider);
  expect(credentials).toHaveLength(1);
  const [entry] = credentials;
  if (entry === undefined) throw new Error('none');
  return entry;
}

test('a key is told with who made it for whom, and where it was used', () => {
  const bob = { principal: 'user/bob', credential: KEY.uid, call: 's3:ListBuckets' };
  const entry = only([
    { at: '2026-03-02 09:00', principal: 'user/ana', ...MAKE },
    { at: '2026-03-03 09:00', from: 'home', ...bob },
    { at: '2026-03-04 09:00', from: 'far', agent: 'boto3', ...bob },
    { at: '2026-03-12 09:00', principal: 'user/ana', call: 's3:ListBuckets' },
  ]);
  expect(entry).toMatchObject({
    uid: KEY.uid,
    state: 'active',
    owner: { name: 'bob' },
    creator: { name: 'ana' },
    uses: 2,
    networks: ['AS64501', 'AS64503'],
    countries: ['IE', 'AU'],
    agents: ['aws-cli', 'boto3'],
    ageDays: 10,
    idleDays: 8,
    notes: ['made by another: ana', 'used from 2 countries', 'used from 2 networks'],
  });
});

test('a key never used is unused, and after a week that is worth a look', () => {
  const later = { at: '2026-03-12 09:00', call: 's3:ListBuckets' };
  expect(only([{ at: '2026-03-02 09:00', principal: 'user/bob', ...MAKE }, later])).toMatchObject({
    state: 'unused',
    firstUse: undefined,
    notes: ['never used in 10 days'],
  });
});

test.each([
  ['inactive', 'inactive'],
  ['deleted', 'deleted'],
  ['active', 'unused'],
])('a key that a call made %s is %s', (said, state) => {
  const details = { credential: KEY.uid, credentialState: said };
  const entry = only([
    { at: '2026-03-02 09:00', principal: 'user/bob', ...MAKE },
    { at: '2026-03-03 09:00', principal: 'user/bob', call: 'iam:UpdateAccessKey', details },
  ]);
  expect(entry.state).toBe(state);
});

test('a refused deletion ends nothing, and a use after a deletion comes first', () => {
  const details = { credential: KEY.uid, credentialState: 'deleted' };
  const call = 'iam:DeleteAccessKey';
  const refused = [
    { at: '2026-03-02 09:00', principal: 'user/bob', ...MAKE },
    { at: '2026-03-03 09:00', principal: 'user/bob', call, details, error: 'AccessDenied' },
  ];
  expect(only(refused).state).toBe('unused');
  const used = [
    { at: '2026-03-02 09:00', principal: 'user/bob', ...MAKE },
    { at: '2026-03-03 09:00', principal: 'user/bob', call, details },
    { at: '2026-03-03 10:00', principal: 'user/bob', credential: KEY.uid, call: 's3:ListBuckets' },
  ];
  expect(only(used)).toMatchObject({ state: 'deleted', notes: ['presented again after it was deleted'] });
});

test('a program’s secret made by a person is ordinary; sessions and tokens are not listed', () => {
  const app = 'application/00000000-0000-4000-8000-000000000061';
  const entry = only(
    [
      {
        at: '2026-03-02 09:00',
        principal: 'user/ana@example.com',
        call: 'entra:Add service principal credentials',
        issues: [{ uid: 'entra:key:1', kind: 'service-credential', holder: app }],
      },
      {
        at: '2026-03-03 09:00',
        principal: app,
        credential: 'entra:key:1',
        kind: 'service-credential',
        call: 'entra:Service principal sign-in',
        issues: [{ uid: 'entra:token:1', kind: 'session-token', holder: app }],
      },
    ],
    'entra',
  );
  expect(entry).toMatchObject({ uid: 'entra:key:1', state: 'active', notes: [] });
});

test('a key whose making was not seen is as old as its first use, at least', () => {
  const report = stockOf([
    { at: '2026-03-02 09:00', credential: KEY.uid, call: 's3:ListBuckets' },
    { at: '2026-03-05 09:00', credential: KEY.uid, call: 's3:ListBuckets' },
  ]);
  expect(report.credentials[0]).toMatchObject({ created: undefined, ageDays: 3, idleDays: 0 });
  expect(renderCredentials(report, { colour: false, width: 100 })).toContain('at least 3 days old');
});

test('an empty log makes an empty list in every format', () => {
  const report = stockOf([]);
  expect(renderCredentials(report, { colour: false, width: 80 })).toContain('0 lasting credentials');
  expect(JSON.parse(renderCredentialsJson(report))).toEqual({ asOf: null, omitted: 0, credentials: [] });
  expect(renderCredentialsNdjson(report)).toBe('');
  expect(renderCredentialsCsv(report)).toBe(`${Object.keys(CREDENTIAL_COLUMNS).join(',')}\r\n`);
});

test('names out of logs start no formula and write no control characters', () => {
  const evil = { uid: '=cmd()|A1', kind: 'access-key', holder: 'user/\u001b[31mred' };
  const report = stockOf([{ at: '2026-03-02 09:00', principal: 'user/@SUM(A1)', ...MAKE, issues: [evil] }]);
  const csv = renderCredentialsCsv(report);
  expect(csv).toContain("\r\n'=cmd()|A1,");
  expect(csv).toContain("'@SUM(A1)");
  const text = [csv, renderCredentials(report, { colour: false, width: 80 }), renderCredentialsJson(report)];
  expect(text.filter((each) => each.includes('\u001b'))).toEqual([]);
});
