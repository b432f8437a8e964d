/**
 * The table of operations: what each means in our vocabulary, and where its credential, targets, subject and details
 * are found. Operations that are not listed are `use`, save those that set a policy (see `operation-names.ts`). Names
 * are methods without package and version.
 */

import type { Operation } from '../../contract/source.ts';
import { flagAt, listAt, numberAt, textAt } from '../../lib/json.ts';
import type { Action } from '../../model/action.ts';
import { WORKSPACE_OPERATIONS } from '../../vendor/google/workspace-operations-table.ts';
import type { Call } from './call.ts';
import {
  askedJoined,
  askedText,
  constant,
  firstOf,
  joined,
  LOGGING,
  METADATA,
  MINT,
  metadataText,
  POOL,
  runsCode,
  setsSshKeys,
} from './details.ts';
import {
  answered,
  apiKey,
  clusterAccount,
  clusterToken,
  databasePassword,
  databaseUser,
  delegatedToken,
  federatedSubject,
  federatedToken,
  hmacHolder,
  hmacKey,
  identityToken,
  keyConcerned,
  mappedSubject,
  metadataKeys,
  osLoginKey,
  osLoginUser,
  serviceAccountKey,
  signature,
} from './issues.ts';
import { decidePolicy, grantee, POLICY_DETAILS } from './policy.ts';
import { type Finders, type Row, row, rows } from './row.ts';
import { serviceAccountOf } from './service-account.ts';
import { cryptoKey, inCluster, resource, secret, serviceAccount } from './targets.ts';

const POLICY: Finders = {
  targets: resource('policy'),
  subject: grantee,
  details: POLICY_DETAILS,
  decide: decidePolicy,
};

const OF_ACCOUNT: Finders = { targets: serviceAccount, subject: serviceAccountOf };

const MINTS: readonly Row[] = ['iamcredentials', 'iam'].flatMap((service) => [
  // The older spellings of the same methods are the IAM API's own.
  row(`${service}:GenerateAccessToken`, 'token.mint', {
    ...OF_ACCOUNT,
    issues: delegatedToken,
    details: { ...MINT, tokenType: constant('access token') },
  }),
  row(`${service}:GenerateIdToken`, 'token.mint', {
    ...OF_ACCOUNT,
    issues: identityToken,
    details: { ...MINT, tokenType: constant('id token') },
  }),
  ...rows(service, 'token.mint', ['SignJwt', 'SignBlob'], {
    ...OF_ACCOUNT,
    issues: signature,
    details: { ...MINT, tokenType: constant('signature') },
  }),
]);

const STS: readonly Row[] = [
  row('sts:ExchangeToken', 'token.mint', {
    subject: federatedSubject,
    issues: federatedToken,
    details: {
      tokenType: firstOf(askedText('requestedTokenType'), askedText('requested_token_type')),
      subjectTokenType: firstOf(askedText('subjectTokenType'), askedText('subject_token_type')),
      grantType: firstOf(askedText('grantType'), askedText('grant_type')),
      audience: askedText('audience'),
      federatedName: mappedSubject,
    },
  }),
];

const KEY: Finders = { ...OF_ACCOUNT, issues: serviceAccountKey, details: { secretType: constant('key') } };

