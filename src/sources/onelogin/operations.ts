/**
 * The table of operations by OneLogin's number and name of the event type. Types that are not listed are `use`, called
 * `EVENT_` and their number. Names are the vendor's, from its list of event types.
 */

import {
  apiCredential,
  application,
  assumed,
  certificate,
  factorFacts,
  granted,
  password,
  setting,
  signIn,
  user,
} from './finders.ts';
import { type Finders, failures, type Row, types } from './row.ts';

const SIGN_IN: Finders = { details: signIn };
const NEW_PASSWORD: Finders = { says: { secretType: 'password' }, subject: user, issues: password };
const ABOUT: Finders = { subject: user };
const GRANT: Finders = { subject: user, details: granted };

const factor = (how: string): Finders => ({
  says: { factor: how },
  subject: user,
  details: factorFacts,
});
const sso = (ssoScope: string): Finders => ({ says: { ssoScope }, details: setting });
const exchange = (grantType: string): Finders => ({ says: { grantType }, details: application });

const SIGN_INS: readonly Row[] = [
  ...types('5 USER_LOGGED_INTO_ONELOGIN, 8 USER_LOGGED_INTO_APP', 'signin', SIGN_IN),
  ...failures('6 USER_FAILED_ONELOGIN_LOGIN, 9 USER_FAILED_APP_LOGIN', 'signin', SIGN_IN),
  ...types('68 USER_AUTHENTICATED_BY_RADIUS, 78 USER_SUCCEEDED_PROXY_LOGIN', 'signin', SIGN_IN),
  ...failures('69 USER_REJECTED_BY_RADIUS, 77 USER_FAILED_PROXY_LOGIN', 'signin', SIGN_IN),
  ...failures('86 USER_FAILED_REMOTE_AUTHENTICATION, 118 SAML_ACS_FAILED', 'signin', SIGN_IN),
  ...types('122 USER_AUTHENTICATED_BY_API, 130 VLDAP_BIND_SUCCESS, 140 SOCIAL_SIGN_IN', 'signin', SIGN_IN),
  ...failures(
    '123 USER_REJECTED_BY_API, 129 VLDAP_BIND_FAILURE, 141 SOCIAL_SIGN_IN_FAILURE',
    'signin',
    SIGN_IN,
  ),
  ...types('153 MAC_LOGIN_SUCCESS, 900 ONELOGIN_DESKTOP_MAC_LOGIN_SUCCESS', 'signin', SIGN_IN),
  ...types('904 ONELOGIN_DESKTOP_LOGIN_SUCCESS', 'signin', SIGN_IN),
  ...failures('154 MAC_LOGIN_FAILURE, 901 ONELOGIN_DESKTOP_MAC_LOGIN_FAILURE', 'signin', SIGN_IN),
  ...failures(
    '905 ONELOGIN_DESKTOP_LOGIN_FAILURE, 906 ONELOGIN_DESKTOP_USER_FAILED_ONELOGIN_LOGIN',
    'signin',
    SIGN_IN,
  ),
  ...types('7 USER_LOGGED_OUT_OF_ONELOGIN, 29 USER_LOGGED_OUT_OF_APP, 516 API_LOGOUT', 'use', ABOUT),
  ...types('550 FORCE_LOGOUT_USER, 1001 USER_LOGIN_CHALLENGE, 1010 USER_REAUTH_SUCCESS', 'use', ABOUT),
  ...failures('1002 USER_LOGIN_CHALLENGE_FAILED, 950 OL_OTP_PUSH_REJECT', 'use', ABOUT),
  ...failures('35 USER_LOCKED_OUT_OF_APP, 90 USER_UNAUTHORIZED_APP_ACCESS', 'use', {
    subject: user,
    details: application,
  }),
  ...failures('85 APP_COULD_NOT_AUTHENTICATE', 'use', { details: application }),
  ...types('528 API_VERIFY_FACTOR, 539 API_TRIGGER_FACTOR', 'use', ABOUT),
  ...failures('527 API_VERIFY_FACTOR_FAILED', 'use', ABOUT),
];

