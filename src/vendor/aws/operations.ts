/**
 * The table of operations: what each means in our vocabulary, and where its credential, targets, subject and
 * details are found. Operations that are not listed are `use`. Names are AWS's, without the version suffix that
 * some services add (`UpdateFunctionCode20150331v2`).
 */

import { flagAt, textAt } from '../../lib/json.ts';
import type { Action } from '../../model/action.ts';
import type { Call } from './call.ts';
import {
  administratorPolicy,
  answeredText,
  askedCount,
  askedFlag,
  askedJoined,
  askedNumber,
  askedState,
  askedText,
  cloudShell,
  constant,
  extraFlag,
  extraText,
  type FindDetails,
  firstOf,
  has,
  loginTo,
  managementEventsOff,
  namesMetadataService,
  ownPassword,
  policyArns,
  requestedPolicy,
  serviceText,
  trustedPrincipals,
  trustsOutside,
} from './details.ts';
import {
  accessKey,
  answeredId,
  callerPassword,
  certificateSession,
  consoleSession,
  directoryPassword,
  federationToken,
  iamPassword,
  iamSshKey,
  keyPair,
  mfaDevice,
  namedAccessKey,
  ownToken,
  poolIdentity,
  portalRole,
  pushedKey,
  roleSession,
  rootSession,
  serviceCredential,
  signingCertificate,
  transferKey,
} from './issues.ts';
import { type Finders, type Row, row, rows } from './row.ts';
import { accountRoot, caller, directoryUser, iamUser, rootAskedFor, userOf } from './subjects.ts';
import { answered, asked, askedEach, askedInstances, askedObject, iam, listedOr } from './targets.ts';

/** Facts about a mint that its analytics weigh. */
const MINT: FindDetails = {
  sessionName: askedText('roleSessionName'),
  durationSeconds: askedNumber('durationSeconds'),
  roleArn: askedText('roleArn'),
  sourceIdentity: firstOf(answeredText('sourceIdentity'), askedText('sourceIdentity')),
  externalId: askedText('externalId'),
  serialNumber: askedText('serialNumber'),
  policyArns,
  requestedPolicy,
  administratorPolicy,
};

const CREDENTIAL: FindDetails = { cloudShell };

/** A lasting credential is gone from now on; the parameter holds its id. */
const ended = (parameter: string): Finders => ({
  subject: iamUser,
  details: { credential: askedText(parameter), credentialState: constant('deleted') },
});

/** `Inactive` takes a credential away; only `Active` gives one back. */
const revivedWhenActive = ({ request }: Call): Action =>
  textAt(request, 'status') === 'Inactive' ? 'use' : 'credential.reset';

const decryptedRead = ({ request }: Call): Action =>
  flagAt(request, 'withDecryption') === true ? 'credential.read' : 'resource.access';

const valuesRead = ({ request }: Call): Action =>
  flagAt(request, 'includeValues') === true || flagAt(request, 'includeValue') === true
    ? 'credential.read'
    : 'use';

const whenAsked =
  (parameter: string, action: Action) =>
  ({ request }: Call): Action =>
    textAt(request, parameter) === undefined ? 'use' : action;

const userDataRead = ({ request }: Call): Action =>
  textAt(request, 'attribute') === 'userData' ? 'resource.access' : 'use';

/** Buckets of logs are known by name at best; on others a lifecycle rule hides nothing. */
const onLogBucket = ({ request }: Call): Action =>
  /trail|log/i.test(textAt(request, 'bucketName') ?? '') ? 'telemetry.change' : 'use';

/** AWS ties the hands of a user whose access key it found in public; a try that failed says nothing of the user. */
const quarantined = ({ request, succeeded }: Call): boolean =>
  succeeded &&
  /^arn:aws[\w-]*:iam::aws:policy\/AWSCompromisedKeyQuarantine(?:V\d+)?$/.test(
    textAt(request, 'policyArn') ?? '',
  );

const SIGNIN: readonly Row[] = [
  row('signin:ConsoleLogin', 'signin', {
    issues: consoleSession,
    details: {
      mfaUsed: extraFlag('MFAUsed'),
      mobile: extraFlag('MobileVersion'),
      loginTo,
      samlProvider: extraText('SamlProviderArn'),
      signInSession: extraText('signInSessionArn'),
      cloudShell,
    },
  }),
  row('signin:UserAuthentication', 'signin', {
    details: { credentialType: extraText('CredentialType'), loginTo },
  }),
  row('sso:Authenticate', 'signin'),
  ...rows('signin', 'use', ['CredentialChallenge', 'CredentialVerification'], {
    details: { credentialType: extraText('CredentialType') },
  }),
  row('signin:CheckMfa', 'use', { details: { mfaType: extraText('MfaType') } }),
  row('signin:ExitRole', 'use'),
  ...rows('signin', 'token.mint', ['SwitchRole', 'RenewRole'], {
    details: { switchedFrom: extraText('SwitchFrom'), switchedTo: extraText('SwitchTo') },
  }),
  row('signin:GetSigninToken', 'token.mint', {
    issues: ownToken,
    details: { durationSeconds: askedNumber('sessionDuration'), consoleFederation: constant(true) },
  }),
  row('signin:AuthorizeOAuth2Access', 'use', { details: { clientId: askedText('client_id') } }),
  row('signin:CreateOAuth2Token', 'token.mint', {
    issues: ownToken,
    details: { grantType: firstOf(askedText('grant_type'), askedText('grantType')) },
  }),
  ...rows(
    'signin',
    'credential.reset',
    ['PasswordRecoveryRequested', 'PasswordRecoveryCompleted', 'EmailUpdated'],
    {
      subject: caller,
    },
  ),
  row('signin:PasswordUpdated', 'credential.reset', { subject: caller, issues: callerPassword }),
  ...rows('account', 'credential.reset', ['StartPrimaryEmailUpdate', 'AcceptPrimaryEmailUpdate'], {
    subject: accountRoot,
  }),
];

