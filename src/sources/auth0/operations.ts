/**
 * The table of operations: log type codes as Auth0 writes them, and calls of the Management API as method and path.
 * What is not listed is `use`. The README says which names are doubtful.
 */

import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';
import {
  alert,
  application,
  bindings,
  bodyHas,
  clientKey,
  clientSecret,
  granted,
  ownPassword,
  passwordOf,
  provisioningToken,
  readSecrets,
  recoveryCode,
  self,
  session,
  setting,
  shield,
  signIn,
  tenantKey,
  ticketPassword,
  userInBody,
  userInPath,
} from './finders.ts';
import { both, called, type Finders, logged, type Row } from './row.ts';

const SIGN_IN: Finders = {
  issues: session,
  details: (call) => ({ ...signIn(call), ...application(call) }),
};
const REFUSED: Finders = { ...SIGN_IN, failed: true };
const EXCHANGE: Finders = { details: application };
const OWN_PASSWORD: Finders = { says: { secretType: 'password' }, subject: self, issues: ownPassword };
const ALERT: Finders = { details: alert };

const factor = (how: string): Finders => ({ says: { factor: how }, subject: self, details: application });

const SIGN_INS: readonly Row[] = [
  ...both('s', 'f', 'signin', SIGN_IN),
  logged('fp', 'signin', { ...REFUSED, says: { reason: 'wrong password' } }),
  logged('fu', 'signin', { ...REFUSED, says: { reason: 'no such user' } }),
  logged('fc', 'signin', REFUSED),
  ...both('scoa', 'fcoa', 'signin', SIGN_IN),
  ...both('sens', 'fens', 'signin', SIGN_IN),
  logged('fdeac', 'signin', REFUSED),
  ...both('ssa', 'fsa', 'use', EXCHANGE),
  logged('fco', 'use', { failed: true }),
  ...both('slo', 'flo', 'use', EXCHANGE),
  ...both('ss', 'fs', 'use', EXCHANGE),
  logged('w', 'use'),
  logged('mfar', 'use'),
  logged('scv', 'use'),
];

/** Each a grant that turns something into an access token; the token's id is not logged. */
const EXCHANGES: readonly Row[] = [
  ...both('seacft', 'feacft', 'token.mint', { ...EXCHANGE, says: { grantType: 'authorization_code' } }),
  ...both('seccft', 'feccft', 'token.mint', { ...EXCHANGE, says: { grantType: 'client_credentials' } }),
  ...both('secte', 'fecte', 'token.mint', { ...EXCHANGE, says: { grantType: 'token-exchange' } }),
  ...both('sede', 'fede', 'token.mint', { ...EXCHANGE, says: { grantType: 'device_code' } }),
  ...both('seoobft', 'feoobft', 'token.mint', {
    ...EXCHANGE,
    says: { grantType: 'password', mfaUsed: true },
  }),
  ...both('seotpft', 'feotpft', 'token.mint', {
    ...EXCHANGE,
    says: { grantType: 'password', mfaUsed: true },
  }),
  ...both('sepft', 'fepft', 'token.mint', { ...EXCHANGE, says: { grantType: 'password' } }),
  logged('fepotpft', 'token.mint', { ...EXCHANGE, says: { grantType: 'passwordless' }, failed: true }),
  logged('sepkoobft', 'token.mint', { ...EXCHANGE, says: { grantType: 'passkey', mfaUsed: true } }),
  logged('sepkotpft', 'token.mint', { ...EXCHANGE, says: { grantType: 'passkey', mfaUsed: true } }),
  logged('sepkrcft', 'token.mint', { ...EXCHANGE, says: { grantType: 'recovery-code', mfaUsed: true } }),
  ...both('sercft', 'fercft', 'token.mint', {
    ...EXCHANGE,
    says: { grantType: 'recovery-code', mfaUsed: true },
  }),
  ...both('sertft', 'fertft', 'token.mint', { ...EXCHANGE, says: { grantType: 'refresh_token' } }),
  // Also when a rotated refresh token is used a second time: one of the two holders stole it.
  logged('ferrt', 'token.mint', { ...EXCHANGE, says: { grantType: 'refresh_token' }, failed: true }),
  ...both('seta', 'feta', 'token.mint', { ...EXCHANGE, says: { grantType: 'token-vault' } }),
  ...both('sd', 'fd', 'token.mint', { ...EXCHANGE, says: { grantType: 'delegation' } }),
  ...both('ciba_exchange_succeeded', 'ciba_exchange_failed', 'token.mint', EXCHANGE),
  ...both('idjag_exchange_succeeded', 'idjag_exchange_failed', 'token.mint', EXCHANGE),
  ...both(
    'success_on_behalf_of_token_exchange',
    'failed_on_behalf_of_token_exchange',
    'token.mint',
    EXCHANGE,
  ),
  logged('jwt_bearer_exchange_failed', 'token.mint', { ...EXCHANGE, failed: true }),
  logged('srrt', 'use', EXCHANGE),
];

