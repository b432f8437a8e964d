/**
 * The table of PingOne's audit events: what each means in our vocabulary. Events that are not listed are `use`. Names
 * are those of the Platform API (https://developer.pingidentity.com, "Audit Reporting Events").
 */

import { rowsOf } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Details } from '../../model/event.ts';

export type Issues = 'session' | 'password' | 'key' | 'device';

export interface Row extends Operation {
  readonly details?: Details;
  readonly issues?: Issues;
  /** The event is the user's own doing, also where no actor is named. */
  readonly own?: true;
}

type Extras = Pick<Row, 'details' | 'issues' | 'own'>;

/** `GROUP: CREATED UPDATED` is short for both of its events. */
function rows(action: Action, events: string, extras: Extras = {}): Row[] {
  return events
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [thing = '', verbs = ''] = line.trim().split(': ');
      const names = verbs.split(' ').map((verb) => `${thing}.${verb}`);
      return rowsOf('pingone', action, names, extras);
    });
}

const scope = (ssoScope: string): Extras => ({ details: { ssoScope } });
const secret = (secretType: string, extras: Extras = {}): Extras => ({ ...extras, details: { secretType } });
const factor = (change: string, extras: Extras = {}): Extras => ({ ...extras, details: { factor: change } });
const alert = (riskLevel: string, alertTitle: string): Extras => ({ details: { riskLevel, alertTitle } });
const OWN: Extras = { own: true };

export const OPERATIONS: readonly Row[] = [
  ...rows('signin', 'SESSION: CREATED', { own: true, issues: 'session' }),
  ...rows(
    'signin',
    `PASSWORD: CHECK_SUCCEEDED CHECK_FAILED
    OTP: CHECK_SUCCESS CHECK_FAILED CHECK_INVALID
    DEVICE_PAYLOAD: CHECK_SUCCESS CHECK_INVALID
    AUTHENTICATION: CREATED
    RADIUS_SESSION: CREATED
    USER: ACCESS_ALLOWED ACCESS_DENIED KERBEROS_SUCCEEDED KERBEROS_FAILED`,
    OWN,
  ),

  ...rows('credential.reset', 'PASSWORD: RESET SET', secret('password', { issues: 'password' })),
  ...rows(
    'credential.reset',
    `PASSWORD: FORCE_CHANGE UNLOCKED
    USER: UNLOCKED`,
    secret('password'),
  ),
  // Asked for by whoever forgot it, so nobody has signed in yet.
  ...rows('credential.reset', 'PASSWORD: RECOVERY', secret('password', OWN)),
  ...rows('use', 'PASSWORD: UNSET', secret('password')),
  // Which attribute was updated decides.
  ...rows('use', 'USER: UPDATED'),

  ...rows('credential.read', 'SECRET: READ', secret('client-secret')),
  ...rows('credential.reset', 'SECRET: UPDATED', secret('client-secret', { issues: 'key' })),
  ...rows('credential.create', 'KEY: CREATED', secret('signing-key', { issues: 'key' })),
  ...rows('credential.read', 'KEY: READ', secret('signing-key')),
  ...rows(
    'credential.reset',
    `KEY: UPDATED
    KRP: ROTATED`,
    secret('signing-key', { issues: 'key' }),
  ),
  ...rows('credential.read', 'CERTIFICATE: READ', secret('certificate')),
  ...rows(
    'sso.change',
    `CERTIFICATE: CREATED UPDATED DELETED
    KEY: DELETED
    KRP: CREATED UPDATED DELETED`,
    scope('certificate'),
  ),
  ...rows('credential.import', 'PUSH_CREDENTIALS: CREATED UPDATED', secret('secret')),
  ...rows('credential.create', 'ACCOUNT: LINKED', secret('federated-credential')),
  ...rows('credential.reset', 'ACCOUNT: LINK_UPDATED', secret('federated-credential')),

  ...rows('factor.change', 'DEVICE: CREATED ACTIVATED', factor('added', { issues: 'device' })),
  ...rows('factor.change', 'DEVICE: DELETED BLOCKED', factor('removed')),
  ...rows(
    'factor.change',
    `DEVICE: UPDATED UNBLOCKED UNLOCKED KEY_ROTATION_SUCCEEDED WEBAUTHN_UPDATED
    DEVICES: ORDER_CREATED ORDER_UPDATED ORDER_DELETED`,
    factor('changed'),
  ),

  ...rows('sso.change', 'IDENTITY_PROVIDER: CREATED UPDATED DELETED', scope('external-idp')),
  ...rows(
    'sso.change',
    `IDP_ATTRIBUTE: CREATED UPDATED DELETED
    SAML_ATTRIBUTE: CREATED UPDATED DELETED
    RESOURCE_ATTRIBUTE: CREATED UPDATED DELETED`,
    scope('role-mapping'),
  ),
  ...rows(
    'sso.change',
    `APPLICATION: CREATED UPDATED DELETED
    RESOURCE: CREATED UPDATED DELETED
    SCOPE: CREATED UPDATED DELETED`,
    scope('application'),
  ),
  ...rows(
    'sso.change',
    `POLICY: CREATED UPDATED DELETED
    ACTION: CREATED UPDATED DELETED
    SIGN_ON_POLICY_ASSIGNMENT: CREATED UPDATED DELETED
    FLOW_POLICY_ASSIGNMENT: CREATED UPDATED DELETED
    FLOW_DEFINITION: CREATED UPDATED DELETED
    RISK_POLICY_SET: CREATED UPDATED DELETED
    RISK_PREDICTOR: CREATED UPDATED DELETED
    ADMIN_CONFIGURATION: CREATED UPDATED`,
    scope('sign-on-policy'),
  ),
  ...rows(
    'sso.change',
    `MFA_SETTINGS: UPDATED
    DEVICE_AUTHENTICATION_POLICY: CREATED UPDATED DELETED
    FIDO_POLICY: CREATED UPDATED DELETED
    FIDO_METADATA: CREATED DELETED`,
    scope('factor-policy'),
  ),
  ...rows('sso.change', 'PASSWORD_POLICY: CREATED UPDATED DELETED', scope('password-policy')),
  ...rows(
    'sso.change',
    `GATEWAY: CREATED UPDATED DELETED
    GATEWAY_INSTANCE: CREATED UPDATED DELETED`,
    scope('identity-source'),
  ),
  ...rows(
    'sso.change',
    `PROVISIONING_CONNECTION: CREATED UPDATED DELETED
    PROVISIONING_MAPPING: CREATED UPDATED DELETED
    PROVISIONING_RULE: CREATED UPDATED DELETED`,
    scope('provisioning'),
  ),
  ...rows('sso.change', 'CUSTOM_DOMAIN: CREATED UPDATED DELETED', scope('domain')),

  ...rows(
    'privilege.grant',
    `ROLE_ASSIGNMENT: CREATED
    MEMBER_OF_GROUP: CREATED
    RESCUE_IDENTITY: CREATED`,
  ),
  ...rows('privilege.grant', 'GRANT: CREATED UPDATED', scope('delegation')),

  // Subscriptions are the webhooks this very log may come through.
  ...rows('telemetry.change', 'SUBSCRIPTION: CREATED UPDATED DELETED'),

  ...rows('alert', 'DEVICE: FRAUD_REPORTED', alert('high', 'the user reported a fraudulent request')),
  ...rows(
    'alert',
    'DEVICE: PAIRING_FAILED_COMPROMISED',
    alert('medium', 'a compromised device asked to be paired'),
  ),
  ...rows('alert', 'USER: LOCKED', alert('low', 'a user was locked out')),
];
