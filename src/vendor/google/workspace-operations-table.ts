/**
 * The table of Workspace events: what each means in our vocabulary, and where its subject, credential and details are
 * found. Events that are not listed are `use`. Names are the Reports API's; the copies in Cloud audit logs carry the
 * same ones in their metadata.
 */

import { flagOf, textOf } from './workspace-activity.ts';
import {
  actor,
  application,
  constant,
  decideConsent,
  decideRead,
  decideSetting,
  file,
  flagged,
  isKeyFile,
  issuesApplicationToken,
  issuesPassword,
  issuesRecoveryCodes,
  mfaUsed,
  named,
  namedOrActor,
  presentsApplicationToken,
  presentsPassword,
  SETTING,
  said,
  scoped,
  settingScope,
  sweepingScopes,
  target,
} from './workspace-finders.ts';
import { type FindDetails, type Finders, row, rows, type WorkspaceRow } from './workspace-row.ts';

const SIGN_IN: FindDetails = {
  authMethod: said('login_type'),
  challenge: said('login_challenge_method'),
  mfaUsed,
  suspicious: flagged('is_suspicious'),
};

/** A detector of Google's speaks of an account. */
function warning(riskLevel: 'low' | 'medium' | 'high', alertTitle: string): Finders {
  return {
    subject: namedOrActor,
    details: { riskLevel: constant(riskLevel), alertTitle: constant(alertTitle) },
  };
}

function factor(change: 'added' | 'changed' | 'removed' | 'reset', subject = namedOrActor): Finders {
  return { subject, details: { factor: constant(change), setting: ({ event }) => event.name } };
}

const LOGIN: readonly WorkspaceRow[] = [
  row('login:login_success', 'signin', { presents: presentsPassword, details: SIGN_IN }),
  row('login:login_failure', 'signin', {
    outcome: 'failure',
    error: said('login_failure_type'),
    presents: presentsPassword,
    details: SIGN_IN,
  }),
  ...rows('login', 'use', ['login_challenge', 'login_verification', 'logout'], {
    details: { ...SIGN_IN, challengeStatus: said('login_challenge_status') },
  }),
  ...rows('login', 'use', ['risk_sensitive_action_allowed', 'risk_sensitive_action_blocked'], {
    details: { ...SIGN_IN, sensitiveAction: said('sensitive_action_name') },
  }),
  row('login:account_disabled_password_leak', 'alert', warning('high', 'password found in a leak')),
  row('login:account_disabled_hijacked', 'alert', warning('high', 'account taken over')),
  row('login:gov_attack_warning', 'alert', warning('high', 'attack backed by a government')),
  row('login:suspicious_login', 'alert', warning('medium', 'suspicious sign-in')),
  row(
    'login:suspicious_login_less_secure_app',
    'alert',
    warning('medium', 'suspicious sign-in of a less secure app'),
  ),
  row('login:suspicious_programmatic_login', 'alert', warning('medium', 'suspicious sign-in by a program')),
  row('login:account_disabled_generic', 'alert', warning('medium', 'account suspended')),
  row('login:account_disabled_spamming', 'alert', warning('medium', 'account suspended for spam')),
  row(
    'login:account_disabled_spamming_through_relay',
    'alert',
    warning('medium', 'account suspended for spam through the relay'),
  ),
  row('login:email_forwarding_out_of_domain', 'use', {
    subject: actor,
    details: { forwardedTo: said('email_forwarding_destination_address') },
  }),
  row('login:blocked_sender', 'use'),
];

const USER_ACCOUNTS: readonly WorkspaceRow[] = [
  row('user_accounts:2sv_enroll', 'factor.change', factor('added')),
  row('user_accounts:2sv_disable', 'factor.change', factor('removed')),
  row('user_accounts:titanium_enroll', 'factor.change', factor('added')),
  row('user_accounts:titanium_unenroll', 'factor.change', factor('removed')),
  row('user_accounts:passkey_enrolled', 'factor.change', factor('added')),
  row('user_accounts:passkey_removed', 'factor.change', factor('removed')),
  ...rows(
    'user_accounts',
    'factor.change',
    ['recovery_email_edit', 'recovery_phone_edit', 'recovery_secret_qa_edit'],
    factor('changed'),
  ),
  row('user_accounts:password_edit', 'credential.reset', {
    subject: namedOrActor,
    issues: issuesPassword,
    details: { secretType: constant('password') },
  }),
];

