/** Calls as their services log them: names of methods and resources, requests, answers. No secret is ever in them. */

import type { GcpCall } from './entry.ts';
import type { GcpMachine, Project, ServiceAccount } from './model.ts';

const CLOUD = 'https://www.googleapis.com/auth/cloud-platform';

function ofProject({ id }: Project, type = 'audited_resource'): GcpCall['resource'] {
  return { type, labels: { project_id: id } };
}

function ofAccount({ email, uniqueId, project }: ServiceAccount): GcpCall['resource'] {
  return {
    type: 'service_account',
    labels: { project_id: project.id, email_id: email, unique_id: uniqueId },
  };
}

/** Plain reads and changes that mean nothing but work, by a short name. */
const PLAIN = {
  listInstances: ['compute', 'v1.compute.instances.list', true],
  getInstance: ['compute', 'v1.compute.instances.get', true],
  listDisks: ['compute', 'v1.compute.disks.aggregatedList', true],
  listNetworks: ['compute', 'v1.compute.networks.list', true],
  listFirewalls: ['compute', 'v1.compute.firewalls.list', true],
  readLogs: ['logging', 'google.logging.v2.LoggingServiceV2.ListLogEntries', true],
  listServices: ['run', 'google.cloud.run.v1.Services.ListServices', true],
  replaceService: ['run', 'google.cloud.run.v1.Services.ReplaceService', false],
  listClusters: ['container', 'google.container.v1.ClusterManager.ListClusters', true],
  listBuckets: ['storage', 'storage.buckets.list', true],
  getProject: ['cloudresourcemanager', 'GetProject', true],
  listProjects: ['cloudresourcemanager', 'ListProjects', true],
  getPolicy: ['cloudresourcemanager', 'GetIamPolicy', true],
  testPermissions: ['cloudresourcemanager', 'TestIamPermissions', true],
  listAccounts: ['iam', 'google.iam.admin.v1.ListServiceAccounts', true],
  listRoles: ['iam', 'google.iam.admin.v1.ListRoles', true],
  listSecrets: ['secretmanager', 'google.cloud.secretmanager.v1.SecretManagerService.ListSecrets', true],
  listTopics: ['pubsub', 'google.pubsub.v1.Publisher.ListTopics', true],
  upload: ['artifactregistry', 'Docker-PutManifest', true],
  findings: ['securitycenter', 'google.cloud.securitycenter.v2.SecurityCenter.ListFindings', true],
} as const satisfies Readonly<Record<string, readonly [string, string, boolean]>>;

export type PlainCall = keyof typeof PLAIN;

export function plain(what: PlainCall, project: Project): GcpCall {
  const [service, method, data] = PLAIN[what];
  return {
    service,
    method,
    project: project.id,
    resource: ofProject(project),
    name: `projects/${project.id}`,
    data,
  };
}

export function accessSecret(project: Project, secret: string): GcpCall {
  const name = `projects/${project.number}/secrets/${secret}/versions/latest`;
  return {
    service: 'secretmanager',
    method: 'google.cloud.secretmanager.v1.SecretManagerService.AccessSecretVersion',
    project: project.id,
    resource: ofProject(project),
    name,
    request: {
      name,
      '@type': 'type.googleapis.com/google.cloud.secretmanager.v1.AccessSecretVersionRequest',
    },
    data: true,
  };
}

export function object(
  verb: 'get' | 'list' | 'create',
  project: Project,
  bucket: string,
  path: string,
): GcpCall {
  return {
    service: 'storage',
    method: `storage.objects.${verb}`,
    project: project.id,
    resource: {
      type: 'gcs_bucket',
      labels: { project_id: project.id, location: 'europe-west1', bucket_name: bucket },
    },
    name: `projects/_/buckets/${bucket}${verb === 'list' ? '' : `/objects/${path}`}`,
    data: true,
  };
}

export function query(project: Project, job: string): GcpCall {
  return {
    service: 'bigquery',
    method: 'google.cloud.bigquery.v2.JobService.InsertJob',
    project: project.id,
    resource: ofProject(project, 'bigquery_project'),
    name: `projects/${project.id}/jobs/${job}`,
    metadata: {
      '@type': 'type.googleapis.com/google.cloud.audit.BigQueryAuditMetadata',
      jobInsertion: {
        job: { jobConfig: { type: 'QUERY', queryConfig: { statementType: 'SELECT' } } },
        reason: 'JOB_INSERT_REQUEST',
      },
    },
    data: true,
  };
}

export function generateAccessToken(account: ServiceAccount, seconds = 3600): GcpCall {
  return {
    service: 'iamcredentials',
    method: 'GenerateAccessToken',
    project: account.project.id,
    resource: ofAccount(account),
    name: `projects/-/serviceAccounts/${account.uniqueId}`,
    request: {
      '@type': 'type.googleapis.com/google.iam.credentials.v1.GenerateAccessTokenRequest',
      name: `projects/-/serviceAccounts/${account.email}`,
      scope: [CLOUD],
      lifetime: `${seconds}s`,
    },
    data: true,
  };
}