const STS: readonly Row[] = [
  row('sts:AssumeRole', 'token.mint', {
    targets: asked('role', 'roleArn'),
    issues: roleSession,
    details: MINT,
  }),
  row('sts:AssumeRoleWithSAML', 'token.mint', {
    targets: asked('role', 'roleArn'),
    issues: roleSession,
    details: {
      ...MINT,
      samlProvider: askedText('principalArn'),
      samlIssuer: answeredText('issuer'),
      federatedName: answeredText('subject'),
      assertionId: askedText('sAMLAssertionID'),
    },
  }),
  row('sts:AssumeRoleWithWebIdentity', 'token.mint', {
    targets: asked('role', 'roleArn'),
    issues: roleSession,
    details: {
      ...MINT,
      identityProvider: firstOf(answeredText('provider'), askedText('providerId')),
      federatedName: answeredText('subjectFromWebIdentityToken'),
      audience: answeredText('audience'),
    },
  }),
  row('sts:AssumeRoot', 'token.mint', {
    targets: asked('account', 'targetPrincipal'),
    subject: rootAskedFor,
    issues: rootSession,
    details: { ...MINT, taskPolicyArn: askedText('taskPolicyArn', 'arn') },
  }),
  row('sts:GetFederationToken', 'token.mint', {
    targets: answered('user', 'federatedUser', 'arn'),
    issues: federationToken,
    details: { ...MINT, federatedName: askedText('name') },
  }),
  row('sts:GetSessionToken', 'token.mint', { issues: ownToken, details: MINT }),
  row('sts:GetWebIdentityToken', 'token.mint', {
    details: { audience: askedJoined(['audience']), durationSeconds: askedNumber('durationSeconds') },
  }),
  row('sts:GetDelegatedAccessToken', 'token.mint', { issues: ownToken, details: MINT }),
  row('sts:DecodeAuthorizationMessage', 'use'),
  row('sts:GetCallerIdentity', 'use'),
  row('cognito-identity:GetCredentialsForIdentity', 'token.mint', {
    targets: asked('identity', 'identityId'),
    issues: poolIdentity,
    details: { customRoleArn: askedText('customRoleArn') },
  }),
  ...rows('cognito-identity', 'token.mint', ['GetOpenIdToken', 'GetOpenIdTokenForDeveloperIdentity'], {
    targets: asked('identity', 'identityId'),
  }),
  row('cognito-identity:GetId', 'use'),
  row('rolesanywhere:CreateSession', 'token.mint', {
    targets: asked('role', 'roleArn'),
    issues: certificateSession,
    details: {
      ...MINT,
      trustAnchorArn: askedText('trustAnchorArn'),
      profileArn: askedText('profileArn'),
    },
  }),
];

const PORTAL = {
  issues: portalRole,
  details: {
    roleName: firstOf(serviceText('role_name'), askedText('roleName')),
    accountId: firstOf(serviceText('account_id'), askedText('accountId')),
  },
};
const SSO_TOKEN = { details: { grantType: askedText('grantType'), clientId: askedText('clientId') } };
const SSO_SETTING: FindDetails = {
  instanceArn: askedText('instanceArn'),
  directoryId: askedText('directoryId'),
  identitySource: firstOf(
    askedText('directoryType'),
    askedText('identitySource'),
    askedText('identityStoreType'),
  ),
  permissionSetArn: askedText('permissionSetArn'),
};
const SSO_ASSIGNMENT: FindDetails = {
  permissionSetArn: askedText('permissionSetArn'),
  principalId: askedText('principalId'),
  principalType: askedText('principalType'),
  accountId: askedText('targetId'),
  policyArn: firstOf(askedText('managedPolicyArn'), askedText('policyArn')),
  administratorPolicy,
};