const CREDENTIALS: readonly Row[] = [
  ...both('scp', 'fcp', 'credential.reset', OWN_PASSWORD),
  // Anybody who knows an address may ask; nothing is changed until the link in the mail is used.
  ...both('scpr', 'fcpr', 'use', { says: { requested: 'password reset' }, subject: self }),
  logged('fcph', 'use', { failed: true }),
  ...both('sce', 'fce', 'factor.change', { says: { factor: 'changed', setting: 'email' }, subject: self }),
  ...both('scpn', 'fcpn', 'factor.change', {
    says: { factor: 'changed', setting: 'phone number' },
    subject: self,
  }),
  ...both('scu', 'fcu', 'use', { subject: self }),
  logged('gd_enrollment_complete', 'factor.change', factor('added')),
  logged('gd_start_enroll', 'use', { subject: self }),
  logged('gd_start_enroll_failed', 'factor.change', { ...factor('added'), failed: true }),
  logged('gd_webauthn_enrollment_failed', 'factor.change', { ...factor('added'), failed: true }),
  logged('gd_unenroll', 'factor.change', factor('removed')),
  logged('gd_update_device_account', 'factor.change', factor('changed')),
  ...both(
    'my_account_authentication_method_succeeded',
    'my_account_authentication_method_failed',
    'factor.change',
    factor('changed'),
  ),
  ...both('gd_auth_succeed', 'gd_auth_failed', 'use', { says: { mfaUsed: true } }),
  logged('gd_auth_rejected', 'use', { says: { mfaUsed: true }, failed: true }),
  ...both('gd_recovery_succeed', 'gd_recovery_failed', 'use', {
    says: { mfaUsed: true, authMethod: 'recovery code' },
  }),
  logged('gd_webauthn_challenge_failed', 'use', { failed: true }),
  logged('passkey_challenge_failed', 'use', { failed: true }),
  logged('gd_tenant_update', 'sso.change', { says: { ssoScope: 'factor-policy' } }),
  ...both('ss_sso_success', 'ss_sso_failure', 'sso.change', { says: { ssoScope: 'external-idp' } }),
  ...both('connected_accounts_connection_succeeded', 'connected_accounts_connection_failed', 'use', {
    subject: self,
  }),
  logged('organization_member_added', 'use', { subject: self }),
  ...both('si', 'fi', 'use', { subject: self }),
  ...both('sdu', 'fdu', 'use', { subject: self }),
  ...both('sui', 'fui', 'use'),
  logged('du', 'use', { subject: self }),
  ...both('kms_key_management_success', 'kms_key_management_failure', 'use'),
  logged('kms_key_state_changed', 'use'),
];

/** Auth0's own detectors. */
const ALERTS: readonly Row[] = [
  logged('pwd_leak', 'alert', { ...ALERT, says: { riskLevel: 'high' } }),
  logged('signup_pwd_leak', 'alert', { ...ALERT, says: { riskLevel: 'low' } }),
  logged('reset_pwd_leak', 'alert', { ...ALERT, says: { riskLevel: 'medium' } }),
  logged('limit_wc', 'alert', { ...ALERT, says: { riskLevel: 'medium' } }),
  logged('limit_mu', 'alert', { ...ALERT, says: { riskLevel: 'medium' } }),
  logged('limit_sul', 'alert', { ...ALERT, says: { riskLevel: 'low' } }),
  logged('gd_otp_rate_limit_exceed', 'alert', { ...ALERT, says: { riskLevel: 'medium' } }),
  logged('gd_recovery_rate_limit_exceed', 'alert', { ...ALERT, says: { riskLevel: 'medium' } }),
  logged('api_limit', 'use', { failed: true }),
  logged('limit_delegation', 'use', { failed: true }),
  logged('limit_ui', 'use', { failed: true }),
  logged('pla', 'use'),
  logged('ublkdu', 'use', { subject: self }),
];