const TOKENS: readonly Row[] = [
  ...types('3 USER_ASSUMED_USER, 555 EXTERNAL_ASSUME_USER', 'token.mint', {
    says: { impersonation: true },
    subject: user,
    issues: assumed,
  }),
  ...types('515 API_AUTH_ISSUE_TOKEN', 'token.mint', { ...exchange('session'), subject: user }),
  ...failures('522 API_AUTH_ISSUE_TOKEN_FAILED', 'token.mint', { ...exchange('session'), subject: user }),
  ...types('3001 OIDC_IMPLICIT_FLOW_SUCCESS', 'token.mint', exchange('implicit')),
  ...failures('3002 OIDC_IMPLICIT_FLOW_FAILED', 'token.mint', exchange('implicit')),
  ...types('3005 OIDC_AUTHORIZATION_CODE_SUCCESS', 'token.mint', exchange('authorization_code')),
  ...failures('3006 OIDC_AUTHORIZATION_CODE_FAILED', 'token.mint', exchange('authorization_code')),
  ...types('3007 OIDC_CLIENT_CREDENTIALS_SUCCESS', 'token.mint', exchange('client_credentials')),
  ...failures('3008 OIDC_CLIENT_CREDENTIALS_FAILED', 'token.mint', exchange('client_credentials')),
  ...types('3009 OIDC_PASSWORD_SUCCESS', 'token.mint', exchange('password')),
  ...failures('3010 OIDC_PASSWORD_FAILED', 'token.mint', exchange('password')),
  ...types('3011 OIDC_REFRESH_TOKEN_SUCCESS', 'token.mint', exchange('refresh_token')),
  ...failures('3012 OIDC_REFRESH_TOKEN_FAILED', 'token.mint', exchange('refresh_token')),
  ...types('3003 OIDC_GET_CODE_SUCCESS, 3013 OIDC_VALIDATE_TOKEN_SUCCESS', 'use', exchange('code')),
  ...failures('3000 OIDC_GENERAL_FAIL, 3004 OIDC_GET_CODE_FAILED, 3014 OIDC_VALIDATE_TOKEN_FAILED', 'use'),
];

const PASSWORDS: readonly Row[] = [
  ...types('11 USER_CHANGED_PASSWORD, 18 ADMIN_APPROVED_PASSWORD_REQUEST', 'credential.reset', NEW_PASSWORD),
  ...types('211 ADMIN_CHANGED_USER_PASSWORD, 1608 PROFILE_CHANGE_PASSWORD', 'credential.reset', NEW_PASSWORD),
  ...types('510 API_SET_PWD_SALT, 511 API_SET_PWD_CLEAR_TEXT', 'credential.reset', NEW_PASSWORD),
  ...types('145 USER_SMART_PASSWORD_UPDATED', 'credential.reset', NEW_PASSWORD),
  ...failures('106 USER_CHANGE_PASSWORD_FAILED, 146 USER_SMART_PASSWORD_UPDATE_FAILED', 'credential.reset', {
    ...NEW_PASSWORD,
  }),
  ...failures(
    '517 API_SET_PWD_SALT_FAILED, 518 API_SET_PWD_CLEAR_TEXT_FAILED',
    'credential.reset',
    NEW_PASSWORD,
  ),
  // The password an application is signed in to with, stored for the user.
  ...types('110 APP_LOGINS_UPDATED', 'credential.reset', {
    says: { secretType: 'password', stored: true },
    subject: user,
    details: application,
  }),
  ...failures('111 APP_LOGINS_UPDATE_FAILED', 'credential.reset', {
    says: { secretType: 'password', stored: true },
    subject: user,
    details: application,
  }),
  ...types('10 USER_REQUESTED_NEW_PASSWORD, 238 USER_REDIRECTED_FOR_PASSWORD_CHANGE', 'use', {
    says: { requested: 'password reset' },
    subject: user,
  }),
  ...types('240 USER_REVEALED_PASSWORD', 'credential.read', {
    says: { secretType: 'password' },
    subject: user,
    details: application,
  }),
  ...types('92 USER_NTHASH_REQUESTED_BY_RADIUS', 'credential.read', {
    says: { secretType: 'password' },
    subject: user,
  }),
  ...types('87 USER_VIEWED_NOTE', 'credential.read', { says: { secretType: 'secret' }, subject: user }),
  ...types('88 USER_EDITED_NOTE, 89 USER_DELETED_NOTE, 3023 USER_CREATED_NOTE', 'use', ABOUT),
  // The link lets whoever has it choose the password.
  ...types('535 API_GET_INVITE_LINK', 'credential.read', { says: { secretType: 'password' }, subject: user }),
  ...failures('525 API_GET_INVITE_LINK_FAILED', 'credential.read', {
    says: { secretType: 'password' },
    subject: user,
  }),
  ...types('546 API_SEND_INVITE_LINK, 115 USER_INVITED', 'use', ABOUT),
];

