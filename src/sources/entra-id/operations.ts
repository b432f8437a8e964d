/**
 * Entra's operations that mean more than `use`: a table. Names are those of the audit log's `activityDisplayName`; spelling
 * variants of them are found by `operation-names.ts`. Sign-ins, risks and provisioning have names of ours.
 */

import {
  applicationChange,
  authenticationMethods,
  companyChange,
  domain,
  federated,
  issuer,
  partner,
} from './directory-changes.ts';
import { KEY_ADDED, KEY_REMOVED } from './keys.ts';
import {
  factor,
  ofDevice,
  ofUser,
  PASS_CREATED,
  PASSWORD_SET,
  registered,
  resetProgress,
  updateUser,
} from './people.ts';
import { MEMBER_ADDED, OWNER_ADDED, PERMISSION_GRANTED, ROLE_GRANTED } from './rights.ts';
import { type Facts, type Row, row, rows } from './row.ts';

/** How long a right granted through Privileged Identity Management lasts, as its names say. */
const TERMS = ['(permanent)', '(timebound)'];

const scope = (ssoScope: string, more: Facts = {}): Facts => ({ ...more, says: { ...more.says, ssoScope } });

const SIGN_INS: readonly Row[] = [
  row('Sign-in activity', 'signin'),
  row('Non-interactive sign-in', 'token.mint'),
  row('Service principal sign-in', 'token.mint'),
  row('Managed identity sign-in', 'token.mint'),
];

const ALERTS: readonly Row[] = [
  row('User risk detection', 'alert'),
  row('Service principal risk detection', 'alert'),
  row('Risky user', 'alert'),
  row('Risky service principal', 'alert'),
  ...rows(
    [
      'Suspicious activity reported',
      'Fraud reported - user is blocked for MFA',
      'Fraud reported - no action taken',
    ],
    'alert',
    { says: { riskLevel: 'high', title: 'sign-in request reported as not one’s own' }, subject: ofUser },
  ),
  ...rows(['ConfirmAccountCompromised', 'ConfirmCompromised'], 'alert', {
    says: { riskLevel: 'high', title: 'confirmed compromised' },
    subject: ofUser,
  }),
  row('ConfirmServicePrincipalCompromised', 'alert', {
    says: { riskLevel: 'high', title: 'confirmed compromised' },
    subject: (call) => call.principalOf('serviceprincipal', 'application', 'other'),
  }),
  row('Triggered PIM alert', 'alert', { says: { riskLevel: 'low', title: 'alert about privileged roles' } }),
];

const PASSWORDS: readonly Row[] = [
  ...rows(
    [
      'Reset password (by admin)',
      'Reset password (self-service)',
      'Change password (self-service)',
      'Change user password',
      'Reset user password',
      'Reset password',
      'User Password Reset',
    ],
    'credential.reset',
    PASSWORD_SET,
  ),
  row('Self-service password reset flow activity progress', 'credential.reset', { decide: resetProgress }),
  // A credential that was dead works again.
  row('Enable account', 'credential.reset', {
    says: { secretType: 'password', enabled: true },
    subject: ofUser,
  }),
  row('Create application password for user', 'credential.create', {
    says: { secretType: 'password' },
    subject: ofUser,
  }),
];

const READ_SECRETS: readonly Row[] = [
  row('Read BitLocker key', 'credential.read', { says: { secretType: 'disk-key' }, subject: ofDevice }),
  ...rows(
    [
      'Recover device local administrator password',
      'Reveal local administrator password',
      'Read device local administrator password',
    ],
    'credential.read',
    { says: { secretType: 'machine-password' }, subject: ofDevice },
  ),
];

const FACTORS: readonly Row[] = [
  row('Create Temporary Access Pass method for user', 'credential.create', PASS_CREATED),
  row('Update Temporary Access Pass method for user', 'credential.reset', PASS_CREATED),
  row('Delete Temporary Access Pass method for user', 'factor.change', factor('removed')),
  ...rows(
    [
      'Admin registered security info',
      'User registered security info',
      'User registered all required security info',
      'Security info saved for self-service password reset',
    ],
    'factor.change',
    { decide: registered('added') },
  ),
  ...rows(
    ['Admin updated security info', 'User updated security info', 'User changed default security info'],
    'factor.change',
    { decide: registered('changed') },
  ),
  ...rows(['Admin deleted security info', 'User deleted security info'], 'factor.change', {
    decide: registered('removed'),
  }),
  ...rows(
    [
      'Enable Strong Authentication',
      'Add users strong authentication phone app detail',
      'Add FIDO2 security key',
      'Add passkey',
      'Add passkey (device-bound)',
      'Add Windows Hello for Business credential',
      'Add passwordless phone sign-in credential',
      'Add platform credential',
      'Assign Hardware Oath Token',
      'Create Hardware Oath Token',
      'Bulk upload Hardware Oath Token',
      'Set user oath token metadata enabled',
      'Register TOTP secret',
      'User Password Registration',
    ],
    'factor.change',
    factor('added'),
  ),
  row('Update Hardware Oath Token', 'factor.change', factor('changed')),
  ...rows(
    [
      'Disable Strong Authentication',
      'Remove users strong authentication phone app detail',
      'Delete FIDO2 security key(s)',
      'Delete FIDO2 security key',
      'Delete passkey',
      'Delete passkey (device-bound)',
      'Delete Windows Hello for Business credential',
      'Delete passwordless phone sign-in credential',
      'Delete platform credential',
      'Delete Hardware Oath Token',
      'Delete all available strong authentication devices',
      // Who is on this list is asked for no second factor.
      'Add bypass user',
      'POST Tenant.CreateBypassedUser',
    ],
    'factor.change',
    factor('removed'),
  ),
  row('Update user', 'factor.change', { decide: updateUser }),
];

