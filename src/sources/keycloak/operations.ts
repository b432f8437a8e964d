/**
 * The table of operations: user events by type, admin events by operation and resource path. What is not listed is
 * `use`. The README says which names are doubtful.
 */

import {
  application,
  assumedSession,
  componentFacts,
  credentialChange,
  credentialFacts,
  credentialIssued,
  federated,
  granted,
  holdsPassword,
  newComponent,
  ofClient,
  ownPassword,
  passwordInPath,
  passwordShown,
  realmKey,
  recorded,
  requestedActions,
  self,
  session,
  setting,
  signIn,
  tokens,
  userInPath,
  userOfEvent,
} from './finders.ts';
import { admin, type Finders, type Row, user } from './row.ts';

const TOKENS: Finders = { issues: tokens, details: signIn };

const factor = (how: string, factorType?: string): Finders => ({
  says: { factor: how, factorType },
  subject: self,
  details: application,
});

const USER_EVENTS: readonly Row[] = [
  ...user('LOGIN', 'signin', { issues: session, details: signIn }),
  ...user('IDENTITY_PROVIDER_LOGIN', 'signin', { details: signIn }),
  ...user('IDENTITY_PROVIDER_FIRST_LOGIN IDENTITY_PROVIDER_POST_LOGIN IDENTITY_PROVIDER_RESPONSE', 'use', {
    details: federated,
  }),
  ...user('REGISTER LOGOUT DELETE_ACCOUNT RESTART_AUTHENTICATION USER_SESSION_DELETED', 'use', {
    details: application,
  }),
  ...user(
    'CODE_TO_TOKEN CLIENT_LOGIN REFRESH_TOKEN TOKEN_EXCHANGE OAUTH2_DEVICE_CODE_TO_TOKEN AUTHREQID_TO_TOKEN ' +
      'OAUTH2_EXTENSION_GRANT JWT_BEARER JWT_AUTHORIZATION_GRANT PERMISSION_TOKEN',
    'token.mint',
    TOKENS,
  ),
  ...user('IMPERSONATE', 'token.mint', {
    says: { impersonation: true },
    subject: userOfEvent,
    issues: assumedSession,
  }),
  ...user('UPDATE_PASSWORD RESET_PASSWORD', 'credential.reset', {
    says: { secretType: 'password' },
    subject: self,
    issues: ownPassword,
    details: application,
  }),
  // A mail was sent, or a link in one opened; nothing has changed yet.
  ...user('SEND_RESET_PASSWORD', 'use', { says: { requested: 'password reset' }, subject: self }),
  ...user(
    'EXECUTE_ACTIONS EXECUTE_ACTION_TOKEN CUSTOM_REQUIRED_ACTION SEND_VERIFY_EMAIL VERIFY_EMAIL',
    'use',
    {
      subject: self,
    },
  ),
  ...user('UPDATE_TOTP', 'factor.change', factor('added', 'otp')),
  ...user('REMOVE_TOTP', 'factor.change', factor('removed', 'otp')),
  ...user('UPDATE_CREDENTIAL', 'factor.change', {
    subject: self,
    decide: credentialChange,
    issues: credentialIssued,
    details: credentialFacts,
  }),
  ...user('REMOVE_CREDENTIAL', 'factor.change', {
    says: { factor: 'removed' },
    subject: self,
    details: (call) => ({ factorType: credentialFacts(call)['factorType'] }),
  }),
  ...user('UPDATE_EMAIL', 'factor.change', { says: { factor: 'changed', setting: 'email' }, subject: self }),
  ...user('UPDATE_PROFILE VERIFY_PROFILE', 'use', { subject: self }),
  ...user(
    'FEDERATED_IDENTITY_LINK IDENTITY_PROVIDER_LINK_ACCOUNT FEDERATED_IDENTITY_OVERRIDE_LINK',
    'credential.create',
    {
      says: { secretType: 'federated-credential' },
      subject: self,
      details: federated,
    },
  ),
  ...user('REMOVE_FEDERATED_IDENTITY SEND_IDENTITY_PROVIDER_LINK CLIENT_INITIATED_ACCOUNT_LINKING', 'use', {
    subject: self,
    details: federated,
  }),
  // The token an outside provider issued for the user, handed to a client.
  ...user('IDENTITY_PROVIDER_RETRIEVE_TOKEN', 'credential.read', {
    says: { secretType: 'api-token' },
    subject: self,
    details: federated,
  }),
  ...user('GRANT_CONSENT UPDATE_CONSENT REVOKE_GRANT', 'use', { details: application }),
  ...user('CLIENT_REGISTER CLIENT_UPDATE CLIENT_DELETE', 'sso.change', {
    says: { ssoScope: 'application' },
    details: application,
  }),
  ...user(
    'CLIENT_INFO USER_INFO_REQUEST INTROSPECT_TOKEN VALIDATE_ACCESS_TOKEN OAUTH2_DEVICE_AUTH ' +
      'OAUTH2_DEVICE_VERIFY_USER_CODE PUSHED_AUTHORIZATION_REQUEST INVALID_SIGNATURE REGISTER_NODE ' +
      'UNREGISTER_NODE INVITE_ORG',
    'use',
    { details: application },
  ),
  ...user('USER_DISABLED_BY_PERMANENT_LOCKOUT', 'alert', {
    says: { alertTitle: 'disabled after too many failed sign-ins', riskLevel: 'medium' },
  }),
  ...user('USER_DISABLED_BY_TEMPORARY_LOCKOUT', 'alert', {
    says: { alertTitle: 'locked for a while after failed sign-ins', riskLevel: 'low' },
  }),
];

