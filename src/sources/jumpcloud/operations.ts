/**
 * The table of operations by event type. What is not listed is `use`. JumpCloud adds types often; the README says
 * which names are not on a list we could check.
 */

import {
  adminUpdate,
  adminUpdateFacts,
  alert,
  apiKey,
  applicationFacts,
  associated,
  associationFacts,
  changed,
  named,
  organizationFacts,
  password,
  person,
  signIn,
  updateIssued,
  userUpdate,
  userUpdateFacts,
} from './finders.ts';
import { events, type Finders, type Row } from './row.ts';

const SIGN_IN: Finders = { details: signIn };
const NEW_PASSWORD: Finders = {
  says: { secretType: 'password' },
  subject: person,
  issues: password,
  details: named,
};

const factor = (how: string, factorType?: string): Finders => ({
  says: { factor: how, factorType },
  subject: person,
});
const sso = (ssoScope: string): Finders => ({ says: { ssoScope }, details: changed });
const ABOUT: Finders = { subject: person };

const SIGN_INS: readonly Row[] = [
  ...events('user_login_attempt admin_login_attempt sso_auth', 'signin', SIGN_IN),
  ...events('radius_auth radius_auth_attempt ldap_bind', 'signin', SIGN_IN),
  // On devices, from the agent.
  ...events('login_attempt login sudo_attempt', 'signin', SIGN_IN),
  ...events('oauth_auth oidc_auth device_sso_auth', 'signin', SIGN_IN),
  ...events('oauth_token_grant', 'token.mint', SIGN_IN),
  ...events('user_logout admin_logout logout ldap_search oauth_token_revocation', 'use'),
  ...events('user_lockout admin_lockout user_unlocked lockout unlock', 'use', ABOUT),
];

const PASSWORDS: readonly Row[] = [
  ...events('user_password_change user_password_set admin_password_change', 'credential.reset', NEW_PASSWORD),
  ...events('user_password_reset admin_password_reset password_change', 'credential.reset', NEW_PASSWORD),
  // A mail was sent; nothing has changed yet.
  ...events('user_password_reset_request admin_password_reset_request', 'use', {
    says: { requested: 'password reset' },
    subject: person,
  }),
  ...events('user_password_expired user_password_warning_email user_activation_email', 'use', ABOUT),
];

const FACTORS: readonly Row[] = [
  ...events('totp_start_enrollment admin_totp_start_enrollment', 'use', ABOUT),
  ...events('totp_finish_enrollment admin_totp_finish_enrollment', 'factor.change', factor('added', 'totp')),
  ...events('totp_delete_enrollment admin_totp_disable', 'factor.change', factor('removed', 'totp')),
  ...events('user_totp_reset admin_totp_reset user_mfa_reset', 'factor.change', factor('reset')),
  ...events('user_mfa_exclusion_expired', 'use', ABOUT),
  ...events('push_endpoint_create push_endpoint_enrollment', 'factor.change', factor('added', 'push')),
  ...events('push_endpoint_update', 'factor.change', factor('changed', 'push')),
  ...events('push_endpoint_delete', 'factor.change', factor('removed', 'push')),
  ...events('webauthn_create webauthn_registration', 'factor.change', factor('added', 'webauthn')),
  ...events('webauthn_delete', 'factor.change', factor('removed', 'webauthn')),
  ...events('passkey_create', 'factor.change', factor('added', 'passkey')),
  ...events('passkey_delete', 'factor.change', factor('removed', 'passkey')),
];

const PEOPLE: readonly Row[] = [
  ...events('user_create user_delete user_activated user_suspended user_unsuspended', 'use', ABOUT),
  ...events('user_create_provision user_update_provision user_delete_provision', 'use', ABOUT),
  ...events(
    'user_activation_schedule_create user_activation_schedule_delete user_suspension_schedule_create ' +
      'user_suspension_schedule_delete',
    'use',
    ABOUT,
  ),
  ...events('user_update', 'use', {
    subject: person,
    decide: userUpdate,
    issues: updateIssued(userUpdate),
    details: userUpdateFacts,
  }),
  ...events('admin_create', 'privilege.grant', {
    says: { role: 'administrator' },
    subject: person,
    details: changed,
  }),
  ...events('admin_update', 'use', {
    subject: person,
    decide: adminUpdate,
    issues: updateIssued(adminUpdate),
    details: adminUpdateFacts,
  }),
  ...events('admin_delete admin_suspended admin_unsuspend', 'use', ABOUT),
  // Rights of an administrator on a device.
  ...events('user_admin_granted user_group_admin_grant', 'privilege.grant', {
    says: { role: 'device administrator' },
    subject: person,
    details: named,
  }),
  ...events('user_admin_revoked user_group_admin_revoke', 'use', ABOUT),
  ...events('association_change', 'use', { decide: associated, details: associationFacts }),
  ...events('access_management_access_request_approval', 'privilege.grant', { details: named }),
  ...events('access_management_association_change', 'use', { decide: associated, details: associationFacts }),
  ...events('access_management_access_request', 'use'),
  ...events('group_create group_update group_delete', 'use', { details: named }),
];