const APPLICATION_KEYS: readonly Row[] = [
  ...rows(
    [
      'Update application – Certificates and secrets management',
      'Update application',
      'Update service principal',
    ],
    'credential.create',
    { decide: applicationChange },
  ),
  ...rows(['Add application', 'Add service principal'], 'credential.create', { decide: applicationChange }),
  row('Add service principal credentials', 'credential.create', KEY_ADDED),
  ...rows(['Remove service principal credentials', 'Remove policy credentials'], 'use', KEY_REMOVED),
  row('Update external secrets', 'credential.create', { says: { secretType: 'secret' }, subject: ofUser }),
  row('Generate key', 'credential.create', { says: { secretType: 'signing-key' } }),
  row('Rotate signing key', 'credential.create', { says: { secretType: 'signing-key' } }),
  ...rows(
    ['Upload key to policy key', 'Upload certificate to policy key', 'Upload PKCS12 to policy key'],
    'credential.import',
    {
      says: { secretType: 'signing-key' },
    },
  ),
  row('Upload secret into policy key', 'credential.import', { says: { secretType: 'secret' } }),
];

const FEDERATION: readonly Row[] = [
  row(
    'Set federation settings on domain',
    'sso.change',
    scope('federation', { details: { domain, federated, issuer } }),
  ),
  row(
    'Set domain authentication',
    'sso.change',
    scope('federation', { details: { domain, federated, issuer }, setting: 'LiveType' }),
  ),
  row('Convert federated user to managed', 'sso.change', scope('federation', { subject: ofUser })),
  ...rows(
    [
      'Add unverified domain',
      'Add verified domain',
      'Verify domain',
      'Verify email verified domain',
      'Update domain',
      'Remove unverified domain',
      'Remove verified domain',
      'Promote sub domain to root domain',
      'Add kerberos domain',
      'Update kerberos domain',
      'Delete kerberos domain',
    ],
    'sso.change',
    scope('domain', { details: { domain } }),
  ),
  ...rows(
    [
      'Enable Desktop Sso',
      'Enable Desktop Sso for a specific domain',
      'Disable Desktop Sso',
      'Disable Desktop Sso for a specific domain',
      'Enable passthrough authentication',
      'Disable passthrough authentication',
    ],
    'sso.change',
    scope('identity-source', { details: { domain } }),
  ),
  ...rows(
    [
      'Create Identity Provider',
      'Update Identity Provider',
      'Delete Identity Provider',
      'Create custom identity provider',
      'Update custom identity provider',
      'Delete custom identity provider',
      'Update local identity provider',
    ],
    'sso.change',
    scope('external-idp'),
  ),
  ...rows(
    ['Add CertificationBasedAuthConfiguration', 'Delete CertificationBasedAuthConfiguration'],
    'trust.change',
    scope('certificate'),
  ),
  row('Set Company Information', 'trust.change', { decide: companyChange }),
];

const POLICIES: readonly Row[] = [
  ...rows(
    [
      'Add conditional access policy',
      'Update conditional access policy',
      'Delete conditional access policy',
      'Add AuthenticationContextClassReference',
      'Update AuthenticationContextClassReference',
      'Delete AuthenticationContextClassReference',
      'Update Sign-In Risk Policy',
      'Update User Risk and MFA Registration Policy',
      'Update IdentityProtectionPolicy',
      'Update security defaults',
    ],
    'sso.change',
    scope('conditional-access', { details: { policy: (call) => call.objects[0]?.name } }),
  ),
  ...rows(
    ['Add named location', 'Update named location', 'Delete named location'],
    'sso.change',
    scope('network-zone'),
  ),
  row('Update continuous access evaluation', 'sso.change', scope('session-policy')),
  row('Authentication Methods Policy Update', 'sso.change', { decide: authenticationMethods }),
  ...rows(
    [
      'Authentication Methods Policy Reset',
      'Authentication Strength Policy Create',
      'Authentication Strength Policy Update',
      'Authentication Strength Policy Delete',
      'Authentication Strength Combination Configuration Create',
      'Authentication Strength Combination Configuration Update',
      'Authentication Strength Combination Configuration Delete',
      'Create rollout policy for feature',
      'Update rollout policy of feature',
      'Delete rollout policy of feature',
      'Add a group to feature rollout',
      'Add user to feature rollout',
    ],
    'sso.change',
    scope('authentication-method'),
  ),
  ...rows(
    [
      'Update authorization policy',
      'Add policy',
      'Added policy',
      'Update policy',
      'Delete policy',
      'Add policy to application',
      'Add policy to service principal',
      'Remove policy from application',
      'Remove policy from service principal',
      'Set directory feature on tenant',
      'Update authentication flows policy',
    ],
    'sso.change',
    scope('sign-on-policy', { details: { policy: (call) => call.objects[0]?.name } }),
  ),
  ...rows(
    ['Add permission grant policy', 'Update permission grant policy', 'Delete permission grant policy'],
    'sso.change',
    scope('delegation'),
  ),
  ...rows(
    [
      'Set password policy',
      'Enable password writeback for directory',
      'Disable password writeback for directory',
    ],
    'sso.change',
    scope('password-policy'),
  ),
  row('Set device registration policies', 'sso.change', scope('sign-on-policy')),
];

