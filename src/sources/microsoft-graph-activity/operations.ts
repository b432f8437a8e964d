/**
 * The table of requests to Microsoft Graph: what each means in our vocabulary, by method and path with ids taken out.
 * The log holds no request bodies: what a PATCH of a user or an application changed, only the directory's audit log says.
 * Requests that are not listed are `use`.
 */

import { each, type Facts, on, person, type Row } from './row.ts';

const secret = (secretType: string): Facts => ({ details: { secretType } });
const own = (secretType: string): Facts => ({ details: { secretType }, concerns: 'person' });
const sso = (ssoScope: string): Facts => ({ details: { ssoScope } });
const factor = (change: string): Facts => ({ details: { factor: change }, concerns: 'person' });

const METHODS = [
  'phoneMethods',
  'emailMethods',
  'fido2Methods',
  'microsoftAuthenticatorMethods',
  'softwareOathMethods',
  'hardwareOathMethods',
  'windowsHelloForBusinessMethods',
  'passwordlessMicrosoftAuthenticatorMethods',
  'platformCredentialMethods',
  'externalAuthenticationMethods',
  'qrCodePinMethod',
];
const methodPaths = (suffix: string): string[] =>
  person(...METHODS.map((method) => `/authentication/${method}${suffix}`));

const PEOPLE: readonly Row[] = [
  ...on(
    'POST',
    person(
      '/authentication/methods/{id}/resetPassword',
      '/authentication/passwordMethods/{id}/resetPassword',
      '/changePassword',
    ),
    'credential.reset',
    { ...own('password'), issues: 'password' },
  ),
  ...on('POST', person('/authentication/temporaryAccessPassMethods'), 'credential.create', {
    ...own('temporary-access-pass'),
    issues: 'recovery-code',
  }),
  ...on(
    'DELETE',
    person('/authentication/temporaryAccessPassMethods/{id}'),
    'factor.change',
    factor('removed'),
  ),
  ...on('POST', methodPaths(''), 'factor.change', factor('added')),
  ...on('PATCH PUT', methodPaths('/{id}'), 'factor.change', factor('changed')),
  ...on('DELETE', methodPaths('/{id}'), 'factor.change', factor('removed')),
  ...on(
    'PATCH',
    person('/authentication/requirements', '/authentication/signInPreferences'),
    'factor.change',
    factor('changed'),
  ),
  ...on(
    'POST',
    person('/authentication/phoneMethods/{id}/enableSmsSignIn'),
    'factor.change',
    factor('changed'),
  ),
  ...on(
    'POST',
    person('/authentication/phoneMethods/{id}/disableSmsSignIn'),
    'factor.change',
    factor('changed'),
  ),
  ...on('POST', ['/directory/authenticationMethodDevices/hardwareOathDevices'], 'factor.change', {
    details: { factor: 'added' },
  }),
];

const APPLICATIONS: readonly Row[] = [
  ...on(
    'POST',
    ['/applications/{id}/addPassword', '/servicePrincipals/{id}/addPassword'],
    'credential.create',
    secret('client-secret'),
  ),
  ...on(
    'POST',
    ['/applications/{id}/addKey', '/servicePrincipals/{id}/addKey'],
    'credential.import',
    secret('certificate'),
  ),
  ...on('POST', ['/servicePrincipals/{id}/addTokenSigningCertificate'], 'credential.create', {
    details: { secretType: 'signing-key', ssoScope: 'certificate' },
  }),
  ...on(
    'POST',
    ['/applications/{id}/federatedIdentityCredentials'],
    'credential.create',
    secret('federated-credential'),
  ),
  ...on(
    'PATCH PUT',
    ['/applications/{id}/federatedIdentityCredentials/{id}'],
    'credential.create',
    secret('federated-credential'),
  ),
  ...on(
    'POST',
    ['/servicePrincipals/{id}/getPasswordSingleSignOnCredentials'],
    'credential.read',
    secret('password'),
  ),
  ...on(
    'POST',
    ['/servicePrincipals/{id}/createPasswordSingleSignOnCredentials'],
    'credential.create',
    secret('password'),
  ),
  ...on(
    'POST',
    ['/servicePrincipals/{id}/updatePasswordSingleSignOnCredentials'],
    'credential.reset',
    secret('password'),
  ),
  ...on('PUT', ['/servicePrincipals/{id}/synchronization/secrets'], 'sso.change', sso('provisioning')),
  ...on('POST', ['/servicePrincipals/{id}/synchronization/acquireAccessToken'], 'token.mint'),
  ...on(
    'POST PATCH DELETE',
    each('/servicePrincipals/{id}/synchronization/jobs'),
    'sso.change',
    sso('provisioning'),
  ),
  ...on('POST', ['/trustFramework/keySets/{id}/generateKey'], 'credential.create', secret('signing-key')),
  ...on(
    'POST',
    ['uploadSecret', 'uploadCertificate', 'uploadPkcs12'].map(
      (verb) => `/trustFramework/keySets/{id}/${verb}`,
    ),
    'credential.import',
    secret('signing-key'),
  ),
];