const FACTORS: readonly Row[] = [
  ...types('22 USER_ADDED_OTP_DEVICE, 540 API_ADDED_OTP_DEVICE, 537 API_CONFIRM_FACTOR', 'factor.change', {
    ...factor('added'),
  }),
  ...failures('538 API_CONFIRM_FACTOR_FAILED', 'factor.change', factor('added')),
  ...types('24 USER_REMOVED_OTP_DEVICE, 36 USER_LOST_OTP_DEVICE', 'factor.change', factor('removed')),
  ...types('1600 PROFILE_DEVICES_DELETE_DEVICE', 'factor.change', factor('removed')),
  ...types(
    '40 USER_UNLOCKED_OTP_DEVICE, 1602 PROFILE_DEVICES_UPDATE_DEFAULT',
    'factor.change',
    factor('changed'),
  ),
  ...types('3026 PROFILE_DEVICES_UNSET_DEFAULT, 1604 PROFILE_SETTINGS_UPDATE_PHONE', 'factor.change', {
    ...factor('changed'),
  }),
  ...types('1244 USER_ADDED_PHONE_NUMBER', 'factor.change', factor('added')),
  ...types(
    '1245 USER_UPDATED_PHONE_NUMBER, 173 SECURITY_QUESTIONS_UPDATED',
    'factor.change',
    factor('changed'),
  ),
  // Of the account, or of a user where one is named.
  ...types('170 AUTHENTICATION_FACTOR_CREATED', 'factor.change', factor('added')),
  ...types('171 AUTHENTICATION_FACTOR_UPDATED', 'factor.change', factor('changed')),
  ...types('172 AUTHENTICATION_FACTOR_DELETED', 'factor.change', factor('removed')),
  ...types('1100 TEMP_OTP_TOKEN_GENERATED', 'credential.create', {
    says: { secretType: 'temporary-access-pass' },
    subject: user,
  }),
  ...types('1101 TEMP_OTP_TOKEN_REVOKED, 1400 USER_VERIFIED_OTP_DEVICE, 536 API_USER_OTPS_RETRIEVED', 'use', {
    ...ABOUT,
  }),
];