/** Management API calls whose path the record does not give. */
const UNNAMED: readonly Row[] = [
  ...both('sapi', 'fapi', 'use'),
  logged('mgmt_api_read', 'credential.read', { details: readSecrets }),
];

const sso = (ssoScope: string): Finders => ({ says: { ssoScope }, details: setting });

const reset = (call: Call): Action => {
  if (call.has('password')) return 'credential.reset';
  return bodyHas(call, 'email', 'phone_number') ? 'factor.change' : 'use';
};

const CLIENTS: readonly Row[] = [
  ...called('POST', '/clients', 'credential.create', {
    says: { secretType: 'client-secret' },
    issues: clientSecret,
    details: (call) => ({ application: call.asked('name'), appType: call.asked('app_type') }),
  }),
  ...called('PATCH', '/clients/{id}', 'sso.change', {
    decide: (call) => (call.has('client_secret') ? 'credential.reset' : 'sso.change'),
    issues: (call) => (call.has('client_secret') ? clientSecret(call) : NO_ISSUED),
    details: (call) => ({
      ...setting(call),
      ...(call.has('client_secret') ? { secretType: 'client-secret' } : { ssoScope: 'application' }),
    }),
  }),
  ...called('DELETE', '/clients/{id}', 'sso.change', sso('application')),
  ...called('POST', '/clients/{id}/rotate-secret', 'credential.reset', {
    says: { secretType: 'client-secret' },
    issues: clientSecret,
    details: (call) => ({ application: call.answered('name') ?? call.ids[0] }),
  }),
  ...called('POST', '/clients/{id}/credentials', 'credential.create', {
    says: { secretType: 'signing-key' },
    issues: clientKey,
    details: (call) => ({ application: call.ids[0], name: call.asked('name') }),
  }),
  ...called('PATCH DELETE', '/clients/{id}/credentials/{id}', 'use'),
  ...called('POST', '/client-grants', 'privilege.grant', {
    details: (call) => ({
      ...granted(call),
      application: call.asked('client_id'),
      audience: call.asked('audience'),
    }),
  }),
  ...called('PATCH', '/client-grants/{id}', 'privilege.grant', { details: granted }),
  ...called('DELETE', '/client-grants/{id}', 'use'),
  ...called('POST', '/resource-servers', 'sso.change', sso('application')),
  ...called('PATCH DELETE', '/resource-servers/{id}', 'sso.change', sso('application')),
];

const CONNECTIONS: readonly Row[] = [
  ...called('POST', '/connections', 'sso.change', {
    says: { ssoScope: 'external-idp' },
    details: (call) => ({
      ...setting(call),
      ...(call.asked('strategy') === 'auth0' ? { ssoScope: 'identity-source' } : {}),
    }),
  }),
  ...called('PATCH DELETE', '/connections/{id}', 'sso.change', {
    says: { ssoScope: 'external-idp' },
    details: (call) => ({
      ...setting(call),
      ...(call.answered('strategy') === 'auth0' ? { ssoScope: 'identity-source' } : {}),
    }),
  }),
  ...called('PATCH', '/connections/{id}/clients', 'sso.change', sso('external-idp')),
  ...called('POST', '/connections/{id}/keys', 'credential.create', {
    says: { secretType: 'signing-key' },
    issues: tenantKey,
  }),
  ...called('POST', '/connections/{id}/keys/rotate', 'credential.create', {
    says: { secretType: 'signing-key' },
    issues: tenantKey,
  }),
  ...called('POST PATCH DELETE', '/connections/{id}/scim-configuration', 'sso.change', sso('provisioning')),
  ...called(
    'POST PATCH DELETE',
    '/connections/{id}/directory-provisioning',
    'sso.change',
    sso('provisioning'),
  ),
  ...called('POST', '/connections/{id}/scim-configuration/tokens', 'credential.create', {
    says: { secretType: 'api-token' },
    issues: provisioningToken,
  }),
  ...called('DELETE', '/connections/{id}/scim-configuration/tokens/{id}', 'use'),
  ...called('POST', '/organizations/{id}/enabled_connections', 'sso.change', sso('external-idp')),
  ...called(
    'PATCH DELETE',
    '/organizations/{id}/enabled_connections/{id}',
    'sso.change',
    sso('external-idp'),
  ),
  ...called('POST', '/self-service-profiles', 'sso.change', sso('external-idp')),
  ...called('PATCH DELETE', '/self-service-profiles/{id}', 'sso.change', sso('external-idp')),
  // The ticket is a link with which its bearer sets up single sign-on.
  ...called('POST', '/self-service-profiles/{id}/sso-ticket', 'sso.change', sso('external-idp')),
  ...called('POST', '/token-exchange-profiles', 'trust.change', sso('federation')),
  ...called('PATCH DELETE', '/token-exchange-profiles/{id}', 'trust.change', sso('federation')),
];

