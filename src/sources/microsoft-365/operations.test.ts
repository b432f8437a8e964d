import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { ACTIONS } from '../../model/action.ts';
import { OPERATIONS } from './operations.ts';
import { nameOperation } from './workload.ts';

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

test('every row says an action we know; no two have one name', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^[a-z]+:\S/);
    expect(ACTIONS).toContain(action);
  }
  const plain = OPERATIONS.map(({ operation }) => operation.toLowerCase().replace(/[^a-z0-9:]+/g, ' '));
  expect(plain.filter((name, at) => plain.indexOf(name) !== at)).toEqual([]);
});

test('names nobody lists are kept without their full stop, and workloads nobody knows by their own name', () => {
  expect(nameOperation('AzureActiveDirectory', 'Add device.').operation).toBe('entra:Add device');
  expect(nameOperation('PowerBI', 'ViewReport').operation).toBe('powerbi:ViewReport');
  expect(nameOperation('<script>', 'x').operation).toBe('microsoft-365:x');
});

test('the README explains every detail that a row can give', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = new Set(
    OPERATIONS.flatMap(({ details, says }) => [...Object.keys(details ?? {}), ...Object.keys(says ?? {})]),
  );
  expect([...given].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