const KEYS: readonly Row[] = [
  ...types('179 API_CREDENTIAL_CREATED', 'credential.create', {
    says: { secretType: 'api-token' },
    issues: apiCredential,
    details: setting,
  }),
  ...types('181 API_CREDENTIAL_ENABLED', 'credential.reset', {
    says: { secretType: 'api-token' },
    issues: apiCredential,
    details: setting,
  }),
  ...types('180 API_CREDENTIAL_DELETED, 182 API_CREDENTIAL_DISABLED', 'use', { details: setting }),
  ...types('177 CERTIFICATE_CREATED', 'credential.create', {
    says: { secretType: 'certificate' },
    issues: certificate,
    details: setting,
  }),
  ...types('178 CERTIFICATE_DELETED', 'sso.change', sso('certificate')),
  ...types('27 USER_DOWNLOADED_CERT', 'credential.read', {
    says: { secretType: 'certificate' },
    subject: user,
  }),
  ...types('911 ONELOGIN_DESKTOP_REVOKE_CERT_FOR_USER, 912 ONELOGIN_DESKTOP_REVOKE_CERT_FOR_DEVICE', 'use', {
    ...ABOUT,
  }),
  ...types('135 CERTIFICATE_EXPIRES', 'use', { details: setting }),
];

const GRANTS: readonly Row[] = [
  ...types(
    '4 USER_ASSIGNED_ROLE, 147 USER_MANUALLY_ADDED_TO_ROLE, 149 USER_AUTO_ADDED_TO_ROLE',
    'privilege.grant',
    {
      ...GRANT,
    },
  ),
  ...types('513 API_ADD_ROLES, 151 USER_ROLE_MANAGEMENT_GRANTED', 'privilege.grant', GRANT),
  ...types('70 PRIVILEGE_GRANTED_TO_ACCOUNT, 72 PRIVILEGE_GRANTED_TO_USER', 'privilege.grant', GRANT),
  ...types(
    '2100 DELEGATED_PRIVILEGE_CREATED_VIA_API, 2101 DELEGATED_PRIVILEGE_CREATED_BY_USER, ' +
      '2102 DELEGATED_PRIVILEGE_UPDATED_VIA_API, 2103 DELEGATED_PRIVILEGE_UPDATED_BY_USER, ' +
      '2106 DELEGATED_PRIVILEGE_ASSIGNED_TO_USER_VIA_API, 2107 DELEGATED_PRIVILEGE_ASSIGNED_TO_USER_BY_USER, ' +
      '2110 DELEGATED_PRIVILEGE_ASSIGNED_TO_ROLE_VIA_API, 2111 DELEGATED_PRIVILEGE_ASSIGNED_TO_ROLE_BY_USER',
    'privilege.grant',
    GRANT,
  ),
  ...failures(
    '520 API_ADD_ROLES_FAILED, 9040 USER_ROLE_MANAGEMENT_GRANTED_FAILED, ' +
      '9044 USER_MANUALLY_ADDED_TO_ROLE_FAILED',
    'privilege.grant',
    GRANT,
  ),
  ...failures(
    '1200 DELEGATED_APP_PRIVILEGE_DENIED, 1201 DELEGATED_USER_PRIVILEGE_DENIED, ' +
      '2114 DELEGATED_ROLE_PRIVILEGE_DENIED, 3024 DELEGATED_GROUP_PRIVILEGE_DENIED, ' +
      '3025 DELEGATED_POLICY_PRIVILEGE_DENIED',
    'use',
    GRANT,
  ),
  ...types(
    '71 PRIVILEGE_REVOKED_FROM_ACCOUNT, 73 PRIVILEGE_REVOKED_FROM_USER, 148 USER_MANUALLY_REMOVED_FROM_ROLE, ' +
      '150 USER_AUTO_REMOVED_FROM_ROLE, 152 USER_ROLE_MANAGEMENT_REVOKED, 514 API_REMOVE_ROLES, ' +
      '1 APP_ADDED_TO_ROLE, 2 APP_REMOVED_FROM_ROLE, 1801 ROLE_CREATED, 1802 ROLE_DELETED',
    'use',
    GRANT,
  ),
];

