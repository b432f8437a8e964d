import { describe, expect, test } from 'vitest';
import { placeOf, saidOfAddress } from './address.ts';
import { recordOfApiObject } from './api-objects.ts';
import { changesOf, decode, keysBeyond, pairsOf, settingText } from './changes.ts';
import { recordOfColumns } from './columns.ts';
import { tokenUid } from './credential.ts';
import { foreign } from './family.ts';
import { applicationPrincipal, userPrincipal } from './principal.ts';
import { tableOfColumns } from './tables.ts';
import { parseTime } from './time.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each([
  ['2026-03-02T09:00:00.1234567Z', '2026-03-02T09:00:00.123Z'],
  ['2026-03-02T09:00:00.1234567+02:00', '2026-03-02T07:00:00.123Z'],
  ['2026-03-02 09:00:00.5', '2026-03-02T09:00:00.500Z'],
  ['3/2/2026 9:00:00 PM', '2026-03-02T21:00:00.000Z'],
  ['3/2/2026, 12:05:06.25 AM', '2026-03-02T00:05:06.250Z'],
  ['3/2/2026 9:00:00 AM +00:00', '2026-03-02T09:00:00.000Z'],
  ['2026-03-02T9:48:50.361Z', '2026-03-02T09:48:50.361Z'],
])('time %s', (text, iso) => {
  expect(new Date(parseTime(text) ?? 0).toISOString()).toBe(iso);
});

test.each(['', 'now', '13/40/2026 1:00:00 PM', '3/2/2026 13:00:00 PM', '0001-01-01T00:00:00Z'])(
  '%j is no time',
  (text) => {
    expect(parseTime(text)).toBeUndefined();
  },
);

test('one token has one uid: by its request, by that in base64, by the claim of the token', () => {
  const uid = 'entra:token:ERERESIiMzNERAAAAAAAAQ';
  const request = '11111111-2222-3333-4444-000000000001';
  expect(tokenUid(request)).toBe(uid);
  expect(tokenUid(Buffer.from(request).toString('base64'))).toBe(uid);
  expect(tokenUid('ERERESIiMzNERAAAAAAAAQ')).toBe(uid);
});

test('people are known by object id, else by name, and one of them is one object', () => {
  const anna = { id: '00000000-0000-4000-8000-00000000000A', upn: 'Anna@Example.com', tenant: 't' };
  expect(userPrincipal(anna)).toEqual({
    uid: 'entra:00000000-0000-4000-8000-00000000000a',
    kind: 'user',
    name: 'anna@example.com',
    scope: 't',
  });
  expect(userPrincipal(anna)).toBe(userPrincipal({ ...anna }));
  expect(userPrincipal({ upn: 'Anna@Example.com' })?.uid).toBe('entra:anna@example.com');
  expect(userPrincipal({ id: '00000000-0000-0000-0000-000000000000' })).toBeUndefined();
  expect(applicationPrincipal({ displayName: 'Device Registration Service' })?.kind).toBe('service');
});

test('what is said of an address is one object for one place and network', () => {
  const place = placeOf({ countryOrRegion: 'NO', geoCoordinates: { latitude: 59.9, longitude: 10.7 } });
  expect(place).toEqual({ country: 'NO', location: { latitude: 59.9, longitude: 10.7 } });
  expect(saidOfAddress(place, 64500)).toEqual({ asn: 64500, ...place });
  expect(saidOfAddress(place, 64500)).toBe(saidOfAddress(place, 64500));
  expect(saidOfAddress(undefined, undefined)).toBeUndefined();
  expect(placeOf({ countryOrRegion: '', geoCoordinates: { latitude: 0, longitude: 0 } })).toBeUndefined();
  expect(placeOf('NO')).toEqual({ country: 'NO' });
});

