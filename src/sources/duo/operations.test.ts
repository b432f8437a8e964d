import { expect, test } from 'vitest';
import { testChecklist, testRows } from '../../../test/harness/test-operations.ts';
import { OPERATIONS, rowOf } from './operations.ts';

testRows(OPERATIONS, /^duo:[a-z0-9_]+$/, import.meta.dirname);

const NAMES = new Set(OPERATIONS.map(({ operation }) => operation.slice('duo:'.length)));

testChecklist('every Duo action of the checklist is in the table', {
  passages: [{ from: 'Duo: bypass_create', to: '(P duo_rules)' }],
  names: (passage) => passage.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [],
  known: (name) => NAMES.has(name),
  moreThan: 4,
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