const USERS: readonly Row[] = [
  ...types(
    '12 UNLOCKED_USER, 13 CREATED_USER, 14 UPDATED_USER, 15 DEACTIVATED_USER, 16 ACTIVATED_USER, 17 DELETED_USER, ' +
      '19 USER_LOCKED, 21 SUSPENDED_USER, 32 REACTIVATED_USER, 37 USER_JOIN_REQUEST, 48 IMPORTED_USER, ' +
      '100 SELF_REGISTRATION_REQUEST, 101 SELF_REGISTRATION_APPROVED, 120 UNLOCKED_USER_IN_DIRECTORY, ' +
      '291 USER_CREATED_BY_TIDP, 512 API_SET_CUSTOM_ATTRS, 529 API_UPDATE_USER, 530 API_DESTROY_USER, ' +
      '531 API_LOCK_USER, 533 API_CREATE_USER, 551 SUSPENDED_USER_VIA_API, 552 REACTIVATED_USER_VIA_API, ' +
      '553 USER_LOCKED_VIA_API, 554 UNLOCKED_USER_VIA_API',
    'use',
    ABOUT,
  ),
  ...failures(
    '49 UPDATE_USER_FAILED, 116 CREATE_USER_FAILED, 237 DELETE_USER_FAILED, 524 API_DESTROY_USER_FAILED, ' +
      '526 API_LOCK_USER_FAILED, 532 API_UPDATE_USER_FAILED, 534 API_CREATE_USER_FAILED',
    'use',
    ABOUT,
  ),
];