describe('changes', () => {
  test.each<[unknown, unknown]>([
    ['"\\"Federated\\""', 'Federated'],
    ['"x"', 'x'],
    ['["a"]', ['a']],
    ['[]', undefined],
    ['', undefined],
    ['""', undefined],
    [null, undefined],
    ['not "json"', 'not "json"'],
    ['"{\\"a\\":1}"', { a: 1 }],
  ])('value %j is %j', (value, expected) => {
    expect(decode(value)).toEqual(expected);
  });

  test('are decoded side by side', () => {
    const list = [{ displayName: 'LiveType', oldValue: '["Managed"]', newValue: '["Federated"]' }];
    expect(changesOf(list).map((change) => [change.name, change.old, change.new])).toEqual([
      ['LiveType', ['Managed'], ['Federated']],
    ]);
  });

  test('added keys are what the new side has beyond the old', () => {
    const key = (at: number): string =>
      `[KeyIdentifier=00000000-0000-4000-8000-00000000000${at},KeyType=Password,KeyUsage=Verify,DisplayName=ci]`;
    expect(keysBeyond([key(1)], [key(2), key(1)])).toEqual([
      { id: '00000000-0000-4000-8000-000000000002', type: 'Password', usage: 'Verify', name: 'ci' },
    ]);
    expect(keysBeyond(undefined, 'nothing')).toEqual([]);
  });

  test('settings shown are short and hold no secret', () => {
    expect(settingText({ client_secret: 'NEVER-TO-BE-SEEN' })).not.toContain('NEVER');
    expect(settingText('word '.repeat(200))).toHaveLength(256);
  });

  test('pairs are read in either spelling', () => {
    expect([
      ...pairsOf([{ key: 'User-Agent', value: 'x' }, { Key: 'a', Value: 'b' }, 7, { key: '__proto__' }]),
    ]).toEqual([
      ['User-Agent', 'x'],
      ['a', 'b'],
    ]);
  });
});

test('an object of Graph becomes a diagnostic record; another object stays', () => {
  const audit = { activityDisplayName: 'Update user', activityDateTime: '2026-03-02T09:00:00Z', id: 'x' };
  expect(recordOfApiObject(audit)).toMatchObject({
    category: 'AuditLogs',
    time: '2026-03-02T09:00:00Z',
    operationName: 'Update user',
    properties: audit,
  });
  const other = { id: 'x' };
  expect(recordOfApiObject(other)).toBe(other);
});

describe('rows of Log Analytics', () => {
  test('become diagnostic records', () => {
    const record = recordOfColumns({
      'TimeGenerated [UTC]': '3/2/2026, 9:00:00.000 AM',
      TenantId: 'workspace',
      AADTenantId: 't',
      ResourceId: '/tenants/t/providers/Microsoft.aadiam',
      OperationName: 'Sign-in activity',
      Category: 'SignInLogs',
      ResultType: '0',
      IPAddress: '192.0.2.1',
      LocationDetails_dynamic: '',
      LocationDetails_string: '{"countryOrRegion":"NO"}',
      IsInteractive: 'true',
      AutonomousSystemNumber: '64500',
      ResourceIdentity: 'r',
      Type: 'SigninLogs',
      __proto__: 'x',
    });
    expect(plain(record)).toEqual({
      time: '3/2/2026, 9:00:00.000 AM',
      tenantId: 't',
      resourceId: '/tenants/t/providers/Microsoft.aadiam',
      operationName: 'Sign-in activity',
      category: 'SignInLogs',
      resultType: '0',
      table: 'SigninLogs',
      properties: {
        ipAddress: '192.0.2.1',
        location: { countryOrRegion: 'NO' },
        isInteractive: true,
        autonomousSystemNumber: 64500,
        resourceId: 'r',
      },
    });
  });

  test('are told by their columns where no column names the table', () => {
    expect(tableOfColumns(['InitiatedBy', 'TargetResources', 'Result'])?.name).toBe('AuditLogs');
    expect(tableOfColumns(['a', 'b'])).toBeUndefined();
  });

  test('of hostile names change no prototype', () => {
    const row = JSON.parse('{"__proto__": "x", "constructor": "y", "Type": "AuditLogs"}');
    expect(recordOfColumns(row)['category']).toBe('AuditLogs');
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});

test.each([
  ['kube-audit', 'log category no source reads: kube-audit'],
  [undefined, 'Azure log record without a category'],
  ['a b\n', 'Azure log record without a category'],
])('category %j is foreign as %s', (category, reason) => {
  expect(foreign(category)).toEqual({ foreign: reason });
});