const KEYS: readonly Row[] = [
  ...called('POST', '/keys/signing/rotate', 'credential.create', {
    says: { secretType: 'signing-key' },
    issues: tenantKey,
  }),
  ...called('PUT', '/keys/signing/{id}/revoke', 'sso.change', sso('certificate')),
  ...called('PUT', '/keys/custom-signing', 'credential.import', { says: { secretType: 'signing-key' } }),
  ...called('DELETE', '/keys/custom-signing', 'sso.change', sso('certificate')),
  ...called('POST', '/keys/encryption', 'credential.create', {
    says: { secretType: 'key' },
    issues: tenantKey,
  }),
  ...called('POST', '/keys/encryption/{id}', 'credential.import', {
    says: { secretType: 'key' },
    issues: tenantKey,
  }),
  ...called('POST', '/keys/encryption/{id}/wrapping-key', 'credential.create', {
    says: { secretType: 'key' },
  }),
  ...called('POST', '/keys/encryption/rekey', 'credential.create', { says: { secretType: 'key' } }),
  ...called('DELETE', '/keys/encryption/{id}', 'use'),
];

const USERS: readonly Row[] = [
  ...called('POST', '/users', 'use', {
    says: { secretType: 'password' },
    subject: userInBody,
    issues: passwordOf(userInBody),
    decide: (call) => (call.has('password') ? 'credential.create' : 'use'),
  }),
  ...called('PATCH', '/users/{id}', 'use', {
    subject: userInPath,
    issues: passwordOf(userInPath),
    decide: reset,
    details: (call) => ({
      ...setting(call),
      ...(call.has('password') ? { secretType: 'password' } : {}),
      ...(reset(call) === 'factor.change' ? { factor: 'changed' } : {}),
    }),
  }),
  ...called('DELETE', '/users/{id}', 'use', { subject: userInPath }),
  ...called('POST', '/users/{id}/roles', 'privilege.grant', { subject: userInPath, details: granted }),
  ...called('POST', '/users/{id}/permissions', 'privilege.grant', { subject: userInPath, details: granted }),
  ...called('DELETE', '/users/{id}/roles', 'use', { subject: userInPath }),
  ...called('DELETE', '/users/{id}/permissions', 'use', { subject: userInPath }),
  ...called('POST', '/roles/{id}/users', 'privilege.grant', { details: (call) => ({ role: call.ids[0] }) }),
  ...called('POST', '/roles/{id}/permissions', 'privilege.grant', { details: granted }),
  ...called('POST', '/roles', 'use', { details: setting }),
  ...called('PATCH DELETE', '/roles/{id}', 'use'),
  ...called('POST', '/organizations/{id}/members/{id}/roles', 'privilege.grant', { details: granted }),
  ...called('POST DELETE', '/organizations/{id}/members', 'use'),
  ...called('POST', '/organizations/{id}/invitations', 'use'),
  ...called('POST', '/users/{id}/recovery-code-regeneration', 'credential.reset', {
    says: { secretType: 'recovery-code' },
    subject: userInPath,
    issues: recoveryCode,
  }),
  ...called('POST', '/users/{id}/authentication-methods', 'factor.change', {
    says: { factor: 'added' },
    subject: userInPath,
    details: (call) => ({ factorType: call.asked('type') }),
  }),
  ...called('PUT', '/users/{id}/authentication-methods', 'factor.change', {
    says: { factor: 'changed' },
    subject: userInPath,
  }),
  ...called('DELETE', '/users/{id}/authentication-methods', 'factor.change', {
    says: { factor: 'reset' },
    subject: userInPath,
  }),
  ...called('PATCH', '/users/{id}/authentication-methods/{id}', 'factor.change', {
    says: { factor: 'changed' },
    subject: userInPath,
  }),
  ...called('DELETE', '/users/{id}/authentication-methods/{id}', 'factor.change', {
    says: { factor: 'removed' },
    subject: userInPath,
  }),
  ...called('DELETE', '/users/{id}/authenticators', 'factor.change', {
    says: { factor: 'reset' },
    subject: userInPath,
  }),
  ...called('DELETE', '/users/{id}/multifactor/{id}', 'factor.change', {
    says: { factor: 'removed' },
    subject: userInPath,
    details: (call) => ({ factorType: call.ids[1] }),
  }),
  ...called('POST', '/users/{id}/multifactor/actions/invalidate-remember-browser', 'use', {
    subject: userInPath,
  }),
  ...called('POST', '/guardian/enrollments/ticket', 'factor.change', {
    says: { factor: 'added' },
    subject: userInBody,
  }),
  ...called('DELETE', '/guardian/enrollments/{id}', 'factor.change', { says: { factor: 'removed' } }),
  ...called('POST', '/users/{id}/identities', 'credential.create', {
    says: { secretType: 'federated-credential' },
    subject: userInPath,
    details: (call) => ({ strategy: call.asked('provider') }),
  }),
  ...called('DELETE', '/users/{id}/identities/{id}/{id}', 'use', { subject: userInPath }),
  ...called('POST', '/tickets/password-change', 'credential.reset', {
    says: { secretType: 'password', ticket: true },
    subject: userInBody,
    issues: ticketPassword,
  }),
  ...called('POST', '/tickets/email-verification', 'use', { subject: userInBody }),
  ...called('POST', '/jobs/users-imports', 'credential.import', { says: { secretType: 'password' } }),
  ...called('POST', '/jobs/users-exports', 'resource.access'),
  ...called('POST', '/device-credentials', 'credential.create', { says: { secretType: 'key' } }),
  ...called('DELETE', '/device-credentials/{id}', 'use'),
  ...called('DELETE', '/users/{id}/sessions', 'use', { subject: userInPath }),
  ...called('DELETE', '/users/{id}/refresh-tokens', 'use', { subject: userInPath }),
  ...called('DELETE', '/sessions/{id}', 'use'),
  ...called('DELETE', '/refresh-tokens/{id}', 'use'),
  ...called('DELETE', '/grants', 'use'),
  ...called('DELETE', '/grants/{id}', 'use'),
  ...called('DELETE', '/user-blocks', 'use'),
  ...called('DELETE', '/user-blocks/{id}', 'use'),
];

