import { expect, test } from 'vitest';
import { eventsOf } from '../../simulate/timeline/events.ts';
import type { Timeline } from '../../simulate/timeline/timeline.ts';
import { settingOf } from './scopes.ts';

type Details = Readonly<Record<string, string | boolean>>;

function changeOf(
  call: string,
  details: Details,
  action: Timeline['events'][number]['action'] = 'sso.change',
) {
  const [event] = eventsOf({
    about: 'one change',
    events: [{ at: '2026-03-20 09:00', provider: 'okta', call, action, details }],
  });
  return event === undefined ? undefined : settingOf(event)?.change;
}

test.each([
  ['okta:system.idp.lifecycle.create', { ssoScope: 'external-idp' }, 'identity-provider-added'],
  ['onelogin:TRUSTED_IDP_REMOVED', { ssoScope: 'external-idp' }, 'sso-setting-changed'],
  ['jumpcloud:idsource_create', { ssoScope: 'identity-source' }, 'identity-provider-added'],
  ['management:PATCH /connections/{id}', { ssoScope: 'identity-source' }, 'sso-setting-changed'],
  [
    'entra:Set domain authentication',
    { ssoScope: 'federation', federated: true },
    'domain-federation-changed',
  ],
  ['entra:Set domain authentication', { ssoScope: 'federation', federated: false }, 'sso-setting-changed'],
  ['duo:admin_single_sign_on_cert_update', { ssoScope: 'certificate' }, 'signing-certificate-changed'],
  ['admin:ADD_TRUSTED_DOMAINS', { ssoScope: 'domain' }, 'sso-setting-changed'],
  ['admin:AUTHORIZE_API_CLIENT_ACCESS', { ssoScope: 'delegation' }, 'delegation-granted'],
  ['jumpcloud:authnpolicy_delete', { ssoScope: 'conditional-access' }, 'sign-on-policy-weakened'],
  [
    'management:PUT /guardian/policies',
    { ssoScope: 'factor-policy', settingNew: '[]' },
    'sign-on-policy-weakened',
  ],
  [
    'entra:Update named location',
    { ssoScope: 'network-zone', settingOld: '{"isTrusted":false}', settingNew: '{"isTrusted":true}' },
    'sign-on-policy-weakened',
  ],
  [
    'okta:policy.rule.update',
    { ssoScope: 'sign-on-policy', settingOld: 'ALLOW', settingNew: 'DENY' },
    'sso-setting-changed',
  ],
  ['google:whatever', { ssoScope: 'of another version' }, undefined],
  ['google:whatever', {}, undefined],
] as const)('%s %j is %s', (call, details, change) => {
  expect(changeOf(call, details)).toBe(change);
});

test('authorities trusted for signing in are more than a certificate of an issuer in use', () => {
  const details = { ssoScope: 'certificate' };
  expect(changeOf('entra:Set Company Information', details, 'trust.change')).toBe(
    'certificate-authority-trusted',
  );
});
