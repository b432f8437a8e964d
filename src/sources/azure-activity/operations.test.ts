import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { testRows } from '../../../test/harness/test-operations.ts';
import { nameOperation } from './operation-names.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^[a-z]+:[A-Za-z0-9]+(\/[A-Za-z0-9_]+)+$/, import.meta.dirname);

/** What the checklist asks for, as it writes it, and what that is in full. */
const ASKED: readonly (readonly [string, string, string])[] = [
  ['Microsoft.Storage/storageAccounts/listKeys/action', '', 'credential.read'],
  ['regenerateKey/action', 'Microsoft.Storage/storageAccounts/regenerateKey/action', 'credential.reset'],
  ['DocumentDB', 'Microsoft.DocumentDB/databaseAccounts/listKeys/action', 'credential.read'],
  ['CognitiveServices', 'Microsoft.CognitiveServices/accounts/listKeys/action', 'credential.read'],
  ['Maps', 'Microsoft.Maps/accounts/listKeys/action', 'credential.read'],
  ['MICROSOFT.KUBERNETES/CONNECTEDCLUSTERS/LISTCLUSTERUSERCREDENTIAL/ACTION', '', 'credential.read'],
  ['Microsoft.Web/sites/publishxml', 'Microsoft.Web/sites/publishxml/action', 'credential.read'],
  ['list publishing credentials', 'Microsoft.Web/sites/config/list/action', 'credential.read'],
  ['Microsoft.Compute/disks/beginGetAccess/action', '', 'credential.read'],
  ['MICROSOFT.KEYVAULT/VAULTS/SECRETS/GETSECRET/ACTION', '', 'credential.read'],
  [
    'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write',
    '',
    'credential.create',
  ],
  ['Microsoft.ADHybridHealthService/services/servicemembers/action', '', 'sso.change'],
  ['.../services/delete', 'Microsoft.ADHybridHealthService/services/delete', 'sso.change'],
  ['elevateAccess', 'Microsoft.Authorization/elevateAccess/action', 'privilege.grant'],
  ['Microsoft.Compute/sshPublicKeys/{write', 'Microsoft.Compute/sshPublicKeys/write', 'credential.import'],
  ['generateKeyPair/action}', 'Microsoft.Compute/sshPublicKeys/generateKeyPair/action', 'credential.create'],
  ['MICROSOFT.COMPUTE/VIRTUALMACHINES/EXTENSIONS/WRITE', '', 'resource.access'],
  [
    'EventHub authorizationRules/write',
    'Microsoft.EventHub/namespaces/authorizationRules/write',
    'credential.create',
  ],
  [
    'create-bastion-shareable-link',
    'Microsoft.Network/bastionHosts/createShareableLinks/action',
    'credential.create',
  ],
  ['exfiltrate-foundry-key', 'Microsoft.CognitiveServices/accounts/listKeys/action', 'credential.read'],
  ['RunCommand', 'Microsoft.Compute/virtualMachines/runCommand/action', 'resource.access'],
  ['MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE', '', 'telemetry.change'],
];

test.skipIf(!existsSync(CHECKLIST))('the checklist asks for what is tested here', () => {
  const text = readFileSync(CHECKLIST, 'utf8');
  expect(ASKED.map(([asked]) => asked).filter((asked) => !text.includes(asked))).toEqual([]);
  const named = [...text.matchAll(/\bmicrosoft\.[a-z]+(?:\/[a-z]+)+\/(?:action|write|delete)\b/gi)].map(
    ([name]) => name,
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => nameOperation(name).row === undefined)).toEqual([]);
});

test.each(ASKED)('%s %s is %s', (asked, full, action) => {
  expect(nameOperation(full === '' ? asked : full).row?.action).toBe(action);
});

test('no two rows have one name, however it is written', () => {
  const small = OPERATIONS.map(({ operation }) => operation.toLowerCase());
  expect(new Set(small).size).toBe(small.length);
});

test('operations nobody lists have one name, however they are written', () => {
  expect(nameOperation('Microsoft.Compute/virtualMachines/write').operation).toBe(
    'compute:virtualmachines/write',
  );
  expect(nameOperation('MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE').operation).toBe(
    'compute:virtualmachines/write',
  );
  expect(nameOperation('__proto__/x').row).toBeUndefined();
});