const TENANT: readonly Row[] = [
  ...called('PATCH', '/tenants/settings', 'sso.change', sso('session-policy')),
  // Administrators of the tenant itself; the paths are those the dashboard uses.
  ...called('POST', '/tenants/invitations', 'privilege.grant', { details: granted }),
  ...called('PATCH', '/tenants/invitations/{id}', 'use', {
    details: (call) => ({ state: call.asked('state') }),
  }),
  ...called('POST', '/tenants/members', 'privilege.grant', { details: granted }),
  ...called('PATCH', '/tenants/members/{id}', 'privilege.grant', { details: granted }),
  ...called('DELETE', '/tenants/members/{id}', 'use'),
  ...called('POST', '/custom-domains', 'sso.change', sso('domain')),
  ...called('PATCH DELETE', '/custom-domains/{id}', 'sso.change', sso('domain')),
  ...called('POST', '/custom-domains/{id}/verify', 'sso.change', sso('domain')),
  ...called('POST', '/network-acls', 'sso.change', sso('network-zone')),
  ...called('PUT PATCH DELETE', '/network-acls/{id}', 'sso.change', sso('network-zone')),
  ...called('PUT', '/guardian/policies', 'sso.change', sso('factor-policy')),
  ...called('PUT', '/guardian/factors/{id}', 'sso.change', {
    says: { ssoScope: 'factor-policy' },
    details: (call) => ({ ...setting(call), factorType: call.ids[0] }),
  }),
  ...called('PUT', '/guardian/factors/{id}/selected-provider', 'sso.change', sso('factor-policy')),
  ...called('PUT', '/guardian/factors/{id}/message-types', 'sso.change', sso('factor-policy')),
  ...called('PUT', '/guardian/factors/{id}/settings', 'sso.change', sso('factor-policy')),
  ...called('PUT PATCH', '/guardian/factors/{id}/providers/{id}', 'sso.change', sso('factor-policy')),
  ...[
    'breached-password-detection',
    'brute-force-protection',
    'suspicious-ip-throttling',
    'bot-detection',
    'captcha',
  ].flatMap((name) =>
    called('PATCH POST', `/attack-protection/${name}`, 'sso.change', {
      says: { ssoScope: 'sign-on-policy' },
      details: shield,
    }),
  ),
  ...called('PUT PATCH', '/risk-assessments/settings', 'sso.change', sso('sign-on-policy')),
  ...called('PATCH', '/risk-assessment/config', 'sso.change', sso('sign-on-policy')),
  ...called('POST PATCH DELETE', '/emails/provider', 'sso.change', sso('authentication-method')),
  ...called('POST', '/branding/phone/providers', 'sso.change', sso('authentication-method')),
  ...called('PATCH DELETE', '/branding/phone/providers/{id}', 'sso.change', sso('authentication-method')),
  ...called('PATCH', '/prompts', 'sso.change', sso('authentication-method')),
  ...called('POST', '/log-streams', 'use', { details: setting }),
  ...called('PATCH DELETE', '/log-streams/{id}', 'telemetry.change', { details: setting }),
];