const TOKEN: readonly WorkspaceRow[] = [
  row('token:authorize', 'token.mint', {
    targets: application,
    issues: issuesApplicationToken,
    decide: decideConsent,
    details: {
      application: said('app_name'),
      clientId: said('client_id'),
      clientType: said('client_type'),
      scopes: said('scope'),
      permissions: sweepingScopes,
    },
  }),
  ...rows('token', 'use', ['activity', 'request', 'revoke'], {
    presents: presentsApplicationToken,
    details: { application: said('app_name'), clientId: said('client_id'), method: said('method_name') },
  }),
];

const SAML: readonly WorkspaceRow[] = [
  row('saml:login_success', 'signin', {
    details: {
      application: said('application_name'),
      authMethod: constant('saml'),
      initiatedBy: said('initiated_by'),
    },
  }),
  row('saml:login_failure', 'signin', {
    outcome: 'failure',
    error: said('failure_type', 'saml_status_code'),
    details: {
      application: said('application_name'),
      authMethod: constant('saml'),
      initiatedBy: said('initiated_by'),
    },
  }),
];

const ROLE: FindDetails = {
  role: said('role_name'),
  roleId: said('role_id'),
  privilege: said('privilege_name'),
  orgUnit: said('org_unit_name'),
};

const ADMIN_USERS: readonly WorkspaceRow[] = [
  row('admin:CHANGE_PASSWORD', 'credential.reset', {
    subject: named,
    issues: issuesPassword,
    details: { secretType: constant('password') },
  }),
  row('admin:CHANGE_PASSWORD_ON_NEXT_LOGIN', 'credential.reset', {
    subject: named,
    details: {
      secretType: constant('password'),
      passwordResetRequired: ({ parameters }) => flagOf(parameters, 'new_value') !== false,
    },
  }),
  row('admin:VIEW_TEMP_PASSWORD', 'credential.read', {
    subject: named,
    targets: target('user', 'user_email'),
    details: { secretType: constant('temporary-access-pass') },
  }),
  row('admin:GENERATE_2SV_SCRATCH_CODES', 'credential.create', {
    subject: named,
    issues: issuesRecoveryCodes,
    details: { secretType: constant('recovery-code') },
  }),
  row('admin:DELETE_2SV_SCRATCH_CODES', 'factor.change', factor('removed', named)),
  ...rows(
    'admin',
    'factor.change',
    [
      'TURN_OFF_2_STEP_VERIFICATION',
      'UNENROLL_USER_FROM_STRONG_AUTH',
      'UNENROLL_USER_FROM_TITANIUM',
      'REVOKE_SECURITY_KEY',
      'REMOVE_RECOVERY_EMAIL',
      'REMOVE_RECOVERY_PHONE',
    ],
    factor('removed', named),
  ),
  ...rows(
    'admin',
    'factor.change',
    ['CHANGE_RECOVERY_EMAIL', 'CHANGE_RECOVERY_PHONE'],
    factor('changed', named),
  ),
  ...rows(
    'admin',
    'factor.change',
    [
      'ADD_RECOVERY_EMAIL',
      'ADD_RECOVERY_PHONE',
      'SECURITY_KEY_REGISTERED_FOR_USER',
      'USER_ENROLLED_IN_TWO_STEP_VERIFICATION',
    ],
    factor('added', named),
  ),
  row('admin:USER_PUT_IN_TWO_STEP_VERIFICATION_GRACE_PERIOD', 'factor.change', factor('changed', named)),
  row('admin:RESET_SIGNIN_COOKIES', 'credential.reset', {
    subject: named,
    details: { secretType: constant('session-cookie') },
  }),
  ...rows(
    'admin',
    'credential.reset',
    ['UNSUSPEND_USER', 'UNDELETE_USER', 'UNARCHIVE_USER', 'UNBLOCK_USER_SESSION'],
    {
      subject: named,
      details: { revived: constant(true) },
    },
  ),
  // Taking a grant away leads nowhere.
  ...rows(
    'admin',
    'use',
    ['REVOKE_3LO_DEVICE_TOKENS', 'REVOKE_3LO_TOKEN', 'REVOKE_ASP', 'SUSPEND_USER', 'DELETE_USER'],
    {
      subject: named,
      details: { application: said('app_id') },
    },
  ),
  row('admin:CREATE_USER', 'use', {
    subject: named,
    targets: target('user', 'user_email'),
    details: { created: constant(true) },
  }),
  ...rows('admin', 'privilege.grant', ['GRANT_ADMIN_PRIVILEGE', 'GRANT_DELEGATED_ADMIN_PRIVILEGES'], {
    subject: named,
    details: {
      administratorPolicy: ({ event }) => event.name === 'GRANT_ADMIN_PRIVILEGE',
      role: (call) =>
        call.event.name === 'GRANT_ADMIN_PRIVILEGE'
          ? 'super administrator'
          : (said('new_value')(call) ?? 'delegated administrator'),
    },
  }),
  row('admin:ASSIGN_ROLE', 'privilege.grant', {
    subject: named,
    targets: target('role', 'role_name', 'role_id'),
    details: ROLE,
  }),
  ...rows('admin', 'privilege.grant', ['CREATE_ROLE', 'UPDATE_ROLE', 'ADD_PRIVILEGE'], {
    targets: target('role', 'role_name', 'role_id'),
    details: ROLE,
  }),
  ...rows(
    'admin',
    'use',
    ['UNASSIGN_ROLE', 'DELETE_ROLE', 'RENAME_ROLE', 'REMOVE_PRIVILEGE', 'REVOKE_ADMIN_PRIVILEGE'],
    {
      subject: named,
      targets: target('role', 'role_name', 'role_id'),
      details: ROLE,
    },
  ),
  ...rows('admin', 'privilege.grant', ['ADD_GROUP_MEMBER', 'UPDATE_GROUP_MEMBER'], {
    subject: named,
    targets: target('group', 'group_email'),
    details: { groupName: said('group_email'), role: said('new_value') },
  }),
  row('admin:REMOVE_GROUP_MEMBER', 'use', { subject: named, targets: target('group', 'group_email') }),
  row('admin:UPDATE_DOMAIN_PRIMARY_ADMIN_EMAIL', 'privilege.grant', { details: scoped('domain') }),
];