const IDENTITY_CENTER: readonly Row[] = [
  ...rows('sso', 'token.mint', ['GetRoleCredentials', 'Federate'], PORTAL),
  ...['sso', 'sso-oauth'].flatMap((service) => [
    row(`${service}:CreateToken`, 'token.mint', SSO_TOKEN),
    row(`${service}:CreateTokenWithIAM`, 'token.mint', SSO_TOKEN),
    row(`${service}:RegisterClient`, 'use', { details: { clientName: askedText('clientName') } }),
    row(`${service}:StartDeviceAuthorization`, 'use', { details: { clientId: askedText('clientId') } }),
  ]),
  row('sso:ListApplications', 'use'),
  ...rows(
    'sso',
    'sso.change',
    [
      'StartSSO',
      'CreateInstance',
      'UpdateInstance',
      'DeleteInstance',
      'UpdateSSOConfiguration',
      'UpdateSsoConfiguration',
      'AssociateDirectory',
      'DisassociateDirectory',
      'UpdateDirectoryAssociation',
      'CreateTrust',
      'UpdateTrust',
      'CreatePermissionSet',
      'UpdatePermissionSet',
      'DeletePermissionSet',
      'ProvisionPermissionSet',
      'PutMfaDeviceManagementForDirectory',
      'CreateTrustedTokenIssuer',
      'UpdateTrustedTokenIssuer',
      'DeleteTrustedTokenIssuer',
      'CreateApplication',
      'UpdateApplication',
      'PutApplicationAuthenticationMethod',
      'PutApplicationGrant',
      'CreateInstanceAccessControlAttributeConfiguration',
      'UpdateInstanceAccessControlAttributeConfiguration',
      'ImportApplicationInstanceServiceProviderMetadata',
      'UpdateApplicationInstanceSecurityConfiguration',
    ],
    { targets: asked('identity-source', 'directoryId'), details: SSO_SETTING },
  ),
  ...rows(
    'sso',
    'privilege.grant',
    [
      'CreateAccountAssignment',
      'AttachManagedPolicyToPermissionSet',
      'AttachCustomerManagedPolicyReferenceToPermissionSet',
      'PutInlinePolicyToPermissionSet',
      'PutPermissionsPolicy',
      'DeletePermissionsBoundaryFromPermissionSet',
      'CreateApplicationAssignment',
      'AssociateProfile',
    ],
    { targets: asked('permission-set', 'permissionSetArn'), details: SSO_ASSIGNMENT },
  ),
  ...['sso', 'sso-directory'].flatMap((service) =>
    rows(
      service,
      'sso.change',
      [
        'EnableExternalIdPConfigurationForDirectory',
        'DisableExternalIdPConfigurationForDirectory',
        'CreateExternalIdPConfigurationForDirectory',
        'UpdateExternalIdPConfigurationForDirectory',
        'DeleteExternalIdPConfigurationForDirectory',
        'ImportExternalIdPCertificate',
        'DeleteExternalIdPCertificate',
        'CreateProvisioningTenant',
        'DeleteProvisioningTenant',
      ],
      { targets: asked('identity-source', 'directoryId'), details: SSO_SETTING },
    ),
  ),
  // Whoever holds it makes users and groups in the directory, without signing in.
  row('sso-directory:CreateBearerToken', 'sso.change', {
    targets: asked('identity-source', 'directoryId'),
    issues: answeredId('api-key', 'bearerTokenMetadata', 'tokenId'),
    details: CREDENTIAL,
  }),
  row('sso-directory:UpdatePassword', 'credential.reset', {
    subject: directoryUser,
    issues: directoryPassword,
    details: { passwordMode: askedText('passwordMode') },
  }),
  ...rows(
    'sso-directory',
    'factor.change',
    [
      'StartVirtualMfaDeviceRegistration',
      'CompleteVirtualMfaDeviceRegistration',
      'StartWebAuthnDeviceRegistration',
      'CompleteWebAuthnDeviceRegistration',
      'DeleteMfaDeviceForUser',
      'UpdateMfaDeviceForUser',
    ],
    { subject: directoryUser },
  ),
  ...rows('sso-directory', 'use', ['CreateUser', 'CreateGroup', 'VerifyEmail'], { subject: directoryUser }),
  row('sso:CreateGroup', 'use'),
  ...['sso', 'sso-directory'].map((service) =>
    row(`${service}:AddMemberToGroup`, 'privilege.grant', {
      targets: asked('group', 'groupId'),
      details: { memberId: firstOf(askedText('memberId'), askedText('member', 'memberId')) },
    }),
  ),
  row('identitystore:CreateGroupMembership', 'privilege.grant', {
    targets: asked('group', 'groupId'),
    details: { memberId: askedText('memberId', 'userId') },
  }),
  ...rows('identitystore', 'use', ['CreateUser', 'CreateGroup', 'UpdateUser'], { subject: directoryUser }),
];

const PROVIDER: FindDetails = {
  providerName: firstOf(askedText('name'), askedText('url')),
  thumbprints: askedJoined(['thumbprintList']),
  clientIds: askedJoined(['clientIDList']),
  // The metadata document carries the provider's certificate: its presence is the fact, its text is long.
  metadataReplaced: has('sAMLMetadataDocument'),
};