/** @param keyId the account's own key, which Google keeps and which a token made with the signature shows */
export function sign(what: 'SignJwt' | 'SignBlob', account: ServiceAccount, keyId: string): GcpCall {
  return {
    service: 'iamcredentials',
    method: what,
    project: account.project.id,
    resource: ofAccount(account),
    name: `projects/-/serviceAccounts/${account.uniqueId}`,
    request: {
      '@type': `type.googleapis.com/google.iam.credentials.v1.${what}Request`,
      name: `projects/-/serviceAccounts/${account.email}`,
    },
    response: { '@type': `type.googleapis.com/google.iam.credentials.v1.${what}Response`, keyId },
    data: true,
  };
}

export function exchangeToken(project: Project, subject: string): GcpCall {
  const provider = `projects/${project.number}/locations/global/workloadIdentityPools/ci/providers/runners`;
  return {
    service: 'sts',
    method: 'google.identity.sts.v1.SecurityTokenService.ExchangeToken',
    project: project.id,
    resource: ofProject(project),
    name: provider,
    request: {
      '@type': 'type.googleapis.com/google.identity.sts.v1.ExchangeTokenRequest',
      grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
      audience: `//iam.googleapis.com/${provider}`,
      requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
    },
    metadata: { mapped_principal: subject, keyInfo: [{ use: 'verify', fetchStatus: 'SUCCESS' }] },
    data: true,
  };
}

export function key(what: 'Create' | 'Delete', account: ServiceAccount, id: string): GcpCall {
  const holder = `projects/${account.project.id}/serviceAccounts/${account.email}`;
  const name = `${holder}/keys/${id}`;
  const made = what === 'Create';
  return {
    service: 'iam',
    method: `google.iam.admin.v1.${what}ServiceAccountKey`,
    project: account.project.id,
    resource: ofAccount(account),
    name: `projects/-/serviceAccounts/${account.uniqueId}${made ? '' : `/keys/${id}`}`,
    request: {
      '@type': `type.googleapis.com/google.iam.admin.v1.${what}ServiceAccountKeyRequest`,
      name: made ? `projects/-/serviceAccounts/${account.email}` : name,
    },
    ...(made
      ? {
          response: {
            '@type': 'type.googleapis.com/google.iam.admin.v1.ServiceAccountKey',
            name,
            key_algorithm: 2,
            key_origin: 2,
          },
        }
      : {}),
    data: false,
  };
}

export interface Delta {
  readonly action: 'ADD' | 'REMOVE';
  readonly role: string;
  /** `user:…`, `serviceAccount:…`, `group:…`. */
  readonly member: string;
}

export function setProjectPolicy(project: Project, deltas: readonly Delta[]): GcpCall {
  return {
    service: 'cloudresourcemanager',
    method: 'SetIamPolicy',
    project: project.id,
    resource: ofProject(project, 'project'),
    name: `projects/${project.id}`,
    serviceData: policyDelta(deltas),
    data: false,
  };
}

export function setAccountPolicy(account: ServiceAccount, deltas: readonly Delta[]): GcpCall {
  return {
    service: 'iam',
    method: 'google.iam.admin.v1.SetIAMPolicy',
    project: account.project.id,
    resource: ofAccount(account),
    name: `projects/-/serviceAccounts/${account.uniqueId}`,
    serviceData: policyDelta(deltas),
    data: false,
  };
}

function policyDelta(deltas: readonly Delta[]) {
  return {
    '@type': 'type.googleapis.com/google.iam.v1.logging.AuditData',
    policyDelta: { bindingDeltas: deltas.map(({ action, role, member }) => ({ action, role, member })) },
  };
}

export function createAccount(account: ServiceAccount): GcpCall {
  return {
    service: 'iam',
    method: 'google.iam.admin.v1.CreateServiceAccount',
    project: account.project.id,
    resource: ofAccount(account),
    name: `projects/${account.project.id}`,
    request: {
      '@type': 'type.googleapis.com/google.iam.admin.v1.CreateServiceAccountRequest',
      name: `projects/${account.project.id}`,
      account_id: account.email.slice(0, account.email.indexOf('@')),
    },
    response: {
      email: account.email,
      unique_id: account.uniqueId,
      name: `projects/${account.project.id}/serviceAccounts/${account.email}`,
    },
    data: false,
  };
}

export function createProject(project: Project): GcpCall {
  return {
    service: 'cloudresourcemanager',
    method: 'CreateProject',
    project: project.id,
    resource: ofProject(project, 'project'),
    name: `projects/${project.id}`,
    data: false,
  };
}

/** Compute writes an entry when the operation begins and one when it ends. */
export function insertInstance(machine: GcpMachine, operation: string, phase: 'first' | 'last'): GcpCall {
  const { project, email } = machine.account;
  const name = `projects/${project.id}/zones/${machine.zone}/instances/${machine.name}`;
  return {
    service: 'compute',
    method: 'v1.compute.instances.insert',
    project: project.id,
    resource: {
      type: 'gce_instance',
      labels: { project_id: project.id, zone: machine.zone, instance_id: machine.id },
    },
    name,
    ...(phase === 'first'
      ? {
          request: {
            '@type': 'type.googleapis.com/compute.instances.insert',
            name: machine.name,
            serviceAccounts: [{ email, scopes: [CLOUD] }],
          },
        }
      : {}),
    operation: { id: operation, producer: 'compute.googleapis.com', [phase]: true },
    data: false,
  };
}
