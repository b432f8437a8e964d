/**
 * Operations of the directory as the unified audit log names them: those of Entra's own log, with a full stop at the end.
 * Entra's log says more of each; this is what remains to those who have the unified log alone.
 */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { type FindIssued, NO_ISSUED } from '../../contract/operation-row.ts';
import { at } from '../../lib/json.ts';
import type { Action } from '../../model/action.ts';
import type { Issued } from '../../model/event.ts';
import { directionOf, keysBeyond } from '../../vendor/microsoft/changes.ts';
import { keyUid } from '../../vendor/microsoft/credential.ts';
import type { Call } from './call.ts';
import { type Finders, type Row, rows } from './row.ts';

const of = (call: Call) => call.target;
const sso = (ssoScope: string, facts: Finders = {}): Finders => ({ says: { ssoScope }, ...facts });
const factor = (change: string): Finders => ({ says: { factor: change }, subject: of });

/** A password was set for whom the row is about. */
export const subjectsPassword: FindIssued<Call> = (_, subject) =>
  subject === undefined ? NO_ISSUED : [issuedPassword(subject)];

const PASSWORD: Finders = {
  says: { secretType: 'password' },
  subject: of,
  issues: subjectsPassword,
};

const keysAdded = (call: Call) => {
  const change = call.change('KeyDescription');
  return change === undefined ? [] : keysBeyond(change.old, change.new);
};

const KEY = {
  subject: of,
  setting: /^KeyDescription$/,
  details: {
    secretType: (call) => {
      const [key] = keysAdded(call);
      if (key === undefined) return undefined;
      return key.type === 'Password' || key.type === 'Symmetric' ? 'client-secret' : 'certificate';
    },
    keyId: (call) => keysAdded(call)[0]?.id,
  },
  issues: (call, subject): readonly Issued[] =>
    keysAdded(call).map(({ id, type }) =>
      issued(
        keyUid(id),
        type === 'Password' || type === 'Symmetric' ? 'secret' : 'certificate',
        subject ?? call.principal,
      ),
    ),
} satisfies Finders;

/** An update of an application is about its credentials only where these are among what changed. */
const applicationUpdate = (call: Call): Action =>
  call.change(/^FederatedIdentityCredentials$/) !== undefined || keysAdded(call).length > 0
    ? 'credential.create'
    : 'use';

const FACTORS = /^StrongAuthentication|^SearchableDeviceKey$/;

const userUpdate = (call: Call): Action => (call.change(FACTORS) === undefined ? 'use' : 'factor.change');

const companyUpdate = (call: Call): Action =>
  call.change(/TrustedCAsForPasswordlessAuth|StrongAuthenticationPolicy|DirSync/) === undefined
    ? 'use'
    : 'sso.change';

const isFederated = (call: Call): boolean | undefined => {
  const after = call.change(/^(?:LiveType|AuthenticationType)$/)?.new;
  if (after === undefined) return undefined;
  return after === 'Federated' || at(after, 0) === 'Federated';
};

const ROLE: Finders = {
  subject: of,
  details: { role: (call) => roleOf(call) },
  setting: /^Role\.DisplayName$/,
};

function roleOf(call: Call): string | undefined {
  const role = call.change(/^Role\.(?:DisplayName|TemplateDisplayName)$/)?.new;
  return typeof role === 'string' ? role : undefined;
}