const IAM: readonly Row[] = [
  ...rows('iam', 'trust.change', ['CreateSAMLProvider', 'UpdateSAMLProvider', 'DeleteSAMLProvider'], {
    targets: (call) =>
      [...asked('provider', 'sAMLProviderArn')(call), ...answered('provider', 'sAMLProviderArn')(call)].slice(
        0,
        1,
      ),
    details: PROVIDER,
  }),
  ...rows(
    'iam',
    'trust.change',
    [
      'CreateOpenIDConnectProvider',
      'DeleteOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
      'AddClientIDToOpenIDConnectProvider',
      'RemoveClientIDFromOpenIDConnectProvider',
    ],
    {
      targets: (call) =>
        [
          ...asked('provider', 'openIDConnectProviderArn')(call),
          ...answered('provider', 'openIDConnectProviderArn')(call),
        ].slice(0, 1),
      details: { ...PROVIDER, clientId: askedText('clientID') },
    },
  ),
  ...rows('iam', 'trust.change', [
    'EnableOrganizationsRootCredentialsManagement',
    'EnableOrganizationsRootSessions',
  ]),
  row('iam:UpdateAssumeRolePolicy', 'trust.change', {
    targets: iam('role', 'roleName'),
    details: {
      trustedPrincipals: trustedPrincipals('policyDocument'),
      trustsOutside: trustsOutside('policyDocument'),
    },
  }),
  row('iam:CreateRole', 'trust.change', {
    targets: iam('role', 'roleName'),
    details: {
      trustedPrincipals: trustedPrincipals('assumeRolePolicyDocument'),
      trustsOutside: trustsOutside('assumeRolePolicyDocument'),
      created: constant(true),
    },
  }),
  row('iam:UpdateRole', 'trust.change', {
    targets: iam('role', 'roleName'),
    details: { durationSeconds: askedNumber('maxSessionDuration') },
  }),
  row('iam:AddRoleToInstanceProfile', 'trust.change', {
    targets: (call) => [
      ...iam('role', 'roleName')(call),
      ...iam('instance-profile', 'instanceProfileName')(call),
    ],
  }),
  ...rows('iam', 'sso.change', ['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy']),

  row('iam:CreateAccessKey', 'credential.create', {
    targets: iam('user', 'userName'),
    subject: iamUser,
    issues: accessKey,
    details: CREDENTIAL,
  }),
  row('iam:UpdateAccessKey', 'credential.reset', {
    targets: asked('access-key', 'accessKeyId'),
    subject: iamUser,
    issues: namedAccessKey,
    details: {
      newStatus: askedText('status'),
      credential: askedText('accessKeyId'),
      credentialState: askedState,
      cloudShell,
    },
    decide: revivedWhenActive,
  }),
  row('iam:DeleteAccessKey', 'use', ended('accessKeyId')),
  row('iam:DeleteSSHPublicKey', 'use', ended('sSHPublicKeyId')),
  row('iam:DeleteSigningCertificate', 'use', ended('certificateId')),
  row('iam:DeleteServiceSpecificCredential', 'use', ended('serviceSpecificCredentialId')),
  row('iam:DeleteLoginProfile', 'use', {
    subject: iamUser,
    details: { credential: ownPassword, credentialState: constant('deleted') },
  }),
  row('iam:CreateLoginProfile', 'credential.create', {
    targets: iam('user', 'userName'),
    subject: iamUser,
    issues: iamPassword,
    details: { passwordResetRequired: askedFlag('passwordResetRequired'), cloudShell },
  }),
  row('iam:UpdateLoginProfile', 'credential.reset', {
    targets: iam('user', 'userName'),
    subject: iamUser,
    issues: iamPassword,
    details: { passwordResetRequired: askedFlag('passwordResetRequired'), cloudShell },
  }),
  row('iam:ChangePassword', 'credential.reset', {
    subject: caller,
    issues: callerPassword,
    details: { cloudShell },
  }),
  row('iam:UploadSSHPublicKey', 'credential.import', {
    targets: iam('user', 'userName'),
    subject: iamUser,
    issues: iamSshKey,
    details: { publicKeySource: constant('request'), cloudShell },
  }),
  row('iam:UpdateSSHPublicKey', 'credential.reset', {
    targets: asked('ssh-key', 'sSHPublicKeyId'),
    subject: iamUser,
    issues: iamSshKey,
    details: { newStatus: askedText('status') },
    decide: revivedWhenActive,
  }),
  row('iam:UploadSigningCertificate', 'credential.import', {
    subject: iamUser,
    issues: signingCertificate,
    details: CREDENTIAL,
  }),
  row('iam:UpdateSigningCertificate', 'credential.reset', {
    subject: iamUser,
    issues: signingCertificate,
    details: { newStatus: askedText('status') },
    decide: revivedWhenActive,
  }),
  row('iam:UploadServerCertificate', 'credential.import', {
    targets: asked('certificate', 'serverCertificateName'),
    issues: answeredId('certificate', 'serverCertificateMetadata', 'serverCertificateId'),
    details: { cloudShell },
  }),
  row('iam:CreateServiceSpecificCredential', 'credential.create', {
    targets: iam('user', 'userName'),
    subject: iamUser,
    issues: serviceCredential,
    details: {
      serviceName: askedText('serviceName'),
      credentialAgeDays: askedNumber('credentialAgeDays'),
      cloudShell,
    },
  }),
  row('iam:ResetServiceSpecificCredential', 'credential.reset', {
    subject: iamUser,
    issues: serviceCredential,
    details: { cloudShell },
  }),
  row('iam:UpdateServiceSpecificCredential', 'credential.reset', {
    subject: iamUser,
    issues: serviceCredential,
    details: { newStatus: askedText('status') },
    decide: revivedWhenActive,
  }),
  row('iam:EnableMFADevice', 'factor.change', {
    targets: asked('mfa-device', 'serialNumber'),
    subject: iamUser,
    issues: mfaDevice,
    details: { serialNumber: askedText('serialNumber'), factor: constant('added') },
  }),
  row('iam:CreateVirtualMFADevice', 'factor.change', {
    targets: answered('mfa-device', 'virtualMFADevice', 'serialNumber'),
    details: { serialNumber: answeredText('virtualMFADevice', 'serialNumber'), factor: constant('created') },
  }),
  row('iam:DeactivateMFADevice', 'factor.change', {
    targets: asked('mfa-device', 'serialNumber'),
    subject: iamUser,
    details: { serialNumber: askedText('serialNumber'), factor: constant('removed') },
  }),
  row('iam:DeleteVirtualMFADevice', 'factor.change', {
    targets: asked('mfa-device', 'serialNumber'),
    details: { serialNumber: askedText('serialNumber'), factor: constant('removed') },
  }),
  row('iam:ResyncMFADevice', 'factor.change', {
    targets: asked('mfa-device', 'serialNumber'),
    subject: iamUser,
    details: { serialNumber: askedText('serialNumber'), factor: constant('changed') },
  }),

  row('iam:AttachUserPolicy', 'privilege.grant', {
    targets: iam('user', 'userName'),
    subject: (call) => (quarantined(call) ? iamUser(call) : undefined),
    details: {
      policyArn: askedText('policyArn'),
      administratorPolicy,
      alertTitle: (call) => (quarantined(call) ? 'AWS found an access key in public' : undefined),
      riskLevel: (call) => (quarantined(call) ? 'high' : undefined),
    },
    decide: (call) => (quarantined(call) ? 'alert' : 'privilege.grant'),
  }),
  ...rows('iam', 'privilege.grant', ['PutUserPolicy', 'DeleteUserPermissionsBoundary'], {
    targets: iam('user', 'userName'),
    details: { policyArn: askedText('policyArn'), policyName: askedText('policyName'), administratorPolicy },
  }),
  ...rows('iam', 'privilege.grant', ['AttachRolePolicy', 'PutRolePolicy', 'DeleteRolePermissionsBoundary'], {
    targets: iam('role', 'roleName'),
    details: { policyArn: askedText('policyArn'), policyName: askedText('policyName'), administratorPolicy },
  }),
  ...rows('iam', 'privilege.grant', ['AttachGroupPolicy', 'PutGroupPolicy'], {
    targets: iam('group', 'groupName'),
    details: { policyArn: askedText('policyArn'), policyName: askedText('policyName'), administratorPolicy },
  }),
  row('iam:AddUserToGroup', 'privilege.grant', {
    targets: (call) => [...iam('user', 'userName')(call), ...iam('group', 'groupName')(call)],
    details: { groupName: askedText('groupName') },
  }),
  row('iam:CreatePolicyVersion', 'privilege.grant', {
    targets: asked('policy', 'policyArn'),
    details: { setAsDefault: askedFlag('setAsDefault'), administratorPolicy },
  }),
  row('iam:SetDefaultPolicyVersion', 'privilege.grant', {
    targets: asked('policy', 'policyArn'),
    details: { versionId: askedText('versionId') },
  }),

  row('iam:CreateUser', 'use', { targets: iam('user', 'userName'), details: { created: constant(true) } }),
  row('iam:CreatePolicy', 'use', {
    targets: answered('policy', 'policy', 'arn'),
    details: { administratorPolicy },
  }),
];