const sso = (ssoScope: string): Finders => ({ says: { ssoScope }, details: setting });

const USERS: readonly Row[] = [
  ...admin('ACTION UPDATE', '/users/{id}/reset-password', 'credential.reset', {
    says: { secretType: 'password' },
    subject: userInPath,
    issues: passwordInPath,
  }),
  ...admin('CREATE', '/users/{id}', 'use', {
    subject: userInPath,
    issues: passwordShown,
    decide: (call) => (holdsPassword(call) ? 'credential.create' : 'use'),
    details: (call) => ({ secretType: holdsPassword(call) ? 'password' : undefined }),
  }),
  ...admin('UPDATE', '/users/{id}', 'use', {
    subject: userInPath,
    issues: passwordShown,
    decide: (call) => (holdsPassword(call) ? 'credential.reset' : 'use'),
    details: (call) => ({ secretType: holdsPassword(call) ? 'password' : undefined }),
  }),
  ...admin('DELETE', '/users/{id}', 'use', { subject: userInPath }),
  ...admin('ACTION', '/users/{id}/execute-actions-email', 'use', {
    subject: userInPath,
    details: requestedActions,
  }),
  ...admin('ACTION', '/users/{id}/reset-password-email', 'use', {
    says: { requested: 'password reset' },
    subject: userInPath,
  }),
  ...admin('ACTION', '/users/{id}/send-verify-email', 'use', { subject: userInPath }),
  ...admin('ACTION UPDATE', '/users/{id}/disable-credential-types', 'factor.change', {
    says: { factor: 'removed' },
    subject: userInPath,
  }),
  ...admin('ACTION UPDATE', '/users/{id}/remove-totp', 'factor.change', {
    says: { factor: 'removed', factorType: 'otp' },
    subject: userInPath,
  }),
  ...admin('DELETE ACTION', '/users/{id}/credentials/{id}', 'factor.change', {
    says: { factor: 'removed' },
    subject: userInPath,
  }),
  ...admin('UPDATE', '/users/{id}/credentials/{id}/userLabel', 'use', { subject: userInPath }),
  ...admin('CREATE', '/users/{id}/federated-identity/{id}', 'credential.create', {
    says: { secretType: 'federated-credential' },
    subject: userInPath,
    details: ({ ids }) => ({ identityProvider: ids[1] }),
  }),
  ...admin('DELETE', '/users/{id}/federated-identity/{id}', 'use', { subject: userInPath }),
  ...admin('ACTION', '/users/{id}/impersonation', 'token.mint', {
    says: { impersonation: true },
    subject: userInPath,
  }),
  ...admin('ACTION', '/users/{id}/logout', 'use', { subject: userInPath }),
  ...admin('DELETE', '/sessions/{id}', 'use'),
  ...admin('CREATE UPDATE', '/users/{id}/role-mappings/realm', 'privilege.grant', {
    subject: userInPath,
    details: granted,
  }),
  ...admin('CREATE UPDATE', '/users/{id}/role-mappings/clients/{id}', 'privilege.grant', {
    subject: userInPath,
    details: granted,
  }),
  ...admin('CREATE UPDATE', '/users/{id}/groups/{id}', 'privilege.grant', {
    subject: userInPath,
    details: granted,
  }),
  ...admin('DELETE', '/users/{id}/role-mappings/realm', 'use', { subject: userInPath }),
  ...admin('DELETE', '/users/{id}/role-mappings/clients/{id}', 'use', { subject: userInPath }),
  ...admin('DELETE', '/users/{id}/groups/{id}', 'use', { subject: userInPath }),
  ...admin('DELETE', '/attack-detection/brute-force/users/{id}', 'use'),
  ...admin('DELETE', '/attack-detection/brute-force/users', 'use'),
];

