import { expect, test } from 'vitest';
import { callerNamed, loginOf, readClaims } from './claims.ts';
import { resourceTargets, resourceType, workloadOfResource } from './resource.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const VM = '/subscriptions/s/resourcegroups/shop/providers/microsoft.compute/virtualmachines/web-1';

test.each([
  [
    'a person',
    { oid: ID, upn: 'Anna@Example.com', amr: '["pwd","mfa"]', uti: 'u' },
    'user',
    'anna@example.com',
    true,
  ],
  ['a guest', { oid: ID, upn: 'live.com#ada@example.org' }, 'user', 'ada@example.org', undefined],
  [
    'a person without a second factor',
    { oid: ID, unique_name: 'anna@example.com', amr: 'pwd', uti: 'u' },
    'user',
    'anna@example.com',
    false,
  ],
  ['an application', { oid: ID, appid: ID, idtyp: 'app', uti: 'u' }, 'application', ID, undefined],
  [
    'a managed identity',
    { oid: ID, appid: ID, xms_mirid: VM, uti: 'u' },
    'managed-identity',
    'web-1',
    undefined,
  ],
])('claims of %s', (_, claims, kind, name, mfa) => {
  const { principal, credential } = readClaims(claims);
  expect(principal).toMatchObject({ uid: `entra:${ID}`, kind, name });
  expect(credential?.mfa).toBe(mfa);
});

test.each([undefined, null, 'text', [], {}, { oid: 7 }, { __proto__: { oid: ID } }])(
  'claims %j name nobody',
  (claims) => {
    expect(readClaims(claims)).toMatchObject({
      principal: undefined,
      credential: undefined,
      session: undefined,
    });
  },
);

test('a token of a machine’s identity names the machine, and is its session', () => {
  expect(readClaims({ oid: ID, xms_mirid: VM.toUpperCase(), uti: 'u', iat: '1772442000' }).session).toEqual({
    uid: 'entra:token:u',
    name: 'WEB-1',
    issuedAt: 1_772_442_000_000,
    onBehalfOf: undefined,
    workload: { kind: 'instance', id: VM, delivery: undefined },
  });
});

test.each([
  ['anna@example.com', 'anna@example.com'],
  ['ada_example.org#EXT#@example.com', 'ada_example.org#ext#@example.com'],
  ['no login', undefined],
  ['#@', undefined],
])('the login of %s is %s', (text, login) => {
  expect(loginOf(text)).toBe(login);
});

test('a caller is known by login, object id, or as a part of Azure', () => {
  expect(callerNamed('Anna@Example.com', 't')?.uid).toBe('entra:anna@example.com');
  expect(callerNamed(ID, 't')?.kind).toBe('application');
  expect(callerNamed('Microsoft.Advisor', 't')?.kind).toBe('service');
  expect(callerNamed('somebody', 't')).toBeUndefined();
});

test.each([
  [VM, ['instance']],
  [`${VM}/extensions/x`, ['resource', 'instance']],
  ['/subscriptions/s/resourcegroups/shop', ['resource']],
  [
    '/subscriptions/s/providers/microsoft.keyvault/vaults/v/providers/microsoft.insights/diagnosticsettings/d',
    ['resource', 'vault'],
  ],
])('the targets of %s are %j', (resourceId, kinds) => {
  expect(resourceTargets(resourceId).map(({ kind }) => kind)).toEqual(kinds);
});

test('types and workloads of resources', () => {
  expect(resourceType(`${VM}/extensions/x`)).toBe('microsoft.compute/virtualmachines/extensions');
  expect(workloadOfResource('/subscriptions/s/providers/Microsoft.Web/sites/shop')?.kind).toBe('function');
  expect(
    workloadOfResource('/subscriptions/s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/x'),
  ).toBeUndefined();
});