const ADMIN_SIGN_ON: readonly WorkspaceRow[] = [
  ...rows(
    'admin',
    'sso.change',
    [
      'TOGGLE_SSO_ENABLED',
      'CHANGE_SSO_SETTINGS',
      'INBOUND_SSO_PROFILE_CREATED',
      'INBOUND_SSO_PROFILE_UPDATED',
      'INBOUND_SSO_PROFILE_DELETED',
      'INBOUND_SSO_PROFILE_ASSIGNMENT_CREATED',
      'INBOUND_SSO_PROFILE_ASSIGNMENT_UPDATED',
      'INBOUND_SSO_PROFILE_ASSIGNMENT_DELETED',
      'CHANGE_SAML_AUTHENTICATION_SETTINGS',
      'TOGGLE_OPEN_ID_ENABLED',
    ],
    { details: scoped('external-idp') },
  ),
  ...rows(
    'admin',
    'sso.change',
    [
      'CREATE_SAML2_SERVICE_PROVIDER_CONFIG',
      'UPDATE_SAML2_SERVICE_PROVIDER_CONFIG',
      'DELETE_SAML2_SERVICE_PROVIDER_CONFIG',
    ],
    {
      targets: target('application', 'saml2_service_provider_name', 'saml2_service_provider_entity_id'),
      details: scoped('application'),
    },
  ),
  ...rows(
    'admin',
    'sso.change',
    [
      'ADD_TRUSTED_DOMAINS',
      'REMOVE_TRUSTED_DOMAINS',
      'ADD_SECONDARY_DOMAIN',
      'REMOVE_SECONDARY_DOMAIN',
      'ADD_DOMAIN_ALIAS',
      'REMOVE_DOMAIN_ALIAS',
      'CHANGE_PRIMARY_DOMAIN',
      'UPDATE_DOMAIN_SECONDARY_EMAIL',
    ],
    {
      targets: target('domain', 'domain_name', 'secondary_domain_name', 'domain_alias'),
      details: scoped('domain'),
    },
  ),
  ...rows(
    'admin',
    'sso.change',
    [
      'ENFORCE_STRONG_AUTHENTICATION',
      'ALLOW_STRONG_AUTHENTICATION',
      'CHANGE_ALLOWED_TWO_STEP_VERIFICATION_METHODS',
      'CHANGE_TWO_STEP_VERIFICATION_ENROLLMENT_PERIOD_DURATION',
      'CHANGE_TWO_STEP_VERIFICATION_FREQUENCY',
      'CHANGE_TWO_STEP_VERIFICATION_GRACE_PERIOD_DURATION',
      'CHANGE_TWO_STEP_VERIFICATION_START_DATE',
    ],
    {
      details: {
        ...scoped('factor-policy'),
        settingNew: said('new_value', 'allowed_two_step_verification_method'),
      },
    },
  ),
  // The last two are spelt so in other catalogues; the Reports API's own name is the first.
  ...rows(
    'admin',
    'sso.change',
    [
      'ENABLE_NON_ADMIN_USER_PASSWORD_RECOVERY',
      'TOGGLE_ALLOW_ADMIN_PASSWORD_RESET',
      'CHANGE_PASSWORD_MIN_LENGTH',
      'CHANGE_PASSWORD_MAX_LENGTH',
      'TOGGLE_NON_ADMIN_USER_PASSWORD_RECOVERY',
      'TOGGLE_ADMIN_PASSWORD_RECOVERY',
    ],
    { details: scoped('password-policy') },
  ),
  ...rows('admin', 'sso.change', ['SESSION_CONTROL_SETTINGS_CHANGE', 'CHANGE_SESSION_LENGTH'], {
    details: scoped('session-policy'),
  }),
  ...rows('admin', 'sso.change', ['TOGGLE_CAA_ENABLEMENT', 'CHANGE_CAA_APP_ASSIGNMENTS'], {
    details: scoped('conditional-access'),
  }),
  ...rows('admin', 'sso.change', ['WEAK_PROGRAMMATIC_LOGIN_SETTINGS_CHANGED', 'ENABLE_USER_IP_WHITELIST'], {
    details: scoped('sign-on-policy'),
  }),
  ...rows(
    'admin',
    'sso.change',
    [
      'ENABLE_API_ACCESS',
      'TOGGLE_OAUTH_ACCESS_TO_ALL_APIS',
      'TOGGLE_ENABLE_OAUTH_CONSUMER_KEY',
      'ADD_TO_TRUSTED_OAUTH2_APPS',
      'REMOVE_FROM_TRUSTED_OAUTH2_APPS',
      'TRUST_DOMAIN_OWNED_OAUTH2_APPS',
      'UNTRUST_DOMAIN_OWNED_OAUTH2_APPS',
      'ALLOW_SERVICE_FOR_OAUTH2_ACCESS',
      'DISALLOW_SERVICE_FOR_OAUTH2_ACCESS',
    ],
    {
      targets: target('application', 'oauth2_app_id', 'oauth2_service_name'),
      details: { ...scoped('application'), application: said('oauth2_app_name') },
    },
  ),
  // Domain-wide delegation: an API client acts as any user without asking.
  row('admin:AUTHORIZE_API_CLIENT_ACCESS', 'trust.change', {
    targets: target('application', 'api_client_name'),
    details: {
      ssoScope: constant('delegation'),
      clientId: said('api_client_name'),
      scopes: said('api_scopes'),
      setting: constant('domain-wide delegation'),
      settingNew: said('api_scopes'),
    },
  }),
  row('admin:REMOVE_API_CLIENT_ACCESS', 'use', { targets: target('application', 'api_client_name') }),
  ...rows(
    'admin',
    'use',
    ['CHANGE_APPLICATION_SETTING', 'CREATE_APPLICATION_SETTING', 'DELETE_APPLICATION_SETTING'],
    {
      decide: decideSetting,
      details: { ...SETTING, ssoScope: settingScope },
    },
  ),
  row('admin:UPLOAD_OAUTH_CERTIFICATE', 'credential.import', {
    details: { secretType: constant('certificate') },
  }),
  row('admin:REGENERATE_OAUTH_CONSUMER_SECRET', 'credential.reset', {
    details: { secretType: constant('client-secret') },
  }),
  row('admin:GENERATE_TRANSFER_TOKEN', 'credential.create', {
    details: { secretType: constant('api-token') },
  }),
  row('admin:VIEW_DNS_LOGIN_DETAILS', 'credential.read', {
    targets: target('domain', 'domain_name'),
    details: { secretType: constant('password') },
  }),
];