const KEYS: readonly Row[] = [
  ...events('admin_apikey_create admin_apikey_update admin_apikey_reset apikey_create', 'credential.create', {
    says: { secretType: 'api-token' },
    subject: person,
    issues: apiKey,
  }),
  ...events('admin_apikey_delete apikey_delete', 'use', ABOUT),
  ...events('service_account_create', 'credential.create', {
    says: { secretType: 'api-token' },
    details: named,
  }),
  ...events('user_sshkey_create sshkey_create', 'credential.import', {
    says: { secretType: 'ssh-key' },
    subject: person,
  }),
  ...events('fde_key_view system_fde_key_view fde_key_read', 'credential.read', {
    says: { secretType: 'disk-key' },
    details: named,
  }),
  ...events('fde_key_update system_fde_key_update', 'use', { details: named }),
  ...events('system_recovery_lock_password_view system_local_admin_password_view', 'credential.read', {
    says: { secretType: 'machine-password' },
    details: named,
  }),
];

/** The password manager's own types were not on a list we could check. */
const PASSWORD_MANAGER: readonly Row[] = [
  ...events(
    'passwordmanager_item_view passwordmanager_item_copy passwordmanager_password_view passwordmanager_item_export ' +
      'passwordmanager_export',
    'credential.read',
    { says: { secretType: 'secret' }, details: named },
  ),
  ...events('passwordmanager_backup_restore passwordmanager_backup_recover', 'credential.read', {
    says: { secretType: 'secret' },
    details: named,
  }),
  ...events('passwordmanager_folder_member_add passwordmanager_item_share', 'privilege.grant', {
    details: named,
  }),
  ...events('passwordmanager_device_approve passwordmanager_device_add', 'factor.change', {
    says: { factor: 'added', factorType: 'device' },
    subject: person,
  }),
];

const SIGN_ON: readonly Row[] = [
  ...events('application_create application_update application_delete', 'sso.change', {
    says: { ssoScope: 'application' },
    details: applicationFacts,
  }),
  ...events('application_idp_cert_create application_idp_cert_update', 'credential.create', {
    says: { ssoScope: 'certificate', secretType: 'certificate' },
    details: changed,
  }),
  ...events('application_idp_cert_delete', 'sso.change', sso('certificate')),
  ...events('idsource_create idsource_update idsource_delete', 'sso.change', sso('identity-source')),
  ...events(
    'activedirectory_create activedirectory_update activedirectory_delete',
    'sso.change',
    sso('identity-source'),
  ),
  ...events(
    'ldapserver_create ldapserver_update ldapserver_delete sambadomain_create',
    'sso.change',
    sso('identity-source'),
  ),
  ...events('idp_create idp_update idp_delete', 'sso.change', sso('external-idp')),
  ...events(
    'identity_provider_create identity_provider_update identity_provider_delete',
    'sso.change',
    sso('external-idp'),
  ),
  ...events(
    'idp_routing_policy_create idp_routing_policy_update idp_routing_policy_delete',
    'sso.change',
    sso('external-idp'),
  ),
  ...events(
    'authnpolicy_create authnpolicy_update authnpolicy_delete authpolicy_create authpolicy_update authpolicy_delete',
    'sso.change',
    sso('conditional-access'),
  ),
  ...events('iplist_create iplist_update iplist_delete', 'sso.change', sso('network-zone')),
  ...events(
    'radiusserver_create radiusserver_update radiusserver_delete',
    'sso.change',
    sso('authentication-method'),
  ),
  ...events('integrationattribute_include integrationattribute_exclude', 'sso.change', sso('role-mapping')),
  ...events('organization_create', 'use'),
  ...events('organization_update', 'sso.change', { details: organizationFacts }),
  ...events('provider_update', 'sso.change', sso('session-policy')),
  ...events('domain_create domain_verify domain_delete', 'sso.change', sso('domain')),
];

const OTHERS: readonly Row[] = [
  ...events('command_run', 'resource.access', { details: named }),
  ...events('command_create command_update command_delete', 'use', { details: named }),
  ...events('file_create file_update file_delete', 'use', { details: named }),
  ...events('policy_create policy_update policy_delete', 'use', { details: named }),
  ...events('system_create system_update system_delete', 'use', { details: named }),
  ...events('object_storage_get_download_url_request', 'resource.access', { details: named }),
  // Alerts and their rules are the organization's own detection.
  ...events('rule_modified rule_deleted', 'telemetry.change', { details: named }),
  ...events('rule_created', 'use', { details: named }),
  ...events('notification_channel_updated notification_channel_deleted', 'telemetry.change', {
    details: named,
  }),
  ...events('alert_created', 'alert', { subject: (call) => call.person, details: alert }),
  ...events('alert_updated alert_status_updated', 'use'),
];

export const OPERATIONS: readonly Row[] = [
  ...SIGN_INS,
  ...PASSWORDS,
  ...FACTORS,
  ...PEOPLE,
  ...KEYS,
  ...PASSWORD_MANAGER,
  ...SIGN_ON,
  ...OTHERS,
];