const DEVICES: readonly Row[] = [
  // The key comes only with `$select=key`; without it the answer lists which keys there are.
  ...on(
    'GET',
    ['/informationProtection/bitlocker/recoveryKeys/{id}', '/bitlocker/recoveryKeys/{id}'],
    'credential.read',
    { ...secret('disk-key'), selects: 'key' },
  ),
  ...on(
    'GET',
    ['/directory/deviceLocalCredentials/{id}', '/deviceLocalCredentials/{id}'],
    'credential.read',
    { ...secret('machine-password'), selects: 'credentials' },
  ),
  ...on(
    'GET',
    ['/deviceManagement/managedDevices/{id}/getFileVaultKey'],
    'credential.read',
    secret('disk-key'),
  ),
  ...on(
    'POST',
    [
      '/deviceManagement/managedDevices/{id}/rotateFileVaultKey',
      '/deviceManagement/managedDevices/{id}/rotateBitLockerKeys',
    ],
    'credential.reset',
    secret('disk-key'),
  ),
  ...on(
    'POST',
    [
      '/deviceManagement/managedDevices/{id}/rotateLocalAdminPassword',
      '/deviceManagement/managedDevices/{id}/resetPasscode',
    ],
    'credential.reset',
    secret('machine-password'),
  ),
  ...on(
    'POST PATCH',
    each(
      '/deviceManagement/deviceManagementScripts',
      '/deviceManagement/deviceShellScripts',
      '/deviceManagement/deviceHealthScripts',
      '/deviceManagement/deviceCustomAttributeShellScripts',
    ),
    'resource.access',
  ),
];

const SIGN_ON: readonly Row[] = [
  ...on('POST PATCH DELETE', each('/domains/{id}/federationConfiguration'), 'sso.change', sso('federation')),
  ...on(
    'POST',
    ['/domains', '/domains/{id}/verify', '/domains/{id}/promote', '/domains/{id}/forceDelete'],
    'sso.change',
    sso('domain'),
  ),
  ...on('PATCH DELETE', ['/domains/{id}'], 'sso.change', sso('domain')),
  ...on(
    'POST PATCH PUT DELETE',
    each(
      '/identity/conditionalAccess/policies',
      '/conditionalAccess/policies',
      '/policies/conditionalAccessPolicies',
    ),
    'sso.change',
    sso('conditional-access'),
  ),
  ...on(
    'POST PATCH PUT DELETE',
    each('/identity/conditionalAccess/namedLocations', '/conditionalAccess/namedLocations'),
    'sso.change',
    sso('network-zone'),
  ),
  ...on(
    'POST PATCH PUT DELETE',
    [
      ...each(
        '/policies/authenticationStrengthPolicies',
        '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations',
      ),
      '/policies/authenticationMethodsPolicy',
      '/policies/authenticationFlowsPolicy',
      '/policies/identitySecurityDefaultsEnforcementPolicy',
      '/authenticationMethodsPolicy',
    ],
    'sso.change',
    sso('authentication-method'),
  ),
  ...on(
    'POST PATCH PUT DELETE',
    [
      '/policies/crossTenantAccessPolicy',
      '/policies/crossTenantAccessPolicy/default',
      '/policies/crossTenantAccessPolicy/partners/{id}/identitySynchronization',
      '/policies/externalIdentitiesPolicy',
      ...each('/policies/crossTenantAccessPolicy/partners'),
    ],
    'sso.change',
    sso('cross-tenant'),
  ),
  ...on(
    'POST PATCH PUT DELETE',
    [
      '/policies/authorizationPolicy',
      '/policies/authorizationPolicy/authorizationPolicy',
      '/policies/adminConsentRequestPolicy',
      '/policies/deviceRegistrationPolicy',
      '/policies/federatedTokenValidationPolicy',
      ...each('/policies/activityBasedTimeoutPolicies'),
    ],
    'sso.change',
    sso('sign-on-policy'),
  ),
  ...on('POST PATCH DELETE', each('/policies/tokenLifetimePolicies'), 'sso.change', sso('session-policy')),
  ...on(
    'POST PATCH PUT DELETE',
    [
      ...each(
        '/policies/tokenIssuancePolicies',
        '/policies/claimsMappingPolicies',
        '/policies/permissionGrantPolicies',
        '/policies/appManagementPolicies',
      ),
      '/policies/defaultAppManagementPolicy',
    ],
    'sso.change',
    sso('application'),
  ),
  ...on('POST PATCH DELETE', each('/policies/homeRealmDiscoveryPolicies'), 'sso.change', sso('federation')),
  ...on(
    'POST PATCH DELETE',
    each('/identity/identityProviders', '/identityProviders'),
    'sso.change',
    sso('external-idp'),
  ),
  ...on(
    'POST PATCH DELETE',
    [
      ...each(
        '/organization/{id}/certificateBasedAuthConfiguration',
        '/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations',
        '/certificateAuthorities/certificateBasedApplicationConfigurations',
        '/directory/certificateAuthorities/certificateBasedApplicationConfigurations',
      ),
      '/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations/{id}/certificateAuthorities',
      '/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations/{id}/certificateAuthorities/{id}',
    ],
    'sso.change',
    sso('certificate'),
  ),
  ...on(
    'PATCH',
    ['/directory/onPremisesSynchronization/{id}', '/directory/onPremisesSynchronization'],
    'sso.change',
    sso('provisioning'),
  ),
  ...on(
    'PATCH PUT',
    ['/policies/roleManagementPolicies/{id}', '/policies/roleManagementPolicies/{id}/rules/{id}'],
    'sso.change',
    sso('role-mapping'),
  ),
  ...on(
    'POST PATCH',
    each(
      '/tenantRelationships/delegatedAdminRelationships',
      '/tenantRelationships/multiTenantOrganization/tenants',
    ),
    'trust.change',
    sso('delegation'),
  ),
];