const ADMIN_REST: readonly WorkspaceRow[] = [
  ...rows(
    'admin',
    'telemetry.change',
    [
      'DELETE_ALERT',
      'ALERT_STATUS_CHANGED',
      'ALERT_RECEIVERS_CHANGED',
      'CHANGE_ALERT_CRITERIA',
      'DELETE_RULE',
      'RULE_STATUS_CHANGED',
      'RULE_ACTIONS_CHANGED',
      'CHANGE_RULE_CRITERIA',
      'CHANGE_LOGIN_ACTIVITY_TRACE',
    ],
    { details: { ...SETTING, name: said('alert_name', 'rule_name') } },
  ),
  ...rows(
    'admin',
    'resource.access',
    [
      'CREATE_DATA_TRANSFER_REQUEST',
      'CREATE_EMAIL_MONITOR',
      'REQUEST_MAILBOX_DUMP',
      'REQUEST_ACCOUNT_INFO',
      'EMAIL_LOG_SEARCH',
      'DRIVE_DATA_RESTORE',
      'TRANSFER_DOCUMENT_OWNERSHIP',
      'DOWNLOAD_USERLIST_CSV',
      'GROUP_LIST_DOWNLOAD',
      'GROUP_MEMBERS_DOWNLOAD',
    ],
    {
      subject: named,
      targets: target('user', 'user_email', 'group_email'),
      details: { destination: said('destination_user_email', 'email_monitor_dest_email', 'new_value') },
    },
  ),
  ...rows(
    'admin',
    'resource.access',
    ['CUSTOMER_TAKEOUT_CREATED', 'CUSTOMER_TAKEOUT_SUCCEEDED', 'CUSTOMER_TAKEOUT_FAILED'],
    {
      targets: target('export', 'obfuscated_customer_takeout_request_id'),
      details: { export: constant('whole customer') },
    },
  ),
];