const KEY_MATERIAL: readonly Row[] = [
  ...rows('rolesanywhere', 'trust.change', ['CreateTrustAnchor', 'UpdateTrustAnchor', 'EnableTrustAnchor'], {
    targets: (call) =>
      [
        ...asked('trust-anchor', 'trustAnchorId')(call),
        ...answered('trust-anchor', 'trustAnchor', 'trustAnchorArn')(call),
      ].slice(-1),
    details: { anchorName: askedText('name'), anchorType: askedText('source', 'sourceType') },
  }),
  ...rows('rolesanywhere', 'trust.change', ['CreateProfile', 'UpdateProfile', 'EnableProfile', 'ImportCrl'], {
    targets: askedEach('role', 'roleArns'),
    details: {
      profileName: askedText('name'),
      durationSeconds: askedNumber('durationSeconds'),
      roleArns: askedJoined(['roleArns']),
    },
  }),
  row('kms:ImportKeyMaterial', 'credential.import', { targets: listedOr(asked('key', 'keyId')) }),
  row('kms:DeleteImportedKeyMaterial', 'resource.access', { targets: listedOr(asked('key', 'keyId')) }),
  row('kms:Decrypt', 'resource.access', { targets: listedOr(asked('key', 'keyId')) }),
  row('acm:ExportCertificate', 'credential.read', { targets: asked('certificate', 'certificateArn') }),
  row('acm:ImportCertificate', 'credential.import', {
    targets: answered('certificate', 'certificateArn'),
    issues: answeredId('certificate', 'certificateArn'),
  }),
  row('acm-pca:IssueCertificate', 'credential.create', {
    targets: asked('authority', 'certificateAuthorityArn'),
    issues: answeredId('certificate', 'certificateArn'),
  }),
  row('acm-pca:GetCertificate', 'resource.access', { targets: asked('certificate', 'certificateArn') }),
];