const IAM: readonly Row[] = [
  row('iam:CreateServiceAccountKey', 'credential.create', KEY),
  row('iam:UploadServiceAccountKey', 'credential.import', KEY),
  row('iam:EnableServiceAccountKey', 'credential.reset', KEY),
  row('iam:DisableServiceAccountKey', 'use', {
    ...OF_ACCOUNT,
    details: { credential: keyConcerned, credentialState: constant('inactive') },
  }),
  row('iam:DeleteServiceAccountKey', 'use', {
    ...OF_ACCOUNT,
    details: { credential: keyConcerned, credentialState: constant('deleted') },
  }),
  row('iam:CreateServiceAccount', 'use', { ...OF_ACCOUNT, details: { created: constant(true) } }),
  ...rows('iam', 'credential.reset', ['EnableServiceAccount', 'UndeleteServiceAccount'], {
    ...OF_ACCOUNT,
    details: { revived: constant(true) },
  }),
  ...rows(
    'iam',
    'use',
    ['DisableServiceAccount', 'DeleteServiceAccount', 'PatchServiceAccount', 'UpdateServiceAccount'],
    OF_ACCOUNT,
  ),
  ...rows('iam', 'privilege.grant', ['SetIAMPolicy', 'SetIamPolicy'], POLICY),
  ...rows('iam', 'privilege.grant', ['CreateRole', 'UpdateRole', 'UndeleteRole'], {
    targets: resource('role'),
    details: {
      role: firstOf(askedText('role_id'), askedText('roleId'), ({ asked: name }) => name),
      permissions: (call) => joined(addedPermissions(call)),
    },
  }),
  ...rows('iam', 'trust.change', poolNames('WorkloadIdentityPool'), {
    targets: resource('provider'),
    details: POOL,
  }),
  ...rows('iam', 'trust.change', poolNames('WorkforcePool'), {
    targets: resource('provider'),
    details: POOL,
  }),
  ...rows(
    'iam',
    'trust.change',
    [
      'AddAttestationRule',
      'RemoveAttestationRule',
      'SetAttestationRules',
      'CreateWorkloadIdentityPoolNamespace',
      'UpdateWorkloadIdentityPoolNamespace',
      'CreateWorkloadIdentityPoolManagedIdentity',
      'UpdateWorkloadIdentityPoolManagedIdentity',
    ],
    { targets: resource('provider'), details: POOL },
  ),
  ...rows(
    'iam',
    'credential.create',
    ['CreateWorkforcePoolProviderScimToken', 'CreateOauthClientCredential'],
    {
      targets: resource('provider'),
      issues: answered('gcp:client-credential', 'service-credential'),
      details: { secretType: constant('client-secret') },
    },
  ),
];

function poolNames(pool: string): string[] {
  const things = [pool, `${pool}Provider`, `${pool}ProviderKey`];
  return things
    .flatMap((thing) => ['Create', 'Update', 'Undelete', 'Delete'].map((verb) => `${verb}${thing}`))
    .filter((name) => name !== `Update${pool}ProviderKey`);
}

function addedPermissions({ serviceData }: Call): readonly unknown[] {
  return listAt(serviceData, 'permissionDelta', 'addedPermissions');
}

const API_KEYS: readonly Row[] = [
  ...rows('apikeys', 'credential.create', ['CreateKey', 'CreateApiKey'], {
    targets: resource('api-key'),
    issues: apiKey,
    details: { secretType: constant('api-token'), name: askedText('key', 'displayName') },
  }),
  ...rows('apikeys', 'credential.read', ['GetKeyString', 'GetApiKey'], {
    targets: resource('api-key'),
    details: { secretType: constant('api-token') },
  }),
  ...rows('apikeys', 'credential.reset', ['UndeleteKey', 'RegenerateApiKey'], {
    targets: resource('api-key'),
    issues: apiKey,
    details: { secretType: constant('api-token') },
  }),
  ...rows('apikeys', 'use', ['DeleteKey', 'UpdateKey', 'LookupKey', 'ListKeys'], {
    targets: resource('api-key'),
  }),
];

const SECRETS: readonly Row[] = [
  row('secretmanager:AccessSecretVersion', 'credential.read', {
    targets: secret,
    details: { secretType: constant('secret'), secretId: ({ asked: name }) => name },
  }),
  ...rows(
    'secretmanager',
    'use',
    ['CreateSecret', 'AddSecretVersion', 'GetSecretVersion', 'ListSecrets', 'DestroySecretVersion'],
    {
      targets: secret,
    },
  ),
  row('parametermanager:RenderParameterVersion', 'credential.read', {
    targets: resource('parameter'),
    details: { secretType: constant('secret') },
  }),
  ...rows(
    'cloudkms',
    'resource.access',
    ['Decrypt', 'RawDecrypt', 'AsymmetricDecrypt', 'AsymmetricSign', 'MacSign', 'Decapsulate'],
    {
      targets: cryptoKey,
    },
  ),
  row('cloudkms:ImportCryptoKeyVersion', 'credential.import', {
    targets: cryptoKey,
    details: { secretType: constant('signing-key') },
  }),
  row('privateca:CreateCertificate', 'credential.create', {
    targets: resource('certificate'),
    issues: answered('gcp:certificate', 'certificate'),
    details: { secretType: constant('certificate') },
  }),
];