const FILE: Finders = {
  targets: file,
  details: {
    visibility: said('visibility'),
    owner: said('owner'),
    secretType: (call) => (isKeyFile(call) ? 'key' : undefined),
  },
};

const DRIVE: readonly WorkspaceRow[] = [
  ...rows(
    'drive',
    'resource.access',
    [
      'view',
      'preview',
      'copy',
      'source_copy',
      'download',
      'print',
      'email_as_attachment',
      'sync_item_content',
    ],
    {
      ...FILE,
      decide: decideRead,
    },
  ),
  ...rows(
    'drive',
    'resource.access',
    [
      'edit',
      'create',
      'upload',
      'delete',
      'trash',
      'untrash',
      'rename',
      'move',
      'sheets_import_range',
      'download_forms_response',
    ],
    FILE,
  ),
  ...rows(
    'drive',
    'resource.access',
    [
      'change_user_access',
      'change_document_visibility',
      'change_document_access_scope',
      'change_acl_editors',
      'change_owner',
      'shared_drive_membership_change',
      'shared_drive_settings_change',
      'team_drive_membership_change',
      'team_drive_settings_change',
      'sheets_import_range_access_change',
    ],
    {
      targets: file,
      details: {
        visibility: said('visibility'),
        owner: said('owner'),
        sharedWith: said('target_user', 'target', 'target_domain'),
        settingOld: said('old_value', 'old_visibility'),
        settingNew: said('new_value', 'visibility_change'),
      },
    },
  ),
];

const MEMBERSHIP: Finders = {
  subject: named,
  targets: target('group', 'group_email', 'group_id'),
  details: { groupName: said('group_email', 'group_id'), role: said('member_role', 'new_value') },
};