export const DIRECTORY: readonly Row[] = [
  ...rows(
    'entra',
    'credential.reset',
    [
      'Reset user password',
      'Change user password',
      'Reset password (by admin)',
      'Reset password (self-service)',
      'Change password (self-service)',
      'Set force change user password',
    ],
    PASSWORD,
  ),
  ...rows('entra', 'credential.reset', ['Enable account'], {
    says: { secretType: 'password', enabled: true },
    subject: of,
  }),
  ...rows('entra', 'credential.create', ['Create Temporary Access Pass method for user'], {
    says: { secretType: 'temporary-access-pass' },
    subject: of,
  }),
  ...rows('entra', 'credential.create', ['Create application password for user'], {
    says: { secretType: 'password' },
    subject: of,
  }),
  ...rows('entra', 'credential.read', ['Read BitLocker key'], { says: { secretType: 'disk-key' } }),
  ...rows('entra', 'credential.read', ['Recover device local administrator password'], {
    says: { secretType: 'machine-password' },
  }),
  ...rows('entra', 'factor.change', ['Update user'], {
    decide: userUpdate,
    details: { factor: (call) => directionOf(call.change(FACTORS)) },
    subject: of,
    setting: FACTORS,
  }),
  ...rows('entra', 'factor.change', ['Disable Strong Authentication'], factor('removed')),
  ...rows('entra', 'factor.change', ['Enable Strong Authentication'], factor('added')),
  ...rows(
    'entra',
    'factor.change',
    ['User registered security info', 'Admin registered security info'],
    factor('added'),
  ),
  ...rows(
    'entra',
    'factor.change',
    ['User changed default security info', 'Admin updated security info'],
    factor('changed'),
  ),
  ...rows(
    'entra',
    'factor.change',
    ['User deleted security info', 'Admin deleted security info'],
    factor('removed'),
  ),
  ...rows(
    'entra',
    'credential.create',
    ['Add service principal credentials', 'Update application - Certificates and secrets management'],
    KEY,
  ),
  ...rows(
    'entra',
    'credential.create',
    ['Update application', 'Update service principal', 'Add service principal', 'Add application'],
    {
      ...KEY,
      decide: applicationUpdate,
      setting: /^(?:KeyDescription|FederatedIdentityCredentials)$/,
      details: {
        ...KEY.details,
        secretType: (call) =>
          call.change(/^FederatedIdentityCredentials$/) === undefined
            ? KEY.details.secretType(call)
            : 'federated-credential',
      },
    },
  ),

  ...rows(
    'entra',
    'sso.change',
    ['Set federation settings on domain', 'Set domain authentication'],
    sso('federation', {
      details: { domain: (call) => call.objectId, federated: isFederated },
    }),
  ),
  ...rows(
    'entra',
    'sso.change',
    [
      'Add unverified domain',
      'Add verified domain',
      'Verify domain',
      'Update domain',
      'Remove unverified domain',
      'Remove verified domain',
      'Promote sub domain to root domain',
    ],
    sso('domain', { details: { domain: (call) => call.objectId } }),
  ),
  ...rows(
    'entra',
    'sso.change',
    ['Add conditional access policy', 'Update conditional access policy', 'Delete conditional access policy'],
    sso('conditional-access'),
  ),
  ...rows(
    'entra',
    'sso.change',
    ['Add named location', 'Update named location', 'Delete named location'],
    sso('network-zone'),
  ),
  ...rows(
    'entra',
    'sso.change',
    ['Add policy', 'Update policy', 'Delete policy', 'Update authorization policy'],
    sso('sign-on-policy'),
  ),
  ...rows(
    'entra',
    'sso.change',
    [
      'Authentication Methods Policy Update',
      'Authentication Methods Policy Reset',
      'Set Company multi-factor authentication settings',
    ],
    sso('authentication-method'),
  ),
  ...rows('entra', 'sso.change', ['Set password policy'], sso('password-policy')),
  ...rows('entra', 'sso.change', ['Set DirSyncEnabled flag', 'Set DirSync feature'], sso('provisioning')),
  ...rows('entra', 'sso.change', ['Set Company Information'], {
    ...sso('certificate'),
    decide: companyUpdate,
    setting: /TrustedCAsForPasswordlessAuth|StrongAuthenticationPolicy|DirSync/,
  }),
  ...rows(
    'entra',
    'sso.change',
    [
      'Add a partner to cross-tenant access setting',
      'Update a partner cross-tenant access setting',
      'Delete partner specific cross-tenant access setting',
      'Update the company default cross-tenant access setting',
    ],
    sso('cross-tenant'),
  ),
  ...rows('entra', 'trust.change', ['Add partner to company', 'Set partnership'], sso('delegation')),

  ...rows(
    'entra',
    'privilege.grant',
    [
      'Add member to role',
      'Add eligible member to role',
      'Add scoped member to role',
      'Add role assignment to role definition',
    ],
    ROLE,
  ),
  ...rows(
    'entra',
    'privilege.grant',
    [
      'Add member to group',
      'Add owner to group',
      'Add owner to application',
      'Add owner to service principal',
      'Consent to application',
      'Add delegated permission grant',
      'Add OAuth2PermissionGrant',
      'Add app role assignment to service principal',
      'Add app role assignment grant to user',
      'Add app role assignment to group',
    ],
    { subject: of },
  ),
];