const OAUTH_CLIENTS: readonly Row[] = [
  ...rows('clientauthconfig', 'credential.create', ['CreateClient', 'CreateSecret'], {
    targets: resource('application'),
    details: { secretType: constant('client-secret') },
  }),
  row('clientauthconfig:ResetClientSecret', 'credential.reset', {
    targets: resource('application'),
    details: { secretType: constant('client-secret') },
  }),
  row('iap:CreateIdentityAwareProxyClient', 'credential.create', {
    targets: resource('application'),
    details: { secretType: constant('client-secret') },
  }),
  row('iap:ResetIdentityAwareProxyClientSecret', 'credential.reset', {
    targets: resource('application'),
    details: { secretType: constant('client-secret') },
  }),
  row('iap:AuthorizeUser', 'resource.access', {
    targets: resource('instance'),
    details: {
      phase: metadataText('iap_tcp_session_info', 'phase'),
      deviceState: metadataText('device_state'),
    },
  }),
];

/** Public keys in metadata let people in, scripts run; all else in metadata is talk. */
const decideMetadata = (call: Call): Action =>
  setsSshKeys(call) ? 'credential.import' : runsCode(call) ? 'resource.access' : 'use';

const issuesWhenKeys = (call: Call) => (setsSshKeys(call) ? metadataKeys(call) : []);

const COMPUTE: readonly Row[] = [
  ...rows(
    'compute',
    'credential.import',
    [
      'instances.setMetadata',
      'instances.updateMetadata',
      'instances.insert',
      'instances.bulkInsert',
      'instances.update',
      'projects.setCommonInstanceMetadata',
      'instanceTemplates.insert',
    ],
    { targets: resource('instance'), issues: issuesWhenKeys, details: METADATA, decide: decideMetadata },
  ),
  row('compute:instances.setServiceAccount', 'trust.change', {
    targets: resource('instance'),
    details: {
      serviceAccount: firstOf(askedText('email'), askedText('serviceAccount', 'email')),
      scopes: askedJoined('scopes'),
      ssoScope: constant('delegation'),
    },
  }),
  ...rows(
    'compute',
    'privilege.grant',
    [
      'disks.setIamPolicy',
      'images.setIamPolicy',
      'snapshots.setIamPolicy',
      'instances.setIamPolicy',
      'machineImages.setIamPolicy',
    ],
    POLICY,
  ),
  ...rows(
    'compute',
    'resource.access',
    ['snapshots.insert', 'disks.createSnapshot', 'images.insert', 'machineImages.insert', 'images.get'],
    {
      targets: resource('disk'),
    },
  ),
  ...rows(
    'compute',
    'resource.access',
    [
      'instances.getSerialPortOutput',
      'instances.getScreenshot',
      'instances.getGuestAttributes',
      'instances.attachDisk',
    ],
    {
      targets: resource('instance'),
    },
  ),
  ...rows('compute', 'use', ['subnetworks.patch', 'subnetworks.setPrivateIpGoogleAccess'], {
    targets: resource('network'),
    decide: ({ request }) => (flowLogsOff(request) ? 'telemetry.change' : 'use'),
    details: { setting: ({ request }) => (flowLogsOff(request) ? 'flow logs' : undefined) },
  }),
  row('ssh-serialport:connect', 'resource.access', {
    targets: resource('instance'),
    details: { osUser: askedText('username') },
  }),
];

function flowLogsOff(request: unknown): boolean {
  return flagAt(request, 'enableFlowLogs') === false || flagAt(request, 'logConfig', 'enable') === false;
}

const OS_LOGIN: readonly Row[] = [
  ...rows(
    'oslogin',
    'credential.import',
    ['ImportSshPublicKey', 'CreateSshPublicKey', 'UpdateSshPublicKey'],
    {
      subject: osLoginUser,
      issues: osLoginKey,
      details: { secretType: constant('ssh-key'), publicKeySource: constant('request') },
    },
  ),
  row('oslogin:SignSshPublicKey', 'credential.create', {
    subject: osLoginUser,
    details: { secretType: constant('certificate') },
  }),
  row('oslogin:DeleteSshPublicKey', 'use', { subject: osLoginUser }),
  ...rows('oslogin', 'use', ['CheckPolicy', 'StartSession', 'ContinueSession'], {
    targets: resource('instance'),
    details: { policy: askedText('policy') },
  }),
];