const SECRETS: readonly Row[] = [
  row('secretsmanager:GetSecretValue', 'credential.read', {
    targets: asked('secret', 'secretId'),
    details: { secretId: askedText('secretId'), versionStage: askedText('versionStage') },
  }),
  row('secretsmanager:BatchGetSecretValue', 'credential.read', {
    targets: askedEach('secret', 'secretIdList'),
    details: { secretCount: askedCount('secretIdList'), filtered: has('filters') },
  }),
  ...rows(
    'secretsmanager',
    'resource.access',
    [
      'CreateSecret',
      'PutSecretValue',
      'UpdateSecret',
      'RotateSecret',
      'DeleteSecret',
      'RestoreSecret',
      'ReplicateSecretToRegions',
    ],
    { targets: (call) => [...asked('secret', 'secretId')(call), ...asked('secret', 'name')(call)] },
  ),
  row('secretsmanager:PutResourcePolicy', 'privilege.grant', { targets: asked('secret', 'secretId') }),
  row('ssm:GetParameter', 'credential.read', {
    targets: listedOr(asked('parameter', 'name')),
    details: { withDecryption: askedFlag('withDecryption'), parameterNames: askedText('name') },
    decide: decryptedRead,
  }),
  row('ssm:GetParameters', 'credential.read', {
    targets: listedOr(askedEach('parameter', 'names')),
    details: {
      withDecryption: askedFlag('withDecryption'),
      parameterCount: askedCount('names'),
      parameterNames: askedText('names', 0),
    },
    decide: decryptedRead,
  }),
  row('ssm:GetParametersByPath', 'credential.read', {
    targets: listedOr(asked('parameter', 'path')),
    details: {
      withDecryption: askedFlag('withDecryption'),
      recursive: askedFlag('recursive'),
      parameterNames: askedText('path'),
    },
    decide: decryptedRead,
  }),
  row('ssm:GetParameterHistory', 'credential.read', {
    targets: listedOr(asked('parameter', 'name')),
    details: { withDecryption: askedFlag('withDecryption'), parameterNames: askedText('name') },
    decide: decryptedRead,
  }),
  row('ssm:PutParameter', 'resource.access', { targets: asked('parameter', 'name') }),
  row('ec2:GetPasswordData', 'credential.read', { targets: asked('instance', 'instanceId') }),
  row('lightsail:DownloadDefaultKeyPair', 'credential.read'),
  row('lightsail:GetInstanceAccessDetails', 'credential.read', {
    targets: asked('instance', 'instanceName'),
  }),
  ...rows('redshift', 'credential.read', ['GetClusterCredentials', 'GetClusterCredentialsWithIAM'], {
    targets: asked('database', 'clusterIdentifier'),
    details: { databaseUser: askedText('dbUser') },
  }),
  ...rows('apigateway', 'credential.read', ['GetApiKeys', 'GetApiKey'], { decide: valuesRead }),
];

const KEYS: readonly Row[] = [
  row('ec2:CreateKeyPair', 'credential.create', {
    targets: asked('key-pair', 'keyName'),
    issues: keyPair('ec2', 'keyName'),
    details: { keyName: askedText('keyName'), keyType: askedText('keyType'), cloudShell },
  }),
  row('ec2:ImportKeyPair', 'credential.import', {
    targets: asked('key-pair', 'keyName'),
    issues: keyPair('ec2', 'keyName'),
    details: { keyName: askedText('keyName'), publicKeySource: constant('request'), cloudShell },
  }),
  ...rows(
    'ec2-instance-connect',
    'credential.import',
    ['SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'],
    {
      targets: asked('instance', 'instanceId'),
      issues: pushedKey,
      details: { osUser: askedText('instanceOSUser'), publicKeySource: constant('request'), cloudShell },
    },
  ),
  ...['ec2', 'ec2-instance-connect'].map((service) =>
    row(`${service}:EnableSerialConsoleAccess`, 'trust.change'),
  ),
  row('lightsail:CreateKeyPair', 'credential.create', {
    targets: asked('key-pair', 'keyPairName'),
    issues: keyPair('lightsail', 'keyPairName'),
    details: { keyName: askedText('keyPairName'), cloudShell },
  }),
  row('lightsail:ImportKeyPair', 'credential.import', {
    targets: asked('key-pair', 'keyPairName'),
    issues: keyPair('lightsail', 'keyPairName'),
    details: { keyName: askedText('keyPairName'), publicKeySource: constant('request'), cloudShell },
  }),
  row('transfer:ImportSshPublicKey', 'credential.import', {
    targets: asked('server', 'serverId'),
    subject: userOf('serverId', 'userName'),
    issues: transferKey,
    details: { publicKeySource: constant('request'), cloudShell },
  }),
  row('transfer:CreateUser', 'credential.import', {
    targets: asked('server', 'serverId'),
    subject: userOf('serverId', 'userName'),
    decide: whenAsked('sshPublicKeyBody', 'credential.import'),
  }),
  row('apigateway:CreateApiKey', 'credential.create', {
    issues: answeredId('api-key', 'id'),
    details: { keyName: askedText('createApiKeyInput', 'name'), cloudShell },
  }),
  row('appsync:CreateApiKey', 'credential.create', {
    targets: asked('api', 'apiId'),
    issues: answeredId('api-key', 'apiKey', 'id'),
    details: { cloudShell },
  }),
  row('codebuild:ImportSourceCredentials', 'credential.import', {
    issues: answeredId('service-credential', 'arn'),
    details: { serverType: askedText('serverType') },
  }),
  ...rows('iot', 'credential.create', ['CreateKeysAndCertificate', 'CreateProvisioningClaim'], {
    issues: answeredId('certificate', 'certificateId'),
  }),
  ...rows('iot', 'credential.import', ['RegisterCertificate', 'RegisterCACertificate'], {
    issues: answeredId('certificate', 'certificateId'),
  }),
  ...rows('cognito-idp', 'credential.reset', ['AdminSetUserPassword', 'AdminResetUserPassword'], {
    targets: asked('user-pool', 'userPoolId'),
    subject: userOf('userPoolId', 'username'),
    details: { permanent: askedFlag('permanent') },
  }),
  row('cognito-idp:AdminCreateUser', 'use', { targets: asked('user-pool', 'userPoolId') }),
  ...rows('cognito-idp', 'factor.change', ['AdminSetUserMFAPreference', 'SetUserPoolMfaConfig'], {
    targets: asked('user-pool', 'userPoolId'),
    subject: userOf('userPoolId', 'username'),
  }),
  ...rows('cognito-idp', 'sso.change', ['CreateIdentityProvider', 'UpdateIdentityProvider'], {
    targets: asked('user-pool', 'userPoolId'),
    details: { providerName: askedText('providerName'), providerType: askedText('providerType') },
  }),
  row('ds:ResetUserPassword', 'credential.reset', {
    targets: asked('directory', 'directoryId'),
    subject: userOf('directoryId', 'userName'),
  }),
  ...rows('ds', 'sso.change', ['EnableSso', 'DisableSso'], { targets: asked('directory', 'directoryId') }),
  ...rows('rds', 'credential.reset', ['ModifyDBInstance', 'ModifyDBCluster'], {
    targets: (call) => [
      ...asked('database', 'dBInstanceIdentifier')(call),
      ...asked('database', 'dBClusterIdentifier')(call),
    ],
    decide: whenAsked('masterUserPassword', 'credential.reset'),
  }),
  row('redshift:ModifyCluster', 'credential.reset', {
    targets: asked('database', 'clusterIdentifier'),
    decide: whenAsked('masterUserPassword', 'credential.reset'),
  }),
];

