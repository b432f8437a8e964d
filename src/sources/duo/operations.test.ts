import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { ACTIONS } from '../../model/action.ts';
import { OPERATIONS, rowOf } from './operations.ts';

test.skipIf(!existsSync(CHECKLIST))('every Duo action of the checklist is in the table', () => {
  const text = readFileSync(CHECKLIST, 'utf8');
  const start = text.indexOf('Duo: bypass_create');
  expect(start).toBeGreaterThanOrEqual(0);
  const asked =
    text.slice(start, text.indexOf('(P duo_rules)', start)).match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [];
  const known = new Set(OPERATIONS.map(({ operation }) => operation.slice('duo:'.length)));
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
  expect(asked.length).toBeGreaterThan(4);
});

test('every row says an action we know, and a name as Duo writes them', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^duo:[a-z0-9_]+$/);
    expect(ACTIONS).toContain(action);
  }
});

test.each([
  ['integration_skey_view', 'credential.read', undefined],
  ['sso_identity_provider_create', 'sso.change', 'external-idp'],
  ['saml_signing_cert_rotate', 'sso.change', 'certificate'],
  ['okta_directory_update', 'sso.change', 'identity-source'],
  ['group_policy_remove', 'sso.change', 'sign-on-policy'],
])('%s is %s of %s', (name, action, ssoScope) => {
  expect(rowOf(name)?.action).toBe(action);
  expect(rowOf(name)?.details?.['ssoScope']).toBe(ssoScope);
});

test.each(['azure_sync_begin', 'sso_status_view', 'accepted_dtm_opt_in', '__proto__'])(
  '%s is use',
  (name) => {
    expect(rowOf(name)).toBeUndefined();
  },
);

test('the README explains every detail that a row can give', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = new Set(OPERATIONS.flatMap(({ details }) => Object.keys(details ?? {})));
  expect([...given].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
