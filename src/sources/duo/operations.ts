/**
 * The table of Duo's actions: what each means in our vocabulary. Actions that are not listed are `use`, unless their
 * name tells their family. Names are those of the Admin API's logs (https://duo.com/docs/adminapi).
 */

import { rowsOf } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Details } from '../../model/event.ts';

/** What a successful action hands out: the bypass code of a user, the key of an application. */
type Issues = 'bypass' | 'integration' | 'password';

export interface Row extends Operation {
  readonly details?: Details;
  readonly issues?: Issues;
  /** The object acted on is a person, whose factor or password it is. */
  readonly aboutUser?: true;
}

type Extras = Pick<Row, 'details' | 'issues' | 'aboutUser'>;

function rows(action: Action, names: string, extras: Extras = {}): Row[] {
  return rowsOf('duo', action, names.trim().split(/\s+/), extras);
}

const scope = (ssoScope: string): Extras => ({ details: { ssoScope } });
const secret = (secretType: string, extras: Extras = {}): Extras => ({ ...extras, details: { secretType } });
const factor = (change: string, extras: Extras = {}): Extras => ({ ...extras, details: { factor: change } });
const USER: Extras = { aboutUser: true };

export const OPERATIONS: readonly Row[] = [
  ...rows('signin', 'authentication admin_login admin_login_error admin_2fa_error'),
  ...rows('factor.change', 'enrollment', factor('added')),
  ...rows('factor.change', 'o2fa_user_provisioned', factor('added')),
  ...rows('factor.change', 'o2fa_user_reenrolled', factor('changed')),
  ...rows('factor.change', 'o2fa_user_deprovisioned', factor('removed')),

  ...rows('credential.reset', 'admin_reset_password', secret('password', { ...USER, issues: 'password' })),
  ...rows('credential.reset', 'activation_set_password', secret('password', { ...USER, issues: 'password' })),
  ...rows('credential.reset', 'admin_send_reset_password_email', secret('password', USER)),
  ...rows('credential.reset', 'user_lockout_cleared', secret('factor', USER)),

  ...rows('credential.create', 'bypass_create', secret('recovery-code', { ...USER, issues: 'bypass' })),
  ...rows('credential.read', 'bypass_view', secret('recovery-code', USER)),
  ...rows('use', 'bypass_delete', secret('recovery-code', USER)),
  ...rows(
    'credential.create',
    `send_enroll_code resend_enroll_codes user_bulk_enroll user_bulk_activate regen_mobile regen_sms
    phone_activation_code_regenerated phone_new_sms_passcode`,
    secret('factor'),
  ),

  ...rows('credential.create', 'integration_create', secret('client-secret', { issues: 'integration' })),
  ...rows(
    'credential.read',
    'integration_skey_view integration_skey_bulk_view openldap_sync_config_download',
    secret('client-secret'),
  ),
  ...rows('credential.read', 'management_system_view_password', secret('password')),
  ...rows('credential.read', 'management_system_view_token', secret('api-token')),
  ...rows('credential.create', 'management_system_pkcs12_enrollment', secret('certificate')),

  ...rows('factor.change', 'admin_activate_duo_push', factor('added', USER)),
  ...rows('factor.change', 'admin_reactivates_duo_push admin_rectivates_duo_push', factor('changed', USER)),
  ...rows(
    'factor.change',
    'phone_create phone_associate u2ftoken_create webauthncredential_create desktoptoken_create',
    factor('added'),
  ),
  ...rows('factor.change', 'phone_update hardtoken_update hardtoken_resync', factor('changed')),
  ...rows(
    'factor.change',
    `phone_delete phone_disassociate u2ftoken_delete webauthncredential_delete desktoptoken_delete
    hardtoken_delete deregister_devices`,
    factor('removed'),
  ),
  ...rows('credential.import', 'hardtoken_create', secret('factor')),
  // What was updated decides.
  ...rows('use', 'user_update admin_update', USER),
  ...rows('use', 'group_update group_create'),

  ...rows('sso.change', 'integration_update integration_delete', scope('application')),
  ...rows(
    'sso.change',
    `integration_policy_assign integration_policy_unassign integration_group_policy_add
    integration_group_policy_remove policy_create policy_update policy_delete customer_update`,
    scope('sign-on-policy'),
  ),
  ...rows(
    'sso.change',
    'admin_factor_restrictions admin_factor_restrictions_update update_admin_factor_restrictions',
    scope('factor-policy'),
  ),
  ...rows(
    'sso.change',
    `azure_directory_create azure_directory_update azure_directory_delete directory_create directory_update
    directory_delete directory_groups_update directory_sync_pause directory_sync_resume
    ldap_directory_conn_create`,
    scope('identity-source'),
  ),
  ...rows('sso.change', 'admin_single_sign_on_update', scope('external-idp')),
  ...rows('sso.change', 'admin_single_sign_on_cert_update', scope('certificate')),

  ...rows('privilege.grant', 'admin_create', USER),
  ...rows('telemetry.change', 'updated_risk_profile'),
  ...rows('resource.access', 'log_export_start log_export_complete'),

  ...rows('alert', 'fraud', {
    details: { riskLevel: 'high', alertTitle: 'the user called a push request a fraud' },
  }),
  ...rows('alert', 'trust_monitor', {
    details: { riskLevel: 'medium', alertTitle: 'Trust Monitor surfaced an access' },
  }),
  ...rows('alert', 'admin_lockout', {
    details: { riskLevel: 'low', alertTitle: 'an administrator was locked out' },
    aboutUser: true,
  }),
  ...rows('alert', 'user_adminapi_lockout user_not_enrolled_lockout', {
    details: { riskLevel: 'low', alertTitle: 'a user was locked out' },
    aboutUser: true,
  }),
  ...rows('alert', 'adminapi_request_ip_denied', {
    details: { riskLevel: 'medium', alertTitle: 'the Admin API was called from an address not allowed' },
  }),
];

const TABLE: ReadonlyMap<string, Row> = new Map(
  OPERATIONS.map((row) => [row.operation.slice('duo:'.length), row]),
);

/** Names Duo adds to these families follow their pattern. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/(?:^|_)(?:single_sign_on|sso|saml|idp|identity_provider)(?:_|$).*_cert/, 'certificate'],
  [/(?:^|_)(?:single_sign_on|sso|saml|idp|identity_provider)(?:_|$)/, 'external-idp'],
  [/^(?:ad|azure|entra|openldap|ldap|okta)?_?directory_/, 'identity-source'],
  [/(?:^|_)policy_/, 'sign-on-policy'],
];

/** Undefined for what is `use` and nothing more. */
export function rowOf(name: string): Row | undefined {
  const known = TABLE.get(name);
  if (known !== undefined) return known;
  if (!others.has(name)) {
    if (others.size >= MOST_OTHERS) others.clear();
    others.set(name, ofFamily(name));
  }
  return others.get(name);
}

/** Duo has some hundred more; beyond that they can only come from hostile input. */
const MOST_OTHERS = 1_000;
const others = new Map<string, Row | undefined>();

function ofFamily(name: string): Row | undefined {
  const family = FAMILIES.find(([pattern]) => pattern.test(name.slice(0, 100)));
  if (family === undefined || /_(?:view|error|failed|begin|finish)$/.test(name)) return undefined;
  return { operation: `duo:${name}`, action: 'sso.change', details: { ssoScope: family[1] } };
}
