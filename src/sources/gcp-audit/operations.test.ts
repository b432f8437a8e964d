import { describe, expect, test } from 'vitest';
import { type Passage, testChecklist, testRows } from '../../../test/harness/test-operations.ts';
import { nameOperation } from './operation-names.ts';
import { OPERATIONS, OPERATIONS_OF_GOOGLE_CLOUD } from './operations.ts';

testRows(OPERATIONS_OF_GOOGLE_CLOUD, /^[a-z0-9-]+:[A-Za-z][\w.]+$/, import.meta.dirname);

/** Where the checklist names methods of Google Cloud: what a passage starts with and where it ends. */
const PASSAGES: readonly Passage[] = [
  { from: 'GCP equivalents:', to: '\n' },
  { from: 'GCP google.cloud.secretmanager', to: ';' },
  { from: 'GCP: google.iam.admin.v1.CreateServiceAccountKey', to: '(C google' },
  { from: 'GCP (serviceName iamcredentials', to: '(P). P' },
  { from: 'k8s tokens:', to: '(E' },
  { from: 'GCP: *-compute@developer', to: '\n' },
  { from: 'GCP ConfigServiceV2.DeleteSink', to: '(C ' },
];

/** Words of those passages that are no methods: roles, products, classes, logs. */
const OTHER_WORDS = new Set(
  `ApiKeys ConfigServiceV2 DeleteSink SecretManagerService SecurityTokenService WorkloadIdentityPools WorkforcePools
  IAMCredentials TokenRequest OsLogin CloudSQL Data ImportSshPublicKey`.split(/\s+/),
);

const NAMES = new Set(OPERATIONS.map(({ operation }) => operation.slice(operation.indexOf(':') + 1)));

testChecklist('every method of Google Cloud on the checklist is in the table', {
  passages: PASSAGES,
  names: (passage) => [
    ...(passage.match(/\b[A-Z][a-z]+[A-Z][A-Za-z]*\b/g) ?? []).map(spelt),
    ...(passage.match(/\b(?:storage|compute|cloudsql)\.\w+\.\w+/g) ?? []).map((name) =>
      name.slice(name.indexOf('.') + 1),
    ),
  ],
  known: (name) => NAMES.has(name) || OTHER_WORDS.has(name),
  moreThan: 20,
});

/** `{Create,Update}WorkloadIdentityPoolProvider` names two. */
function spelt(name: string): string {
  return /^Work\w+(?:Pool|Provider)$/.test(name) ? `Create${name}` : name;
}

describe('spellings the checklist doubts', () => {
  test.each([
    ['iamcredentials.googleapis.com', 'GenerateAccessToken', 'iamcredentials:GenerateAccessToken'],
    [
      'iamcredentials.googleapis.com',
      'google.iam.credentials.v1.IAMCredentials.GenerateAccessToken',
      'iamcredentials:GenerateAccessToken',
    ],
    ['iam.googleapis.com', 'google.iam.admin.v1.GenerateAccessToken', 'iam:GenerateAccessToken'],
    ['sts.googleapis.com', 'google.identity.sts.v1.SecurityTokenService.ExchangeToken', 'sts:ExchangeToken'],
    ['k8s.io', 'io.k8s.core.v1.serviceaccounts.token.create', 'k8s:serviceaccounts.token.create'],
  ])('%s %s mints a token', (service, method, operation) => {
    expect(nameOperation(service, method)).toMatchObject({ operation, row: { action: 'token.mint' } });
  });
});

test.each([
  ['compute.googleapis.com', 'beta.compute.instances.setMetadata', 'compute:instances.setMetadata'],
  ['storage.googleapis.com', 'google.storage.objects.get', 'storage:objects.get'],
  ['storage.googleapis.com', 'storage.hmacKeys.create', 'storage:hmacKeys.create'],
  ['iam.googleapis.com', 'google.iam.admin.v1.CreateServiceAccountKey', 'iam:CreateServiceAccountKey'],
  ['us-central1-ssh-serialport.googleapis.com', 'google.ssh-serialport.v1.connect', 'ssh-serialport:connect'],
  ['k8s.io', 'io.k8s.authorization.rbac.v1.rolebindings.create', 'k8s:rolebindings.create'],
  [undefined, 'io.k8s.core.v1.pods.create', 'k8s:pods.create'],
  ['made.googleapis.com', '__proto__', 'made:__proto__'],
])('%s %s is named %s', (service, method, operation) => {
  expect(nameOperation(service, method).operation).toBe(operation);
});

test('the setting of a policy is known of every service', () => {
  expect(nameOperation('pubsub.googleapis.com', 'google.iam.v1.IAMPolicy.SetIamPolicy').row?.action).toBe(
    'privilege.grant',
  );
});

test('names that nobody knows do not fill the memory, and stay right', () => {
  for (let i = 0; i < 20_000; i++) nameOperation('made.googleapis.com', `made.v1.Service.Up${i}`);
  expect(nameOperation('iam.googleapis.com', 'google.iam.admin.v1.CreateServiceAccountKey').row?.action).toBe(
    'credential.create',
  );
});