const GROUPS: readonly WorkspaceRow[] = [
  ...rows('groups', 'privilege.grant', ['add_user', 'join', 'approve_join_request', 'accept_invitation'], {
    ...MEMBERSHIP,
    subject: namedOrActor,
  }),
  ...rows(
    'groups',
    'use',
    ['request_to_join', 'remove_user', 'invite_user', 'revoke_invitation', 'reject_join_request'],
    MEMBERSHIP,
  ),
  ...rows('groups', 'use', ['change_acl_permission', 'change_basic_setting', 'change_identity_setting'], {
    targets: target('group', 'group_email'),
    details: {
      setting: said('acl_permission', 'basic_setting', 'identity_setting'),
      settingOld: said('old_value', 'old_value_repeated'),
      settingNew: said('new_value', 'new_value_repeated'),
    },
  }),
  ...rows(
    'groups_enterprise',
    'privilege.grant',
    ['add_member', 'add_member_role', 'add_dynamic_group_query'],
    MEMBERSHIP,
  ),
  ...rows(
    'groups_enterprise',
    'use',
    ['remove_member', 'remove_member_role', 'ban_member', 'create_group', 'delete_group'],
    MEMBERSHIP,
  ),
];

const REST: readonly WorkspaceRow[] = [
  ...rows('gcp', 'credential.import', ['IMPORT_SSH_PUBLIC_KEY', 'UPDATE_SSH_PUBLIC_KEY'], {
    subject: namedOrActor,
    details: { secretType: constant('ssh-key') },
  }),
  row('gcp:DELETE_SSH_PUBLIC_KEY', 'use', { subject: namedOrActor }),
  row('context_aware_access:ACCESS_DENY_EVENT', 'use', {
    outcome: 'failure',
    error: said('caa_access_level_unsatisfied'),
    details: { application: said('caa_application'), deviceState: said('caa_device_state') },
  }),
  ...rows(
    'rules',
    'use',
    [
      'rule_match',
      'rule_trigger',
      'action_complete',
      'content_matched',
      'content_unmatched',
      'access_blocked',
      'sharing_blocked',
    ],
    {
      decide: ({ event, parameters }) =>
        (event.name === 'rule_match' || event.name === 'rule_trigger') &&
        flagOf(parameters, 'has_alert') === true
          ? 'alert'
          : 'use',
      subject: namedOrActor,
      details: {
        alertTitle: said('rule_name'),
        riskLevel: ({ parameters }) => level(textOf(parameters, 'severity')),
      },
    },
  ),
  ...rows('mobile', 'alert', ['SUSPICIOUS_ACTIVITY_EVENT', 'DEVICE_COMPROMISED_EVENT'], {
    subject: namedOrActor,
    decide: ({ parameters }) =>
      parameters.get('device_compromised_state') === 'NOT_COMPROMISED' ? 'use' : 'alert',
    details: {
      alertTitle: ({ event }) =>
        event.name.startsWith('DEVICE') ? 'device compromised' : 'suspicious activity of a device',
      riskLevel: constant('medium'),
      deviceId: said('device_id'),
    },
  }),
  ...rows(
    'chrome',
    'alert',
    ['PASSWORD_BREACH_EVENT', 'PASSWORD_REUSE_EVENT', 'MALWARE_TRANSFER_EVENT', 'UNSAFE_SITE_VISIT_EVENT'],
    {
      subject: namedOrActor,
      details: {
        alertTitle: ({ event }) =>
          event.name
            .toLowerCase()
            .replaceAll('_', ' ')
            .replace(/ event$/, ''),
        riskLevel: ({ event }) => (event.name === 'PASSWORD_BREACH_EVENT' ? 'high' : 'low'),
      },
    },
  ),
  row('access_transparency:ACCESS', 'use', {
    targets: target('resource', 'resource_name'),
    details: { owner: said('owner_email'), reason: said('justifications') },
  }),
  ...rows(
    'vault',
    'resource.access',
    [
      'create_export',
      'start_export',
      'download_export',
      'view_document',
      'view_per_matter_litigation_holds_report',
      'search',
    ],
    {
      targets: target('matter', 'matter_id'),
    },
  ),
];

function level(severity: string | undefined): 'low' | 'medium' | 'high' {
  const word = severity?.toLowerCase();
  return word === 'high' || word === 'medium' ? word : 'low';
}

export const WORKSPACE_OPERATIONS: readonly WorkspaceRow[] = [
  ...LOGIN,
  ...USER_ACCOUNTS,
  ...TOKEN,
  ...SAML,
  ...ADMIN_USERS,
  ...ADMIN_SIGN_ON,
  ...ADMIN_REST,
  ...DRIVE,
  ...GROUPS,
  ...REST,
];