const SIGN_ON: readonly Row[] = [
  ...types(
    '74 TRUSTED_IDP_ADDED, 75 TRUSTED_IDP_REMOVED, 76 TRUSTED_IDP_MODIFIED, 112 TRUSTED_IDP_MADE_DEFAULT, ' +
      '119 TRUSTED_IDP_REMOVED_AS_DEFAULT',
    'sso.change',
    sso('external-idp'),
  ),
  ...types(
    '156 POLICY_CREATED, 157 POLICY_UPDATED, 158 POLICY_DELETED, 931 ADAPTIVE_LOGIN_ENABLED, ' +
      '932 ADAPTIVE_LOGIN_DISABLED',
    'sso.change',
    sso('sign-on-policy'),
  ),
  // Smart hooks: code that runs at sign-in.
  ...types(
    '2003 HOOKS_CREATE_FUNCTION, 2007 HOOKS_UPDATE_FUNCTION, 2009 HOOKS_DELETE_FUNCTION, 2012 HOOKS_CREATE_ENVVAR, ' +
      '2015 HOOKS_UPDATE_ENVVAR, 2017 HOOKS_DELETE_ENVVAR',
    'sso.change',
    sso('sign-on-policy'),
  ),
  ...failures(
    '2004 HOOKS_CREATE_FUNCTION_FAILED, 2008 HOOKS_UPDATE_FUNCTION_FAILED, 2010 HOOKS_DELETE_FUNCTION_FAILED',
    'sso.change',
    sso('sign-on-policy'),
  ),
  ...types(
    '161 RADIUS_CONFIG_CREATED, 162 RADIUS_CONFIG_UPDATED, 163 RADIUS_CONFIG_DELETED, ' +
      '174 DESKTOP_SSO_SETTINGS_UPDATED, 175 DESKTOP_SSO_ENABLED, 176 DESKTOP_SSO_DISABLED, 183 VLDAP_ENABLED, ' +
      '184 VLDAP_DISABLED, 185 VLDAP_SETTINGS_UPDATED, 203 SELF_REGISTRATION_PROFILE_CREATED, ' +
      '204 SELF_REGISTRATION_PROFILE_UPDATED, 205 SELF_REGISTRATION_PROFILE_DESTROYED, 2002 SMTP_SETTINGS_UPDATED, ' +
      '167 EMBEDDING_ENABLED, 168 EMBEDDING_SETTINGS_UPDATED, 169 EMBEDDING_DISABLED',
    'sso.change',
    sso('authentication-method'),
  ),
  ...types('164 VPN_ENABLED, 165 VPN_SETTINGS_UPDATED, 166 VPN_DISABLED', 'sso.change', sso('network-zone')),
  ...types(
    '197 ACCOUNT_SETTINGS_UPDATED, 215 ADMIN_CHANGED_ACCOUNT_SETTINGS',
    'sso.change',
    sso('session-policy'),
  ),
  ...types(
    '126 DIRECTORY_CONNECTOR_ENABLED, 127 DIRECTORY_CONNECTOR_DISABLED, 198 DIRECTORY_CREATED, ' +
      '199 DIRECTORY_DESTROYED, 200 DIRECTORY_CONNECTOR_INSTANCE_ADDED, 201 DIRECTORY_CONNECTOR_INSTANCE_DELETED, ' +
      '541 DIRECTORY_UPDATED, 542 DIRECTORY_OUS_CHANGED',
    'sso.change',
    sso('identity-source'),
  ),
  ...types(
    '189 MAPPING_ADDED, 190 MAPPING_DELETED, 191 MAPPING_DISABLED, 192 MAPPING_ENABLED, 193 MAPPING_UPDATED, ' +
      '9016 APP_RULES_CREATE_SUCCESS, 9018 APP_RULES_UPDATE_SUCCESS, 9024 APP_RULES_DELETE_SUCCESS',
    'sso.change',
    sso('role-mapping'),
  ),
  ...types(
    '600 APP_CREATED_BY_USER, 601 APP_UPDATED_BY_USER, 602 APP_DELETED_BY_USER, 700 CONNECTOR_CREATED, ' +
      '702 CONNECTOR_UPDATED, 704 CONNECTOR_DELETED, 1300 API_APP_CREATED, 1302 API_APP_UPDATED, 1304 API_APP_DESTROYED',
    'sso.change',
    sso('application'),
  ),
  ...failures(
    '701 CONNECTOR_CREATE_FAILED, 703 CONNECTOR_UPDATE_FAILED, 705 CONNECTOR_DELETE_FAILED, ' +
      '1301 API_APP_CREATE_FAILED, 1303 API_APP_UPDATE_FAILED, 1305 API_APP_DESTROY_FAILED',
    'sso.change',
    sso('application'),
  ),
  // API authorization: who may ask for which access tokens.
  ...types(
    '1424 API_AUTH_APP_CREATED, 1402 API_AUTH_APP_UPDATED, 1404 API_AUTH_APP_DESTROYED, 1406 API_AUTH_SCOPE_CREATED, ' +
      '1408 API_AUTH_SCOPE_UPDATED, 1410 API_AUTH_SCOPE_DESTROYED, 1412 API_AUTH_CLAIM_CREATED, ' +
      '1414 API_AUTH_CLAIM_UPDATED, 1416 API_AUTH_CLAIM_DESTROYED, 1418 API_AUTH_CLIENT_CREATED, ' +
      '1420 API_AUTH_CLIENT_UPDATED, 1422 API_AUTH_CLIENT_DESTROYED',
    'sso.change',
    sso('delegation'),
  ),
];

const OTHERS: readonly Row[] = [
  ...types('411 BROADCASTER_UPDATED, 412 BROADCASTER_DELETED', 'telemetry.change', { details: setting }),
  ...types('410 BROADCASTER_CREATED', 'use', { details: setting }),
  ...failures('400 API_BAD_REQUEST, 401 API_UNAUTHORIZED', 'use'),
  ...types('501 API_INDEX_ACTION, 502 API_SHOW_ACTION, 503 API_RES_ACTION, 244 REPORT_GENERATED', 'use'),
  ...types('26 PROVISIONING_EVENT, 51 USER_CREATED_IN_APP, 52 USER_UPDATED_IN_APP', 'use', {
    details: application,
  }),
];

export const OPERATIONS: readonly Row[] = [
  ...SIGN_INS,
  ...TOKENS,
  ...PASSWORDS,
  ...FACTORS,
  ...KEYS,
  ...GRANTS,
  ...USERS,
  ...SIGN_ON,
  ...OTHERS,
];