const WORKLOADS: readonly Row[] = [
  row('eks:CreateAccessEntry', 'trust.change', {
    targets: asked('cluster', 'name'),
    details: { principalArn: askedText('principalArn'), groups: askedJoined(['kubernetesGroups']) },
  }),
  row('eks:AssociateAccessPolicy', 'privilege.grant', {
    targets: asked('cluster', 'name'),
    details: {
      principalArn: askedText('principalArn'),
      policyArn: askedText('policyArn'),
      administratorPolicy,
    },
  }),
  row('eks:CreatePodIdentityAssociation', 'trust.change', {
    targets: asked('role', 'roleArn'),
    details: { serviceAccount: askedText('serviceAccount') },
  }),
  ...rows(
    'ec2',
    'trust.change',
    ['AssociateIamInstanceProfile', 'ReplaceIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation'],
    {
      targets: (call) =>
        [
          ...asked('instance', 'AssociateIamInstanceProfileRequest', 'InstanceId')(call),
          ...asked('instance', 'instanceId')(call),
          ...answered(
            'instance',
            'AssociateIamInstanceProfileResponse',
            'iamInstanceProfileAssociation',
            'instanceId',
          )(call),
        ].slice(0, 1),
      details: {
        instanceProfile: firstOf(
          askedText('AssociateIamInstanceProfileRequest', 'IamInstanceProfile', 'Name'),
          askedText('AssociateIamInstanceProfileRequest', 'IamInstanceProfile', 'Arn'),
          askedText('ReplaceIamInstanceProfileAssociationRequest', 'IamInstanceProfile', 'Name'),
          askedText('ReplaceIamInstanceProfileAssociationRequest', 'IamInstanceProfile', 'Arn'),
        ),
      },
    },
  ),
  ...rows('ec2', 'trust.change', ['ModifyInstanceMetadataOptions', 'ModifyInstanceMetadataDefaults'], {
    targets: (call) => [
      ...asked('instance', 'ModifyInstanceMetadataOptionsRequest', 'InstanceId')(call),
      ...asked('instance', 'instanceId')(call),
    ],
    details: {
      httpTokens: firstOf(
        askedText('ModifyInstanceMetadataOptionsRequest', 'HttpTokens'),
        askedText('ModifyInstanceMetadataDefaultsRequest', 'HttpTokens'),
        askedText('httpTokens'),
      ),
      hopLimit: firstOf(
        askedNumber('ModifyInstanceMetadataOptionsRequest', 'HttpPutResponseHopLimit'),
        askedNumber('httpPutResponseHopLimit'),
      ),
    },
  }),
  row('ec2:DescribeInstanceAttribute', 'resource.access', {
    targets: asked('instance', 'instanceId'),
    details: { attribute: askedText('attribute') },
    decide: userDataRead,
  }),
  row('ec2:ModifyInstanceAttribute', 'resource.access', {
    targets: asked('instance', 'instanceId'),
    details: { userDataChanged: has('userData') },
  }),
  row('ec2:RunInstances', 'use', { targets: askedInstances }),
  ...rows(
    'ecs',
    'resource.access',
    ['DescribeTaskDefinition', 'RegisterTaskDefinition', 'RunTask', 'ExecuteCommand'],
    {
      targets: (call) => [
        ...asked('task-definition', 'taskDefinition')(call),
        ...asked('task-definition', 'family')(call),
      ],
      details: { namesMetadataService },
    },
  ),
  ...rows(
    'sagemaker',
    'resource.access',
    [
      'CreateNotebookInstanceLifecycleConfig',
      'UpdateNotebookInstanceLifecycleConfig',
      'CreatePresignedNotebookInstanceUrl',
      'CreatePresignedDomainUrl',
    ],
    { targets: asked('notebook', 'notebookInstanceName'), details: { namesMetadataService } },
  ),
];