/** Code that runs when somebody signs in decides who gets in, and sees what they sign in with. */
const PIPELINE: readonly Row[] = [
  ...called('POST', '/actions/actions', 'sso.change', sso('sign-on-policy')),
  ...called('PATCH DELETE', '/actions/actions/{id}', 'sso.change', sso('sign-on-policy')),
  ...called('POST', '/actions/actions/{id}/deploy', 'sso.change', sso('sign-on-policy')),
  ...called('POST', '/actions/actions/{id}/versions/{id}/deploy', 'sso.change', sso('sign-on-policy')),
  ...called('PATCH', '/actions/triggers/{id}/bindings', 'sso.change', {
    says: { ssoScope: 'sign-on-policy' },
    details: bindings,
  }),
  ...called('POST', '/rules', 'sso.change', sso('sign-on-policy')),
  ...called('PATCH DELETE', '/rules/{id}', 'sso.change', sso('sign-on-policy')),
  ...called('PUT DELETE', '/rules-configs/{id}', 'sso.change', sso('sign-on-policy')),
  ...called('POST', '/hooks', 'sso.change', sso('sign-on-policy')),
  ...called('PATCH DELETE', '/hooks/{id}', 'sso.change', sso('sign-on-policy')),
];

/** Reads are logged where the answer held secrets, as `mgmt_api_read`. */
const read = (secretType: string): Finders => ({ says: { secretType }, details: readSecrets });

const READS: readonly Row[] = [
  ...called('GET', '/clients', 'credential.read', read('client-secret')),
  ...called('GET', '/clients/{id}', 'credential.read', read('client-secret')),
  ...called('GET', '/clients/{id}/credentials', 'credential.read', read('client-secret')),
  ...called('GET', '/connections', 'credential.read', read('secret')),
  ...called('GET', '/connections/{id}', 'credential.read', read('secret')),
  ...called('GET', '/resource-servers', 'credential.read', read('signing-key')),
  ...called('GET', '/resource-servers/{id}', 'credential.read', read('signing-key')),
  ...called('GET', '/emails/provider', 'credential.read', read('secret')),
  ...called('GET', '/log-streams', 'credential.read', read('secret')),
  ...called('GET', '/log-streams/{id}', 'credential.read', read('secret')),
  ...called('GET', '/keys/encryption/{id}', 'credential.read', read('key')),
  ...called('GET', '/hooks/{id}/secrets', 'credential.read', read('secret')),
  ...called('GET', '/guardian/factors/{id}/providers/{id}', 'credential.read', read('secret')),
  ...called('GET', '/users', 'credential.read', read('api-token')),
  ...called('GET', '/users/{id}', 'credential.read', read('api-token')),
  ...called('GET', '/users/{id}/federated-connections-tokensets', 'credential.read', read('api-token')),
];

export const OPERATIONS: readonly Row[] = [
  ...SIGN_INS,
  ...EXCHANGES,
  ...CREDENTIALS,
  ...ALERTS,
  ...UNNAMED,
  ...CLIENTS,
  ...CONNECTIONS,
  ...KEYS,
  ...USERS,
  ...TENANT,
  ...PIPELINE,
  ...READS,
];
