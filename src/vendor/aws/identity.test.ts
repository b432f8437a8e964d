import { describe, expect, test } from 'vitest';
import { deriveIdentity } from './identity.ts';

const ACCOUNT = '111122223333';
const role = (session: string, more: object = {}, context: object = {}) => ({
  type: 'AssumedRole',
  principalId: `AROASAMPLE:${session}`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/${session}`,
  accountId: ACCOUNT,
  accessKeyId: 'ASIASAMPLE',
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/team/app`, userName: 'app' },
    attributes: { creationDate: '2026-03-02T08:00:00Z', mfaAuthenticated: 'true' },
    ...context,
  },
  ...more,
});

describe('a role session', () => {
  test('is its role, whatever the session is called', () => {
    const uids = ['one', 'two', 'botocore-session-1'].map((name) => deriveIdentity(role(name)).principal.uid);
    expect(new Set(uids)).toEqual(new Set([`arn:aws:iam::${ACCOUNT}:role/team/app`]));
  });

  test('keeps its own uid and when it began', () => {
    expect(deriveIdentity(role('one')).session).toMatchObject({
      uid: 'AROASAMPLE:one',
      name: 'one',
      issuedAt: Date.parse('2026-03-02T08:00:00Z'),
    });
  });

  test('without an issuer is rebuilt from its ARN', () => {
    const { sessionContext: _, ...bare } = role('one');
    expect(deriveIdentity(bare).principal.uid).toBe(`arn:aws:iam::${ACCOUNT}:role/app`);
  });

  test.each<[string, object, string]>([
    ['an e-mail address as session name', role('li@example.com'), 'li@example.com'],
    ['a source identity, which wins', role('li@example.com', {}, { sourceIdentity: 'maria' }), 'maria'],
    ['a user carried along', role('x', { onBehalfOf: { userId: 'd2f5b4c0' } }), 'd2f5b4c0'],
  ])('with %s is that person', (_, block, name) => {
    expect(deriveIdentity(block).principal).toMatchObject({
      kind: 'federated-user',
      uid: `arn:aws:iam::${ACCOUNT}:role/team/app/${name}`,
      name,
    });
  });
});

test.each<[string, object, object | undefined]>([
  ['i-0123456789abcdef0', {}, { kind: 'instance', id: 'i-0123456789abcdef0' }],
  ['i-not-an-instance', {}, undefined],
  ['mi-0123456789abcdef0', {}, { kind: 'machine' }],
  ['0123456789abcdef0123456789abcdef', {}, { kind: 'container' }],
  ['eks-c-pod-0-0a1b2c3d-0000-4000-8000-0123456789ab', {}, { kind: 'pod', id: 'eks-c-pod-0' }],
  [
    'x',
    {
      inScopeOf: {
        issuerType: 'AWS::Lambda::Function',
        credentialsIssuedTo: 'arn:aws:lambda:eu-west-1:1:function:f',
      },
    },
    { kind: 'function', id: 'f' },
  ],
  ['x', { inScopeOf: { issuerType: 'AWS::New::Thing', credentialsIssuedTo: 'y' } }, undefined],
])('session %s %j runs on %j', (session, more, expected) => {
  const workload = deriveIdentity(role(session, more)).session?.workload;
  if (expected === undefined) expect(workload).toBeUndefined();
  else expect(workload).toMatchObject(expected);
});

test('a service account of a cluster names cluster and role', () => {
  const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`;
  const block = role('botocore-session-1', {}, { webIdFederationData: { federatedProvider: provider } });
  expect(deriveIdentity(block).session?.workload).toMatchObject({ kind: 'pod', id: 'ABC/app' });
});

test('names in lower case, as exports write them, read the same', () => {
  const lower = JSON.parse(JSON.stringify(role('one')).replace(/"(\w+)":/g, (key) => key.toLowerCase()));
  expect(deriveIdentity(lower)).toEqual(deriveIdentity(role('one')));
});

test('keys tell lasting from temporary credentials', () => {
  const user = { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/maria`, accountId: ACCOUNT };
  expect(deriveIdentity({ ...user, accessKeyId: 'AKIASAMPLE' }).credential?.kind).toBe('access-key');
  expect(deriveIdentity({ ...user, accessKeyId: 'ASIASAMPLE' }).credential?.kind).toBe('session-token');
  expect(deriveIdentity({ ...user, accessKeyId: '' }).credential).toBeUndefined();
});

test.each([
  undefined,
  null,
  'text',
  7,
  [],
  {},
  { type: 7 },
  { type: 'AssumedRole' },
  { type: 'FederatedUser' },
])('%j is nobody, without an error', (block) => {
  expect(deriveIdentity(block).principal.uid).toBe('unknown');
});