const HIGH_VALUE: readonly Row[] = [
  ...rows(
    's3',
    'resource.access',
    [
      'GetObject',
      'CopyObject',
      'PutObject',
      'DeleteObject',
      'DeleteObjects',
      'ListBucket',
      'ListObjects',
      'ListBuckets',
    ],
    { targets: listedOr(askedObject) },
  ),
  ...rows('s3', 'privilege.grant', ['PutBucketPolicy', 'PutBucketAcl'], { targets: listedOr(askedObject) }),
  ...rows(
    'dynamodb',
    'resource.access',
    ['Scan', 'Query', 'GetItem', 'BatchGetItem', 'ExecuteStatement', 'ExportTableToPointInTime'],
    { targets: listedOr(asked('table', 'tableName'), asked('table', 'tableArn')) },
  ),
  ...rows(
    'rds',
    'resource.access',
    [
      'CreateDBSnapshot',
      'CreateDBClusterSnapshot',
      'CopyDBSnapshot',
      'CopyDBClusterSnapshot',
      'ModifyDBSnapshotAttribute',
      'ModifyDBClusterSnapshotAttribute',
      'RestoreDBInstanceFromDBSnapshot',
      'StartExportTask',
    ],
    {
      targets: (call) => [
        ...asked('snapshot', 'dBSnapshotIdentifier')(call),
        ...asked('snapshot', 'dBClusterSnapshotIdentifier')(call),
      ],
      details: { sharedWith: askedJoined(['valuesToAdd']) },
    },
  ),
  ...rows('ec2', 'resource.access', ['CreateSnapshot', 'ModifySnapshotAttribute', 'ModifyImageAttribute'], {
    targets: (call) => [
      ...asked('snapshot', 'snapshotId')(call),
      ...asked('image', 'imageId')(call),
      ...asked('volume', 'volumeId')(call),
    ],
  }),
  row('ssm:SendCommand', 'resource.access', {
    targets: askedEach('instance', 'instanceIds'),
    details: { documentName: askedText('documentName'), instanceCount: askedCount('instanceIds') },
  }),
  ...rows('ssm', 'resource.access', ['StartSession', 'ResumeSession'], {
    targets: asked('instance', 'target'),
    details: { documentName: askedText('documentName') },
  }),
  ...rows(
    'bedrock',
    'resource.access',
    ['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'],
    { targets: asked('model', 'modelId') },
  ),
  ...rows(
    'lambda',
    'resource.access',
    ['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'CreateFunction', 'Invoke'],
    {
      targets: listedOr(asked('function', 'functionName')),
      details: { roleArn: askedText('role') },
    },
  ),
  ...rows('lambda', 'privilege.grant', ['AddPermission', 'CreateFunctionUrlConfig'], {
    targets: asked('function', 'functionName'),
    details: { grantee: askedText('principal') },
  }),
];

const TELEMETRY: readonly Row[] = [
  ...rows(
    'cloudtrail',
    'telemetry.change',
    [
      'StopLogging',
      'DeleteTrail',
      'UpdateTrail',
      'PutEventSelectors',
      'PutInsightSelectors',
      'DeleteEventDataStore',
      'UpdateEventDataStore',
      'StopEventDataStoreIngestion',
    ],
    {
      targets: (call) => [
        ...asked('trail', 'name')(call),
        ...asked('trail', 'trailName')(call),
        ...asked('trail', 'eventDataStore')(call),
      ],
      details: {
        managementEventsOff,
        multiRegion: askedFlag('isMultiRegionTrail'),
        fileValidation: askedFlag('enableLogFileValidation'),
        bucketName: askedText('s3BucketName'),
      },
    },
  ),
  ...rows('s3', 'telemetry.change', ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'], {
    targets: askedObject,
    decide: onLogBucket,
  }),
  ...rows(
    'config',
    'telemetry.change',
    ['DeleteConfigurationRecorder', 'StopConfigurationRecorder', 'DeleteDeliveryChannel'],
    { targets: asked('recorder', 'configurationRecorderName') },
  ),
  ...rows(
    'guardduty',
    'telemetry.change',
    [
      'DeleteDetector',
      'UpdateDetector',
      'StopMonitoringMembers',
      'DisassociateMembers',
      'DisassociateFromAdministratorAccount',
      'DeletePublishingDestination',
    ],
    { targets: asked('detector', 'detectorId'), details: { enabled: askedFlag('enable') } },
  ),
  row('securityhub:DisableSecurityHub', 'telemetry.change'),
  row('macie2:DisableMacie', 'telemetry.change'),
  row('access-analyzer:DeleteAnalyzer', 'telemetry.change', { targets: asked('analyzer', 'analyzerName') }),
  row('ec2:DeleteFlowLogs', 'telemetry.change', {
    targets: (call) => [...asked('flow-log', 'DeleteFlowLogsRequest', 'FlowLogId', 'content')(call)],
  }),
  ...rows(
    'route53resolver',
    'telemetry.change',
    ['DeleteResolverQueryLogConfig', 'DisassociateResolverQueryLogConfig'],
    {
      targets: asked('query-log', 'resolverQueryLogConfigId'),
    },
  ),
  ...rows('logs', 'telemetry.change', ['DeleteLogGroup', 'DeleteLogStream', 'DeleteSubscriptionFilter'], {
    targets: asked('log-group', 'logGroupName'),
  }),
  row('bedrock:DeleteModelInvocationLoggingConfiguration', 'telemetry.change'),
  row('wafv2:DeleteLoggingConfiguration', 'telemetry.change', { targets: asked('web-acl', 'resourceArn') }),
];

/** Rows by operation, in the order of the sections above. */
export const OPERATIONS: readonly Row[] = [
  ...SIGNIN,
  ...STS,
  ...IDENTITY_CENTER,
  ...IAM,
  ...KEY_MATERIAL,
  ...SECRETS,
  ...KEYS,
  ...WORKLOADS,
  ...HIGH_VALUE,
  ...TELEMETRY,
];