const STORAGE: readonly Row[] = [
  row('storage:hmacKeys.create', 'credential.create', {
    subject: hmacHolder,
    issues: hmacKey,
    details: { secretType: constant('key') },
  }),
  row('storage:hmacKeys.update', 'use', {
    subject: hmacHolder,
    issues: hmacKey,
    decide: ({ request }) =>
      (textAt(request, 'state') ?? textAt(request, 'metadata', 'state')) === 'ACTIVE'
        ? 'credential.reset'
        : 'use',
  }),
  row('storage:hmacKeys.delete', 'use', { subject: hmacHolder }),
  ...rows(
    'storage',
    'resource.access',
    [
      'objects.get',
      'objects.list',
      'objects.create',
      'objects.update',
      'objects.patch',
      'objects.delete',
      'objects.copy',
      'objects.compose',
      'objects.rewrite',
      'objects.restore',
      'objects.move',
    ],
    {
      targets: resource('object'),
    },
  ),
  ...rows('storage', 'resource.access', ['buckets.delete', 'buckets.update'], {
    targets: resource('bucket'),
  }),
  ...rows(
    'storage',
    'privilege.grant',
    ['setIamPermissions', 'buckets.setIamPolicy', 'objects.setIamPolicy'],
    {
      ...POLICY,
      targets: resource('bucket'),
    },
  ),
];

const DATA: readonly Row[] = [
  ...rows(
    'bigquery',
    'resource.access',
    [
      'InsertJob',
      'Query',
      'GetQueryResults',
      'List',
      'ListTableData',
      'InsertAll',
      'CreateReadSession',
      'ReadRows',
      'jobservice.insert',
      'jobservice.query',
      'jobservice.getqueryresults',
      'jobservice.jobcompleted',
      'tabledataservice.list',
    ],
    {
      targets: resource('table'),
      details: {
        statementType: metadataText('jobChange', 'job', 'jobConfig', 'queryConfig', 'statementType'),
      },
    },
  ),
  ...rows(
    'firestore',
    'resource.access',
    ['RunQuery', 'BatchGetDocuments', 'GetDocument', 'ListDocuments', 'ExportDocuments', 'Commit', 'Listen'],
    {
      targets: resource('database'),
    },
  ),
  ...rows('datastore', 'resource.access', ['RunQuery', 'Lookup', 'Commit', 'ExportEntities'], {
    targets: resource('database'),
  }),
  ...rows(
    'spanner',
    'resource.access',
    ['ExecuteSql', 'ExecuteStreamingSql', 'Read', 'StreamingRead', 'Commit'],
    { targets: resource('database') },
  ),
  ...rows('bigtable', 'resource.access', ['ReadRows', 'MutateRow', 'MutateRows', 'SampleRowKeys'], {
    targets: resource('table'),
  }),
  row('cloudsql:users.create', 'credential.create', {
    targets: resource('database'),
    subject: databaseUser,
    issues: databasePassword,
    details: { secretType: constant('password') },
  }),
  row('cloudsql:users.update', 'credential.reset', {
    targets: resource('database'),
    subject: databaseUser,
    issues: databasePassword,
    details: { secretType: constant('password') },
  }),
  row('cloudsql:sslCerts.create', 'credential.create', {
    targets: resource('database'),
    details: { secretType: constant('certificate') },
  }),
  ...rows('cloudsql', 'token.mint', ['sslCerts.createEphemeral', 'instances.generateEphemeralCert'], {
    targets: resource('database'),
  }),
  ...rows(
    'cloudsql',
    'resource.access',
    [
      'instances.export',
      'instances.connect',
      'instances.clone',
      'instances.restoreBackup',
      'instances.executeSql',
    ],
    {
      targets: resource('database'),
    },
  ),
  ...rows(
    'aiplatform',
    'resource.access',
    ['Predict', 'RawPredict', 'StreamRawPredict', 'GenerateContent', 'StreamGenerateContent'],
    { targets: resource('model') },
  ),
  ...rows(
    'cloudfunctions',
    'resource.access',
    ['CreateFunction', 'UpdateFunction', 'CallFunction', 'GenerateDownloadUrl'],
    { targets: resource('function') },
  ),
  ...rows(
    'run',
    'resource.access',
    ['CreateService', 'UpdateService', 'ReplaceService', 'CreateJob', 'UpdateJob', 'RunJob'],
    { targets: resource('function') },
  ),
  ...rows(
    'cloudbuild',
    'resource.access',
    ['CreateBuild', 'RunBuildTrigger', 'CreateBuildTrigger', 'UpdateBuildTrigger'],
    { targets: resource('build') },
  ),
  row('deploymentmanager:deployments.insert', 'resource.access', { targets: resource('deployment') }),
];