const TENANTS: readonly Row[] = [
  ...rows(
    [
      'Add a partner to cross-tenant access setting',
      'Update a partner cross-tenant access setting',
      'Delete partner specific cross-tenant access setting',
      'Reset the cross-tenant access default setting',
      'Update the company default cross-tenant access setting',
      'Migrated partner cross-tenant access settings to the scalable model',
      'Create a partner cross-tenant identity sync setting',
      'Update a partner cross-tenant identity sync setting',
      'Delete a partner cross-tenant identity sync setting',
      'Create a MultiTenantOrg',
      'Update a MultiTenantOrg',
      'Add MultiTenantOrg tenant',
      'Update MultiTenantOrg tenant',
      'Tenant joining MultiTenantOrg tenant',
      'Reset a multitenant org partner configuration template',
      'Update a multitenant org partner configuration template',
      'Reset a multitenant org identity sync policy template',
      'Update a multitenant org identity sync policy template',
    ],
    'sso.change',
    scope('cross-tenant', {
      details: { partner: partner },
    }),
  ),
  ...rows(
    [
      'Add partner to company',
      'Set Partnership',
      'Promote company to partner',
      'Update partner directory settings',
    ],
    'sso.change',
    scope('delegation'),
  ),
  ...rows(
    [
      'Set DirSyncEnabled flag',
      'Set DirSync feature',
      'Add provisioning configuration',
      'Update provisioning setting or credentials',
      'Update attribute mappings or scope',
    ],
    'sso.change',
    scope('provisioning'),
  ),
];

const RIGHTS: readonly Row[] = [
  ...rows(
    [
      'Add member to role',
      'Add eligible member to role',
      'Add scoped member to role',
      'Add member to role scoped over Restricted Management Administrative Unit',
      'Add role assignment to role definition',
      'Add EligibleRoleAssignment to RoleDefinition',
      'Add member to role completed (PIM activation)',
      'Add member to role outside of PIM (permanent)',
      'Restore member from role in PIM completed',
      'Restore eligible member from role in PIM completed',
      'Restore permanent direct role assignment',
      'Restore permanent eligible role assignment',
      'Approve request - direct role assignment',
      ...TERMS.flatMap((term) => [
        `Add member to role in PIM completed ${term}`,
        `Add eligible member to role in PIM completed ${term}`,
      ]),
      'User has elevated their access to User Access Administrator for their Azure Resources',
      'Assign User Access Administrator role',
      'Add Entitlement Management role assignment',
    ],
    'privilege.grant',
    ROLE_GRANTED,
  ),
  ...rows(
    [
      'Add role definition',
      'Update role definition',
      'Role definition created',
      'Update role',
      'Add role from template',
    ],
    'privilege.grant',
    {
      details: { role: (call) => call.objects[0]?.name },
    },
  ),
  row('Update role setting in PIM', 'sso.change', scope('role-mapping')),
  ...rows(
    [
      'Add owner to application',
      'Add owner to service principal',
      'Add owner to group',
      'Add owner to policy',
    ],
    'privilege.grant',
    OWNER_ADDED,
  ),
  ...rows(
    ['Add member to group', 'Administrator directly assigns user to access package'],
    'privilege.grant',
    MEMBER_ADDED,
  ),
  ...rows(
    [
      'Consent to application',
      'Grant contextual consent to application',
      'Restore consent',
      'Add delegated permission grant',
      'Update delegated permission grant',
      'Add app role assignment to service principal',
      'Add app role assignment grant to user',
      'Add app role assignment to group',
    ],
    'privilege.grant',
    PERMISSION_GRANTED,
  ),
];

export const OPERATIONS: readonly Row[] = [
  ...SIGN_INS,
  ...ALERTS,
  ...PASSWORDS,
  ...READ_SECRETS,
  ...FACTORS,
  ...APPLICATION_KEYS,
  ...FEDERATION,
  ...POLICIES,
  ...TENANTS,
  ...RIGHTS,
];