const RIGHTS: readonly Row[] = [
  ...on(
    'POST',
    [
      '/roleManagement/directory/roleAssignments',
      '/roleManagement/directory/roleAssignmentScheduleRequests',
      '/roleManagement/directory/roleEligibilityScheduleRequests',
      '/roleManagement/directory/roleDefinitions',
      '/roleManagement/entitlementManagement/roleAssignments',
      '/roleManagement/exchange/roleAssignments',
      '/roleManagement/deviceManagement/roleAssignments',
      '/directoryRoles/{id}/members/$ref',
      '/directory/administrativeUnits/{id}/scopedRoleMembers',
      '/groups/{id}/members/$ref',
      '/groups/{id}/owners/$ref',
      '/applications/{id}/owners/$ref',
      '/servicePrincipals/{id}/owners/$ref',
      '/servicePrincipals/{id}/appRoleAssignedTo',
      '/servicePrincipals/{id}/appRoleAssignments',
      '/users/{id}/appRoleAssignments',
      '/me/appRoleAssignments',
      '/groups/{id}/appRoleAssignments',
      '/oauth2PermissionGrants',
      '/servicePrincipals/{id}/delegatedPermissionClassifications',
      '/identityGovernance/entitlementManagement/assignmentRequests',
      '/identityGovernance/entitlementManagement/accessPackageAssignmentRequests',
      '/identityGovernance/privilegedAccess/group/assignmentScheduleRequests',
      '/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests',
      '/privilegedAccess/azureResources/roleAssignmentRequests',
      '/privilegedAccess/aadRoles/roleAssignmentRequests',
    ],
    'privilege.grant',
  ),
  ...on(
    'PATCH',
    ['/oauth2PermissionGrants/{id}', '/roleManagement/directory/roleDefinitions/{id}'],
    'privilege.grant',
  ),
];

/** What is read or sent in the place of its owner. */
const CONTENT: readonly Row[] = [
  ...on(
    'GET',
    [
      ...person(
        ...each('/messages', '/mailFolders/{id}/messages'),
        '/messages/{id}/$value',
        '/messages/{id}/attachments',
        '/messages/{id}/attachments/{id}',
        '/messages/{id}/attachments/{id}/$value',
        '/chats/getAllMessages',
        '/drive/items/{id}/content',
        '/drive/root/children',
      ),
      '/drives/{id}/items/{id}/content',
      '/sites/{id}/drive/items/{id}/content',
      '/sites/{id}/drives/{id}/items/{id}/content',
      '/groups/{id}/drive/items/{id}/content',
      '/chats/{id}/messages',
      '/teams/{id}/channels/{id}/messages',
      '/teams/{id}/channels/getAllMessages',
    ],
    'resource.access',
  ),
  ...on(
    'POST',
    [
      ...person(
        '/sendMail',
        '/messages',
        '/messages/{id}/send',
        '/messages/{id}/forward',
        '/messages/{id}/createForward',
      ),
      ...person('/mailFolders/{id}/messageRules', '/mailFolders/inbox/messageRules'),
      '/search/query',
    ],
    'resource.access',
  ),
];

export const OPERATIONS: readonly Row[] = [
  ...PEOPLE,
  ...APPLICATIONS,
  ...DEVICES,
  ...SIGN_ON,
  ...RIGHTS,
  ...CONTENT,
];
