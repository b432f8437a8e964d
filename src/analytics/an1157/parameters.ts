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
] as const;
export type Setting = (typeof SETTINGS)[number];

export const SECRETS = ['password', 'key', 'certificate', 'secret', 'parameter', 'token'] as const;
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
} as const;

export type Context = JudgeContext<typeof parameters>;
