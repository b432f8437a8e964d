/**
 * Which credential an event makes. AWS says it by the operation alone, for failed calls issue nothing; the sources of
 * Google and Microsoft say it in `secretType`. People's passwords and factors there belong to their directory: AN1157.
 */

import type { Event, PrincipalKind, Provider } from '../../model/event.ts';

export type Kind =
  | 'access key'
  | 'console password'
  | 'SSH key'
  | 'signing certificate'
  | 'service credential'
  /** Not bound to a user until a machine starts with it. */
  | 'key pair'
  /** Placed on a running machine for a minute. */
  | 'pushed key'
  /** Belongs to an application or a device. */
  | 'application credential'
  | 'service account key'
  /** Secret or certificate of an application in a directory. */
  | 'application secret'
  | 'federated credential'
  | 'API key'
  /** Opens one resource whoever presents it: a storage account, a queue, a search service. */
  | 'resource key'
  | 'database password'
  | 'service account token'
  /** Of an account on one machine, set from outside. */
  | 'machine password'
  /** A key in the metadata of a whole project: every machine takes it. */
  | 'project-wide key';

/** Providers whose credentials are judged here. */
const CLOUDS: ReadonlySet<Provider> = new Set(['aws', 'gcp', 'azure', 'entra']);

export function isOfCloud({ provider }: Event): boolean {
  return CLOUDS.has(provider);
}

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['iam:CreateAccessKey', 'access key'],
  ['iam:UpdateAccessKey', 'access key'],
  ['iam:CreateLoginProfile', 'console password'],
  ['iam:UpdateLoginProfile', 'console password'],
  ['iam:ChangePassword', 'console password'],
  ['iam:UploadSSHPublicKey', 'SSH key'],
  ['iam:UpdateSSHPublicKey', 'SSH key'],
  ['transfer:ImportSshPublicKey', 'SSH key'],
  ['transfer:CreateUser', 'SSH key'],
  ['iam:UploadSigningCertificate', 'signing certificate'],
  ['iam:UpdateSigningCertificate', 'signing certificate'],
  ['iam:CreateServiceSpecificCredential', 'service credential'],
  ['iam:ResetServiceSpecificCredential', 'service credential'],
  ['iam:UpdateServiceSpecificCredential', 'service credential'],
  ['ec2:CreateKeyPair', 'key pair'],
  ['ec2:ImportKeyPair', 'key pair'],
  ['lightsail:CreateKeyPair', 'key pair'],
  ['lightsail:ImportKeyPair', 'key pair'],
  ['ec2-instance-connect:SendSSHPublicKey', 'pushed key'],
  ['ec2-instance-connect:SendSerialConsoleSSHPublicKey', 'pushed key'],
  ['iam:UploadServerCertificate', 'application credential'],
  ['apigateway:CreateApiKey', 'application credential'],
  ['appsync:CreateApiKey', 'application credential'],
  ['codebuild:ImportSourceCredentials', 'application credential'],
  ['iot:CreateKeysAndCertificate', 'application credential'],
  ['iot:CreateProvisioningClaim', 'application credential'],
  ['iot:RegisterCertificate', 'application credential'],
  ['iot:RegisterCACertificate', 'application credential'],
  ['acm-pca:IssueCertificate', 'application credential'],
]);

/** Undefined: not this analytic's to judge. */
export function kindOf(event: Event): Kind | undefined {
  if (event.provider === 'aws') return KINDS.get(event.operation);
  return isOfCloud(event) ? KIND_OF_SECRET[String(event.details['secretType'])]?.(event) : undefined;
}

const KIND_OF_SECRET: Readonly<Record<string, (event: Event) => Kind | undefined>> = {
  key: (event) => (event.subject?.kind === 'service-account' ? 'service account key' : 'resource key'),
  'storage-key': () => 'resource key',
  'api-token': ({ operation, provider }) =>
    operation.startsWith('k8s:') ? 'service account token' : provider === 'gcp' ? 'API key' : 'resource key',
  'client-secret': () => 'application secret',
  certificate: ({ subject }) =>
    subject === undefined || isPerson(subject.kind) ? 'application credential' : 'application secret',
  'signing-key': ({ provider }) => (provider === 'entra' ? undefined : 'application credential'),
  'federated-credential': () => 'federated credential',
  'ssh-key': kindOfSshKey,
  password: kindOfPassword,
};

function kindOfSshKey({ provider, subject, targets: [target] }: Event): Kind {
  if (subject !== undefined) return 'SSH key';
  if (provider !== 'gcp') return 'key pair';
  return target?.kind === 'instance' && target.uid.includes('/instances/')
    ? 'pushed key'
    : 'project-wide key';
}

function kindOfPassword({ provider, operation }: Event): Kind | undefined {
  if (provider === 'entra') return undefined;
  if (operation.startsWith('compute:virtualMachines/')) return 'machine password';
  return provider === 'gcp' && !operation.startsWith('cloudsql:') ? undefined : 'database password';
}

function isPerson(kind: PrincipalKind): boolean {
  return kind === 'user' || kind === 'federated-user' || kind === 'root';
}

/** Identities that are programs do not make their own credentials: somebody has to. */
export function isForProgram({ subject }: Event): boolean {
  return subject !== undefined && PROGRAMS.has(subject.kind);
}

const PROGRAMS: ReadonlySet<PrincipalKind> = new Set(['application', 'managed-identity', 'service-account']);

/** `an access key`; also for a kind out of what was remembered. */
export function withArticle(kind: string): string {
  return `${/^(?:[aeiou]|SSH|API)/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** Whether the credential belongs to another identity than the caller. */
export function isForSomeoneElse({ subject, principal }: Event): boolean {
  return subject !== undefined && subject.uid !== principal.uid;
}
