import { describe, expect, test } from 'vitest';
import type { Event, Principal, Session, Target } from '../model/event.ts';
import { type Config, EMPTY_CONFIG } from './config.ts';
import { compileContext, EMPTY_CONTEXT } from './context.ts';

const ROLE = 'arn:aws:iam::111122223333:role/';

function principal(uid: string, name = uid.slice(uid.lastIndexOf('/') + 1)): Principal {
  return { uid, kind: 'role', name, scope: '111122223333' };
}

function session(name: string, rest: Partial<Session> = {}): Session {
  return {
    uid: `AROAEXAMPLE:${name}`,
    name,
    issuedAt: undefined,
    onBehalfOf: undefined,
    workload: undefined,
    ...rest,
  };
}

function event(rest: Partial<Event>): Event {
  return {
    uid: 'e1',
    time: Date.parse('2026-03-02T10:00Z'),
    source: 'aws-cloudtrail',
    provider: 'aws',
    scope: '111122223333',
    region: undefined,
    operation: 'iam:CreateAccessKey',
    action: 'credential.create',
    outcome: 'success',
    error: undefined,
    access: 'unknown',
    principal: principal('arn:aws:iam::111122223333:user/alice'),
    credential: undefined,
    session: undefined,
    client: { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined },
    targets: [],
    issued: [],
    subject: undefined,
    details: {},
    pair: undefined,
    place: { file: 0, record: 1 },
    ...rest,
  };
}

function target(uid: string, name?: string): Target {
  return { kind: 'resource', uid, name };
}

function context(config: Partial<Config>) {
  return compileContext({ ...EMPTY_CONFIG, ...config });
}

describe('networks', () => {
  const base = { trusted: false, kind: 'declared', country: undefined, asn: undefined } as const;
  const { network } = context({
    networks: [
      { ...base, name: 'company', cidrs: ['198.51.100.0/24', '2001:db8::/32'] },
      { ...base, name: 'vpn', cidrs: ['198.51.100.8/29'], kind: 'vpn', trusted: true },
    ],
  });

  test.each([
    ['198.51.100.7', 'company'],
    ['198.51.100.9', 'vpn'],
    ['::ffff:198.51.100.9', 'vpn'],
    ['2001:db8:1::9', 'company'],
    ['192.0.2.1', undefined],
    ['cloudformation.amazonaws.com', undefined],
    ['', undefined],
  ])('%j lies in %s', (ip, name) => {
    expect(network(ip)?.name).toBe(name);
  });

  test('the answer has all that was declared, but not the addresses', () => {
    expect(network('198.51.100.9')).toEqual({
      name: 'vpn',
      kind: 'vpn',
      trusted: true,
      country: undefined,
      asn: undefined,
    });
  });
});

describe('principals', () => {
  const known = context({
    automation: [
      { name: 'deployment', principals: [`${ROLE}ci-*`], agents: ['terraform'], networks: ['office'] },
      { name: 'everything else', principals: ['*bot*'], agents: [], networks: [] },
    ],
    administrators: ['*@admins.example.com', 'arn:aws:iam::*:user/Root*'],
    helpdesk: ['helpdesk-*'],
    breakGlass: ['break-glass'],
    roleMappings: [
      { roles: [`${ROLE}Deploy*`], callers: [`${ROLE}ci-*`] },
      { roles: [`${ROLE}DeployProd`], callers: ['alice'] },
    ],
  });

  test('automation is the first declaration whose patterns fit', () => {
    expect(known.automation(principal(`${ROLE}ci-bot`))).toEqual({
      name: 'deployment',
      agents: ['terraform'],
      networks: ['office'],
    });
    expect(known.automation(principal(`${ROLE}RoBot`))?.name).toBe('everything else');
    expect(known.automation(principal(`${ROLE}web`))).toBeUndefined();
  });

  test('patterns fit a uid or a name, and mind the case only where they begin with arn:', () => {
    expect(
      known.isAdministrator(principal('arn:aws:iam::111122223333:user/a', 'Alice@Admins.example.com')),
    ).toBe(true);
    expect(known.isAdministrator(principal('arn:aws:iam::111122223333:user/Rooter'))).toBe(true);
    expect(known.isAdministrator(principal('arn:aws:iam::111122223333:user/rooter'))).toBe(false);
    expect(known.isHelpdesk(principal('x', 'HelpDesk-3'))).toBe(true);
    expect(known.isBreakGlass(principal('x', 'break-glass'))).toBe(true);
    expect(known.isBreakGlass(principal('x', 'break-glass-2'))).toBe(false);
  });

  test('an answer is not mixed up when one uid comes with another name', () => {
    expect(known.isHelpdesk(principal('u1', 'helpdesk-1'))).toBe(true);
    expect(known.isHelpdesk(principal('u1', 'alice'))).toBe(false);
    expect(known.isHelpdesk(principal('u1', 'helpdesk-1'))).toBe(true);
  });

  test.each([
    [`${ROLE}ci-1`, `${ROLE}DeployTest`, 'allowed'],
    ['user/alice', `${ROLE}DeployTest`, 'not-allowed'],
    ['user/alice', `${ROLE}DeployProd`, 'allowed'],
    ['user/bob', `${ROLE}DeployProd`, 'not-allowed'],
    ['user/bob', `${ROLE}Other`, 'undeclared'],
  ])('%s assuming %s is %s', (caller, role, expected) => {
    expect(known.mayAssume(principal(caller), principal(role))).toBe(expected);
  });
});

