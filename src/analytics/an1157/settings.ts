/** Which setting an operation of AWS changes and how that reads, as data. Other providers' records say it: `scopes.ts`. */

import type { Setting } from './parameters.ts';

export type Change =
  | 'sso-setting-changed'
  | 'identity-provider-added'
  | 'trust-anchor-added'
  | 'signing-certificate-changed'
  | 'permission-set-widened'
  | 'assignment-granted'
  | 'trust-opened'
  | 'domain-federation-changed'
  | 'certificate-authority-trusted'
  | 'delegation-granted'
  | 'sign-on-policy-weakened';

export interface SettingChange {
  readonly setting: Setting;
  readonly change: Change;
}

export const SETTING_CHANGES: ReadonlyMap<string, SettingChange> = new Map([
  ...changes('identity-source', 'sso-setting-changed', [
    'sso:StartSSO',
    'sso:CreateInstance',
    'sso:UpdateInstance',
    'sso:DeleteInstance',
    'sso:UpdateSSOConfiguration',
    'sso:UpdateSsoConfiguration',
    'sso:DisassociateDirectory',
    'sso:UpdateDirectoryAssociation',
    'sso:CreateTrust',
    'sso:UpdateTrust',
    'sso:CreateInstanceAccessControlAttributeConfiguration',
    'sso:UpdateInstanceAccessControlAttributeConfiguration',
    'ds:EnableSso',
    'ds:DisableSso',
  ]),
  ...changes('identity-source', 'identity-provider-added', ['sso:AssociateDirectory']),
  ...['sso', 'sso-directory'].flatMap((service) => [
    ...changes('external-idp', 'identity-provider-added', [
      `${service}:EnableExternalIdPConfigurationForDirectory`,
      `${service}:CreateExternalIdPConfigurationForDirectory`,
      `${service}:UpdateExternalIdPConfigurationForDirectory`,
    ]),
    ...changes('external-idp', 'sso-setting-changed', [
      `${service}:DisableExternalIdPConfigurationForDirectory`,
      `${service}:DeleteExternalIdPConfigurationForDirectory`,
    ]),
    ...changes('certificate', 'signing-certificate-changed', [
      `${service}:ImportExternalIdPCertificate`,
      `${service}:DeleteExternalIdPCertificate`,
    ]),
    ...changes('provisioning', 'sso-setting-changed', [
      `${service}:CreateProvisioningTenant`,
      `${service}:DeleteProvisioningTenant`,
    ]),
  ]),
  ...changes('provisioning', 'sso-setting-changed', ['sso-directory:CreateBearerToken']),
  ...changes('external-idp', 'identity-provider-added', [
    'sso:CreateTrustedTokenIssuer',
    'sso:UpdateTrustedTokenIssuer',
    'cognito-idp:CreateIdentityProvider',
    'cognito-idp:UpdateIdentityProvider',
  ]),
  ...changes('factor-policy', 'sso-setting-changed', ['sso:PutMfaDeviceManagementForDirectory']),
  ...changes('application', 'sso-setting-changed', [
    'sso:CreateApplication',
    'sso:UpdateApplication',
    'sso:PutApplicationAuthenticationMethod',
    'sso:PutApplicationGrant',
    'sso:ImportApplicationInstanceServiceProviderMetadata',
    'sso:UpdateApplicationInstanceSecurityConfiguration',
  ]),
  ...changes('permission-set', 'permission-set-widened', [
    'sso:AttachManagedPolicyToPermissionSet',
    'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
    'sso:PutInlinePolicyToPermissionSet',
    'sso:PutPermissionsPolicy',
    'sso:DeletePermissionsBoundaryFromPermissionSet',
  ]),
  ...changes('assignment', 'assignment-granted', [
    'sso:CreateAccountAssignment',
    'sso:CreateApplicationAssignment',
    'sso:AssociateProfile',
    'sso:AddMemberToGroup',
    'sso-directory:AddMemberToGroup',
    'identitystore:CreateGroupMembership',
  ]),
  ...changes('saml-provider', 'identity-provider-added', ['iam:CreateSAMLProvider']),
  ...changes('saml-provider', 'signing-certificate-changed', ['iam:UpdateSAMLProvider']),
  ...changes('saml-provider', 'sso-setting-changed', ['iam:DeleteSAMLProvider']),
  ...changes('oidc-provider', 'identity-provider-added', ['iam:CreateOpenIDConnectProvider']),
  ...changes('oidc-provider', 'signing-certificate-changed', ['iam:UpdateOpenIDConnectProviderThumbprint']),
  ...changes('oidc-provider', 'sso-setting-changed', [
    'iam:AddClientIDToOpenIDConnectProvider',
    'iam:RemoveClientIDFromOpenIDConnectProvider',
    'iam:DeleteOpenIDConnectProvider',
  ]),
  ...changes('root-access', 'sso-setting-changed', [
    'iam:EnableOrganizationsRootCredentialsManagement',
    'iam:EnableOrganizationsRootSessions',
  ]),
  ...changes('password-policy', 'sso-setting-changed', [
    'iam:UpdateAccountPasswordPolicy',
    'iam:DeleteAccountPasswordPolicy',
  ]),
  ...changes('trust-anchor', 'trust-anchor-added', [
    'rolesanywhere:CreateTrustAnchor',
    'rolesanywhere:UpdateTrustAnchor',
    'rolesanywhere:EnableTrustAnchor',
  ]),
  ...changes('trust-anchor', 'sso-setting-changed', [
    'rolesanywhere:CreateProfile',
    'rolesanywhere:UpdateProfile',
    'rolesanywhere:EnableProfile',
    'rolesanywhere:ImportCrl',
  ]),
  ...changes('role-trust', 'trust-opened', ['iam:UpdateAssumeRolePolicy', 'iam:CreateRole']),
]);

function changes(setting: Setting, change: Change, operations: readonly string[]): [string, SettingChange][] {
  return operations.map((operation) => [operation, { setting, change }]);
}