const GRANTS: readonly Row[] = [
  ...admin('CREATE UPDATE', '/groups/{id}/role-mappings/realm', 'privilege.grant', { details: granted }),
  ...admin('CREATE UPDATE', '/groups/{id}/role-mappings/clients/{id}', 'privilege.grant', {
    details: granted,
  }),
  ...admin('CREATE', '/roles-by-id/{id}/composites', 'privilege.grant', { details: granted }),
  ...admin('CREATE', '/roles/{id}/composites', 'privilege.grant', { details: granted }),
  ...admin('CREATE', '/clients/{id}/roles/{id}/composites', 'privilege.grant', { details: granted }),
  ...admin('CREATE', '/clients/{id}/scope-mappings/realm', 'privilege.grant', { details: granted }),
  ...admin('CREATE', '/clients/{id}/scope-mappings/clients/{id}', 'privilege.grant', { details: granted }),
  ...admin('CREATE', '/client-scopes/{id}/scope-mappings/realm', 'privilege.grant', { details: granted }),
  ...admin('CREATE', '/client-scopes/{id}/scope-mappings/clients/{id}', 'privilege.grant', {
    details: granted,
  }),
  ...admin('CREATE', '/default-groups/{id}', 'privilege.grant', { details: granted }),
  ...admin('CREATE UPDATE DELETE', '/groups/{id}', 'use'),
  ...admin('CREATE UPDATE DELETE', '/roles/{id}', 'use'),
  ...admin('CREATE UPDATE DELETE', '/clients/{id}/roles/{id}', 'use'),
];

const FEDERATION: readonly Row[] = [
  ...admin('CREATE', '/identity-provider/instances', 'sso.change', sso('external-idp')),
  ...admin('CREATE UPDATE DELETE', '/identity-provider/instances/{id}', 'sso.change', sso('external-idp')),
  ...admin('ACTION', '/identity-provider/import-config', 'use'),
  ...admin('CREATE', '/identity-provider/instances/{id}/mappers', 'sso.change', sso('role-mapping')),
  ...admin(
    'CREATE UPDATE DELETE',
    '/identity-provider/instances/{id}/mappers/{id}',
    'sso.change',
    sso('role-mapping'),
  ),
  ...admin('CREATE', '/organizations/{id}/identity-providers', 'sso.change', sso('external-idp')),
  ...admin('CREATE DELETE', '/organizations/{id}/identity-providers/{id}', 'sso.change', sso('external-idp')),
  ...admin('CREATE', '/components', 'sso.change', {
    decide: newComponent,
    issues: realmKey,
    details: componentFacts,
  }),
  ...admin('CREATE', '/components/{id}', 'sso.change', {
    decide: newComponent,
    issues: realmKey,
    details: componentFacts,
  }),
  ...admin('UPDATE DELETE', '/components/{id}', 'sso.change', { details: componentFacts }),
  ...admin('CREATE UPDATE DELETE', '/user-federation/instances/{id}', 'sso.change', sso('identity-source')),
  ...admin('ACTION', '/user-storage/{id}/sync', 'use'),
];