describe('high value', () => {
  const declared = context({
    highValue: [
      { name: 'customer data', resources: ['arn:aws:s3:::customer-*'], operations: ['s3:Get*'] },
      { name: 'vault', resources: ['*vault*'], operations: [] },
      { name: 'decryption', resources: [], operations: ['kms:Decrypt'] },
    ],
  });
  const bucket = target('arn:aws:s3:::customer-1/file');

  test.each<[string, Partial<Event>, Target | undefined, string | undefined]>([
    [
      'resource and operation fit',
      { operation: 's3:GetObject', targets: [bucket] },
      undefined,
      'customer data',
    ],
    ['only the resource fits', { operation: 's3:PutObject', targets: [bucket] }, undefined, undefined],
    ['only the operation fits', { operation: 's3:GetObject' }, undefined, undefined],
    ['a name fits', { operation: 's3:X', targets: [target('arn:x', 'My-Vault')] }, undefined, 'vault'],
    ['another target is asked about', { operation: 's3:X', targets: [target('vault')] }, bucket, undefined],
    ['the given target fits', { operation: 's3:X' }, target('vault'), 'vault'],
    ['an operation alone fits', { operation: 'kms:Decrypt' }, undefined, 'decryption'],
    ['a secret is read', { operation: 'secretsmanager:BatchGetSecretValue' }, undefined, 'secret read'],
    [
      'a parameter is decrypted',
      { operation: 'ssm:GetParametersByPath', details: { withDecryption: true } },
      undefined,
      'secret parameter read',
    ],
    [
      'a parameter is read as it is',
      { operation: 'ssm:GetParameter', details: { withDecryption: false } },
      undefined,
      undefined,
    ],
    ['a secret of a vault is read', { operation: 'keyvault:SecretGet' }, undefined, 'secret read'],
    ['keys are listed', { operation: 'storage:storageAccounts/listKeys/action' }, undefined, 'secret read'],
    [
      'rights are changed',
      { operation: 'authorization:roleAssignments/write' },
      undefined,
      'identity and access change',
    ],
    [
      'rights are changed',
      { operation: 'cloudresourcemanager:SetIamPolicy' },
      undefined,
      'identity and access change',
    ],
    [
      'rights are changed',
      { operation: 'graph:POST /applications/{id}/addPassword' },
      undefined,
      'identity and access change',
    ],
    [
      'rights are changed',
      { operation: 'graph:PATCH /policies/authenticationMethodsPolicy' },
      undefined,
      'identity and access change',
    ],
    [
      'rights are changed',
      { operation: 'okta:system.idp.lifecycle.create' },
      undefined,
      'identity and access change',
    ],
    ['IAM is written', { operation: 'iam:AttachUserPolicy' }, undefined, 'identity and access change'],
    ['IAM is read', { operation: 'iam:GetUser' }, undefined, undefined],
    [
      'the organization is changed',
      { operation: 'organizations:LeaveOrganization' },
      undefined,
      'organization change',
    ],
    ['the organization is read', { operation: 'organizations:ListAccounts' }, undefined, undefined],
    ['logging stops', { operation: 'cloudtrail:StopLogging' }, undefined, 'audit log change'],
    [
      'function code changes',
      { operation: 'lambda:UpdateFunctionCode20150331v2' },
      undefined,
      'function code change',
    ],
    [
      'a model is invoked',
      { operation: 'bedrock:InvokeModelWithResponseStream' },
      undefined,
      'model invocation',
    ],
    ['root is assumed', { operation: 'sts:AssumeRoot' }, undefined, 'root session'],
    ['an object is read', { operation: 's3:GetObject' }, undefined, undefined],
  ])('where %s', (_, rest, one, expected) => {
    expect(declared.highValue(event(rest), one)).toBe(expected);
  });

  test('the built-in list can be switched off', () => {
    const off = context({ highValueDefaults: false });
    expect(off.highValue(event({ operation: 'secretsmanager:GetSecretValue' }))).toBeUndefined();
  });
});

