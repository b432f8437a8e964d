import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { testRows } from '../../../test/harness/test-operations.ts';
import { OPERATIONS } from './operations.ts';
import { nameOperation } from './workload.ts';

testRows(OPERATIONS, /^[a-z]+:\S/, import.meta.dirname);

test.skipIf(!existsSync(CHECKLIST))('what the checklist asks of Exchange is in the table', () => {
  expect(readFileSync(CHECKLIST, 'utf8')).toContain('Add-FederatedDomain (Exchange)');
  expect(nameOperation('Exchange', 'Add-FederatedDomain').row?.action).toBe('sso.change');
});

test.each([
  ['Reset user password.', 'credential.reset'],
  ['Set federation settings on domain.', 'sso.change'],
  ['Set domain authentication.', 'sso.change'],
  ['Add unverified domain.', 'sso.change'],
  ['Update application – Certificates and secrets management ', 'credential.create'],
  ['Add service principal credentials.', 'credential.create'],
  ['Disable Strong Authentication.', 'factor.change'],
  ['Add member to role.', 'privilege.grant'],
  ['Consent to application.', 'privilege.grant'],
  ['UserLoggedIn', 'signin'],
])('the directory’s %s is %s', (name, action) => {
  expect(nameOperation('AzureActiveDirectory', name).row?.action).toBe(action);
});

test('no two rows have one name, however it is written', () => {
  const plain = OPERATIONS.map(({ operation }) => operation.toLowerCase().replace(/[^a-z0-9:]+/g, ' '));
  expect(plain.filter((name, at) => plain.indexOf(name) !== at)).toEqual([]);
});

test('names nobody lists are kept without their full stop, and workloads nobody knows by their own name', () => {
  expect(nameOperation('AzureActiveDirectory', 'Add device.').operation).toBe('entra:Add device');
  expect(nameOperation('PowerBI', 'ViewReport').operation).toBe('powerbi:ViewReport');
  expect(nameOperation('<script>', 'x').operation).toBe('microsoft-365:x');
});