const CLIENTS: readonly Row[] = [
  ...admin('CREATE', '/clients', 'sso.change', sso('application')),
  ...admin('CREATE UPDATE DELETE', '/clients/{id}', 'sso.change', sso('application')),
  ...admin('ACTION', '/clients/{id}/client-secret', 'credential.reset', {
    says: { secretType: 'client-secret' },
    issues: ofClient('client-secret', 'secret'),
    details: ({ ids }) => ({ application: ids[0] }),
  }),
  ...admin('DELETE', '/clients/{id}/client-secret/rotated', 'use'),
  ...admin('ACTION', '/clients/{id}/registration-access-token', 'credential.reset', {
    says: { secretType: 'api-token' },
    issues: ofClient('registration-token', 'api-key'),
  }),
  ...admin('CREATE', '/clients-initial-access', 'credential.create', { says: { secretType: 'api-token' } }),
  ...admin('CREATE', '/clients-initial-access/{id}', 'credential.create', {
    says: { secretType: 'api-token' },
  }),
  ...admin('DELETE', '/clients-initial-access/{id}', 'use'),
  ...admin('ACTION', '/clients/{id}/certificates/{id}/generate', 'credential.create', {
    says: { secretType: 'certificate' },
    issues: ofClient('certificate', 'certificate'),
  }),
  // The private key comes back in the answer.
  ...admin('ACTION', '/clients/{id}/certificates/{id}/generate-and-download', 'credential.create', {
    says: { secretType: 'certificate', downloaded: true },
    issues: ofClient('certificate', 'certificate'),
  }),
  ...admin('ACTION', '/clients/{id}/certificates/{id}/download', 'credential.read', {
    says: { secretType: 'certificate' },
  }),
  ...admin('ACTION', '/clients/{id}/certificates/{id}/upload', 'credential.import', {
    says: { secretType: 'certificate' },
    issues: ofClient('certificate', 'certificate'),
  }),
  ...admin('ACTION', '/clients/{id}/certificates/{id}/upload-certificate', 'credential.import', {
    says: { secretType: 'certificate' },
    issues: ofClient('certificate', 'certificate'),
  }),
  ...admin('CREATE', '/clients/{id}/protocol-mappers/models', 'sso.change', sso('role-mapping')),
  ...admin(
    'CREATE UPDATE DELETE',
    '/clients/{id}/protocol-mappers/models/{id}',
    'sso.change',
    sso('role-mapping'),
  ),
  ...admin('CREATE', '/client-scopes/{id}/protocol-mappers/models', 'sso.change', sso('role-mapping')),
  ...admin(
    'CREATE UPDATE DELETE',
    '/client-scopes/{id}/protocol-mappers/models/{id}',
    'sso.change',
    sso('role-mapping'),
  ),
  ...admin('CREATE', '/client-scopes', 'sso.change', sso('application')),
  ...admin('CREATE UPDATE DELETE', '/client-scopes/{id}', 'sso.change', sso('application')),
  ...admin(
    'CREATE UPDATE DELETE',
    '/clients/{id}/default-client-scopes/{id}',
    'sso.change',
    sso('application'),
  ),
  ...admin(
    'CREATE UPDATE DELETE',
    '/clients/{id}/optional-client-scopes/{id}',
    'sso.change',
    sso('application'),
  ),
];

const REALM: readonly Row[] = [
  ...admin('CREATE UPDATE DELETE', '/realm', 'sso.change', {
    says: { ssoScope: 'session-policy' },
    details: (call) => ({ resourceType: setting(call)['resourceType'] }),
  }),
  ...admin('UPDATE', '/events/config', 'telemetry.change', {
    details: recorded,
  }),
  ...admin('DELETE ACTION', '/events', 'telemetry.change'),
  ...admin('DELETE ACTION', '/admin-events', 'telemetry.change'),
  ...admin('CREATE', '/authentication/flows', 'sso.change', sso('sign-on-policy')),
  ...admin('CREATE UPDATE DELETE', '/authentication/flows/{id}', 'sso.change', sso('sign-on-policy')),
  ...admin('CREATE', '/authentication/flows/{id}/copy', 'sso.change', sso('sign-on-policy')),
  ...admin('CREATE UPDATE', '/authentication/flows/{id}/executions', 'sso.change', sso('sign-on-policy')),
  ...admin('CREATE', '/authentication/flows/{id}/executions/{id}', 'sso.change', sso('sign-on-policy')),
  ...admin('CREATE UPDATE DELETE', '/authentication/executions/{id}', 'sso.change', sso('sign-on-policy')),
  ...admin('CREATE', '/authentication/executions', 'sso.change', sso('sign-on-policy')),
  ...admin('UPDATE', '/authentication/executions/{id}/raise-priority', 'sso.change', sso('sign-on-policy')),
  ...admin('UPDATE', '/authentication/executions/{id}/lower-priority', 'sso.change', sso('sign-on-policy')),
  ...admin('CREATE', '/authentication/executions/{id}/config', 'sso.change', sso('sign-on-policy')),
  ...admin('CREATE UPDATE DELETE', '/authentication/config/{id}', 'sso.change', sso('sign-on-policy')),
  ...admin(
    'CREATE UPDATE DELETE',
    '/authentication/required-actions/{id}',
    'sso.change',
    sso('factor-policy'),
  ),
  ...admin('CREATE', '/authentication/register-required-action', 'sso.change', sso('factor-policy')),
  ...admin('UPDATE', '/client-policies/policies', 'sso.change', sso('conditional-access')),
  ...admin('UPDATE', '/client-policies/profiles', 'sso.change', sso('conditional-access')),
  ...admin('UPDATE', '/users/profile', 'use'),
  ...admin('ACTION', '/push-revocation', 'use'),
  ...admin('ACTION', '/logout-all', 'use'),
  ...admin('ACTION', '/testLDAPConnection', 'use'),
  ...admin('ACTION', '/testSMTPConnection', 'use'),
  ...admin('ACTION CREATE', '/partialImport', 'sso.change', sso('provisioning')),
];

export const OPERATIONS: readonly Row[] = [
  ...USER_EVENTS,
  ...USERS,
  ...GRANTS,
  ...FEDERATION,
  ...CLIENTS,
  ...REALM,
];
