/** The dials of AN1157: which settings and which secrets are watched, and how many are many. */

import type { JudgeContext } from '../../contract/analytic.ts';

export const SETTINGS = [
  'identity-source',
  'external-idp',
  'certificate',
  'permission-set',
  'assignment',
  'application',
  'provisioning',
  'factor-policy',
  'password-policy',
  'root-access',
  'saml-provider',
  'oidc-provider',
  'trust-anchor',
  'role-trust',
  'federation',
  'domain',
  'sign-on-policy',
  'conditional-access',
  'authentication-method',
  'session-policy',
  'network-zone',
  'trust-pool',
  'delegation',
  'role-mapping',
  'cross-tenant',
] as const;
export type Setting = (typeof SETTINGS)[number];

export const SECRETS = [
  'password',
  'key',
  'certificate',
  'secret',
  'parameter',
  'token',
  'temporary-access-pass',
  'recovery-code',
  'factor',
  'api-token',
  'client-secret',
  'signing-key',
  'federated-credential',
  'storage-key',
  'disk-key',
  'machine-password',
] as const;
export type Secret = (typeof SECRETS)[number];

export const parameters = {
  ssoSettingScope: {
    type: 'list',
    attack: 'SSOSettingScope',
    about: 'sign-on and trust settings whose changes are judged',
    default: SETTINGS,
    allowed: SETTINGS,
  },
  secretType: {
    type: 'list',
    attack: 'SecretType',
    about: 'kinds of secret whose retrieval or reset is judged',
    default: SECRETS,
    allowed: SECRETS,
  },
  manySecrets: {
    type: 'number',
    unit: 'count',
    about:
      'distinct secrets read by one principal within an hour that count as collecting; twice its busiest earlier hour where that is more',
    default: 15,
    least: 3,
    most: 1000,
  },
  manyMachines: {
    type: 'number',
    unit: 'count',
    about: 'machines whose password one principal asks for within an hour that count as collecting',
    default: 5,
    least: 2,
    most: 500,
  },
  manyResets: {
    type: 'number',
    unit: 'count',
    about:
      'people whose password, factor or pass one principal resets within an hour that count as many; twice its busiest earlier hour where that is more',
    default: 10,
    least: 3,
    most: 1000,
  },
  signInWindow: {
    type: 'number',
    unit: 'hours',
    about: 'how long after a reset the sign-ins of the account are watched',
    default: 12,
    least: 1,
    most: 168,
  },
  newTrustWindow: {
    type: 'number',
    unit: 'days',
    about: 'how long a new identity provider, secret or delegation is watched for its first use',
    default: 30,
    least: 1,
    most: 180,
  },
} as const;

export type Context = JudgeContext<typeof parameters>;

export function isWatchedSecret(at: Context, secret: unknown): secret is Secret {
  return typeof secret === 'string' && at.parameters.secretType.includes(secret);
}

export function isWatchedSetting(at: Context, setting: string): boolean {
  return at.parameters.ssoSettingScope.includes(setting);
}