const ORGANISATION: readonly Row[] = [
  row('cloudresourcemanager:SetIamPolicy', 'privilege.grant', POLICY),
  row('cloudresourcemanager:InsertProjectOwnershipInvite', 'privilege.grant', {
    targets: resource('policy'),
    details: {
      role: constant('roles/owner'),
      members: askedText('member'),
      administratorPolicy: constant(true),
      policyName: constant('roles/owner'),
    },
  }),
  ...rows('iap', 'privilege.grant', ['SetIamPolicy'], POLICY),
  ...rows('cloudkms', 'privilege.grant', ['SetIamPolicy'], POLICY),
  ...rows('run', 'privilege.grant', ['SetIamPolicy'], POLICY),
  ...rows('secretmanager', 'privilege.grant', ['SetIamPolicy'], POLICY),
  ...rows(
    'orgpolicy',
    'use',
    ['CreatePolicy', 'UpdatePolicy', 'DeletePolicy', 'SetOrgPolicy', 'ClearOrgPolicy'],
    {
      targets: resource('policy'),
      decide: ({ asked: name, request }) =>
        IDENTITY_CONSTRAINT.test(
          `${name ?? ''} ${textAt(request, 'policy', 'name') ?? ''} ${textAt(request, 'policy', 'constraint') ?? ''}`,
        )
          ? 'trust.change'
          : 'use',
      details: {
        setting: firstOf(
          askedText('policy', 'name'),
          askedText('policy', 'constraint'),
          ({ asked: name }) => name,
        ),
      },
    },
  ),
  ...rows(
    'cloudidentity',
    'privilege.grant',
    ['CreateMembership', 'UpdateMembership', 'ModifyMembershipRoles'],
    {
      targets: resource('group'),
      details: {
        groupName: askedText('parent'),
        members: askedText('membership', 'preferredMemberKey', 'id'),
      },
    },
  ),
  ...rows(
    'cloudidentity',
    'sso.change',
    [
      'CreateInboundSamlSsoProfile',
      'UpdateInboundSamlSsoProfile',
      'DeleteInboundSamlSsoProfile',
      'CreateInboundOidcSsoProfile',
      'UpdateInboundOidcSsoProfile',
      'CreateInboundSsoAssignment',
      'UpdateInboundSsoAssignment',
      'DeleteInboundSsoAssignment',
      'AddIdpCredential',
      'DeleteIdpCredential',
    ],
    {
      targets: resource('provider'),
      details: { ssoScope: constant('external-idp'), setting: askedText('updateMask') },
    },
  ),
  ...rows(
    'identitytoolkit',
    'sso.change',
    [
      'CreateInboundSamlConfig',
      'UpdateInboundSamlConfig',
      'CreateOAuthIdpConfig',
      'UpdateOAuthIdpConfig',
      'UpdateDefaultSupportedIdpConfig',
      'UpdateConfig',
    ],
    {
      targets: resource('provider'),
      details: { ssoScope: constant('external-idp') },
    },
  ),
  ...rows(
    'accesscontextmanager',
    'sso.change',
    [
      'UpdateAccessLevel',
      'DeleteAccessLevel',
      'UpdateServicePerimeter',
      'DeleteServicePerimeter',
      'CreateGcpUserAccessBinding',
      'UpdateGcpUserAccessBinding',
      'DeleteGcpUserAccessBinding',
    ],
    {
      targets: resource('policy'),
      details: { ssoScope: constant('conditional-access') },
    },
  ),
];

/** Constraints on keys, federation and who may be a member. */
const IDENTITY_CONSTRAINT =
  /iam\.(?:disableServiceAccountKey|disableServiceAccountKeyCreation|disableServiceAccountKeyUpload|workloadIdentityPool|allowedPolicyMemberDomains|managed\.|serviceAccountKeyExpiryHours|allowServiceAccountCredentialLifetimeExtension)/;