test('a workload is found by its role and, where asked for, its instance', () => {
  const base = { applications: ['aws-cli'], networks: [] };
  const { workload } = context({
    workloads: [
      { ...base, name: 'gpu', principals: [`${ROLE}web`], instances: ['i-0gpu*'], hosts: [] },
      { ...base, name: 'web', principals: [`${ROLE}web`], instances: [], hosts: ['web-*'] },
    ],
  });
  const on = (id: string) => session(id, { workload: { kind: 'instance', id, delivery: undefined } });
  expect(workload(event({ principal: principal(`${ROLE}web`), session: on('i-0gpu1') }))?.name).toBe('gpu');
  expect(workload(event({ principal: principal(`${ROLE}web`), session: on('i-0abc1') }))).toEqual({
    ...base,
    name: 'web',
  });
  expect(workload(event({ principal: principal(`${ROLE}web`) }))?.name).toBe('web');
  expect(workload(event({ principal: principal(`${ROLE}db`), session: on('i-0gpu1') }))).toBeUndefined();
});

test('a host of host logs belongs to the workload that names it', () => {
  const shop = { name: 'shop', principals: [], instances: [], applications: ['boto3'], networks: [] };
  const { workload } = context({ workloads: [{ ...shop, hosts: ['shop-*'] }] });
  const host = (name: string) => ({ uid: `host:${name}`, kind: 'host' as const, name, scope: name });
  expect(workload(event({ principal: host('shop-7') }))?.name).toBe('shop');
  expect(workload(event({ principal: host('mail-1') }))).toBeUndefined();
});

describe('exceptions', () => {
  const made = event({
    time: Date.parse('2026-03-02T10:00Z'),
    principal: {
      uid: 'arn:aws:iam::111122223333:user/backup-1',
      kind: 'user',
      name: 'backup-1',
      scope: '111122223333',
    },
    scope: '111122223333',
    operation: 'iam:CreateAccessKey',
    client: { ...event({}).client, ip: '192.0.2.7', network: 'office', asn: 64500 },
    targets: [{ kind: 'user', uid: 'arn:aws:iam::111122223333:user/bob', name: 'bob' }],
    subject: { uid: 'arn:aws:iam::111122223333:role/ops', kind: 'role', name: 'ops', scope: '111122223333' },
  });
  const about = { owner: 'carol@example.com', reason: 'known' };

  test.each([
    [{ principal: 'backup-*' }, true],
    [{ principal: 'backup-*', operation: 'iam:createaccesskey' }, true],
    [{ principal: 'backup-*', operation: 'iam:CreateUser' }, false],
    [{ analytic: 'AN1470', detection: 'key*', scope: '1111*', network: 'office', target: '*/bob' }, true],
    [{ network: '192.0.2.*' }, true],
    [{ network: 'vpn' }, false],
    [{ network: '192.0.2.0/24' }, true],
    [{ network: '192.0.2.128/25' }, false],
    [{ network: 'as64500' }, true],
    [{ target: '*role/ops' }, true],
    [{ target: 'bob' }, false],
  ])('%j covers what was detected: %s', (fields, expected) => {
    const { exception } = context({ exceptions: [{ ...about, name: 'x', expires: undefined, fields }] });
    expect(exception(made, 'AN1470', 'key for someone else')).toEqual({
      active: expected ? { ...about, name: 'x', expires: undefined } : undefined,
      expired: [],
    });
  });

  test('past its expiry an exception is reported and the next one that fits applies', () => {
    const fields = { principal: 'backup-*' };
    const { exception } = context({
      exceptions: [
        { ...about, name: 'old', expires: made.time - 1, fields },
        { ...about, name: 'last moment', expires: made.time, fields },
        { ...about, name: 'later', expires: undefined, fields },
      ],
    });
    const { active, expired } = exception(made, 'AN1470', 'key for someone else');
    expect(active?.name).toBe('last moment');
    expect(expired.map(({ name }) => name)).toEqual(['old']);
  });
});

test('a budget falls back to the default, parameters to none', () => {
  const { budget, parameters } = context({
    budget: { AN1470: 3, default: 20 },
    parameters: { AN1470: { window: 5 } },
  });
  expect([budget('AN1470'), budget('AN0526')]).toEqual([3, 20]);
  expect([parameters('AN1470'), parameters('AN0526'), parameters('constructor')]).toEqual([
    { window: 5 },
    {},
    {},
  ]);
});

test('an empty context declares nothing', () => {
  const someone = principal(`${ROLE}x`);
  expect(EMPTY_CONTEXT.network('192.0.2.1')).toBeUndefined();
  expect(EMPTY_CONTEXT.automation(someone)).toBeUndefined();
  expect(EMPTY_CONTEXT.isAdministrator(someone)).toBe(false);
  expect(EMPTY_CONTEXT.mayAssume(someone, someone)).toBe('undeclared');
  expect(EMPTY_CONTEXT.workload(event({}))).toBeUndefined();
  expect(EMPTY_CONTEXT.changes(event({}))).toEqual({ matching: [], near: [] });
  expect(EMPTY_CONTEXT.budget('AN1470')).toBeUndefined();
});