const TELEMETRY: readonly Row[] = [
  ...rows(
    'logging',
    'telemetry.change',
    [
      'DeleteSink',
      'UpdateSink',
      'DeleteBucket',
      'UpdateBucket',
      'DeleteLog',
      'CreateExclusion',
      'UpdateExclusion',
      'UpdateSettings',
      'DeleteView',
      'UpdateView',
      'DeleteLogMetric',
      'UpdateLogMetric',
    ],
    { targets: resource('log'), details: LOGGING },
  ),
  ...rows('logging', 'use', ['CreateSink', 'CreateBucket', 'DeleteExclusion', 'UndeleteBucket'], {
    targets: resource('log'),
    details: LOGGING,
  }),
  ...rows(
    'monitoring',
    'telemetry.change',
    ['DeleteAlertPolicy', 'UpdateAlertPolicy', 'DeleteNotificationChannel'],
    { targets: resource('log') },
  ),
  ...rows(
    'securitycenter',
    'telemetry.change',
    [
      'CreateMuteConfig',
      'UpdateMuteConfig',
      'BulkMuteFindings',
      'SetMute',
      'DeleteNotificationConfig',
      'UpdateNotificationConfig',
    ],
    {
      targets: resource('detector'),
    },
  ),
];

const KUBERNETES: readonly Row[] = [
  row('k8s:serviceaccounts.token.create', 'token.mint', {
    targets: inCluster('service-account'),
    subject: clusterAccount,
    issues: clusterToken,
    details: {
      durationSeconds: ({ request }) => numberAt(request, 'spec', 'expirationSeconds'),
      audience: askedJoined('spec', 'audiences'),
      boundTo: askedText('spec', 'boundObjectRef', 'name'),
    },
  }),
  ...rows('k8s', 'credential.read', ['secrets.get', 'secrets.list', 'secrets.watch'], {
    targets: inCluster('secret'),
    details: { secretType: constant('secret') },
  }),
  row('k8s:secrets.create', 'use', {
    targets: inCluster('secret'),
    decide: ({ request }) =>
      textAt(request, 'type') === 'kubernetes.io/service-account-token' ? 'credential.create' : 'use',
    details: {
      secretType: ({ request }) =>
        textAt(request, 'type') === 'kubernetes.io/service-account-token' ? 'api-token' : undefined,
    },
  }),
  ...rows(
    'k8s',
    'credential.create',
    [
      'certificatesigningrequests.create',
      'certificatesigningrequests.approval.update',
      'certificatesigningrequests.approval.patch',
    ],
    {
      targets: inCluster('certificate'),
      details: { secretType: constant('certificate') },
    },
  ),
  ...rows(
    'k8s',
    'privilege.grant',
    [
      'rolebindings.create',
      'rolebindings.update',
      'rolebindings.patch',
      'clusterrolebindings.create',
      'clusterrolebindings.update',
      'clusterrolebindings.patch',
    ],
    {
      targets: inCluster('role'),
      details: {
        role: askedText('roleRef', 'name'),
        members: ({ request }) => joined(listAt(request, 'subjects').map((each) => textAt(each, 'name'))),
      },
    },
  ),
  ...rows(
    'k8s',
    'resource.access',
    [
      'pods.exec.create',
      'pods.exec.get',
      'pods.attach.create',
      'pods.portforward.create',
      'nodes.proxy.get',
      'nodes.proxy.create',
    ],
    {
      targets: inCluster('pod'),
    },
  ),
  row('container:SetMasterAuth', 'credential.reset', {
    targets: resource('cluster'),
    details: { secretType: constant('password') },
  }),
];

export const OPERATIONS_OF_GOOGLE_CLOUD: readonly Row[] = [
  ...MINTS,
  ...STS,
  ...IAM,
  ...API_KEYS,
  ...SECRETS,
  ...OAUTH_CLIENTS,
  ...COMPUTE,
  ...OS_LOGIN,
  ...STORAGE,
  ...DATA,
  ...ORGANISATION,
  ...TELEMETRY,
  ...KUBERNETES,
];

/** With the Workspace activities that come as copies in Cloud audit logs. */
export const OPERATIONS: readonly Operation[] = [...OPERATIONS_OF_GOOGLE_CLOUD, ...WORKSPACE_OPERATIONS];
