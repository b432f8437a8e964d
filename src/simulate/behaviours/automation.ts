/**
 * Programs with a purpose: the CI system deploying through OpenID Connect, Terraform, a release tool and a posture
 * scanner that step from account to account, and the few IAM users that still hold long-term keys.
 */

import { AGENTS } from '../aws/agents.ts';
import type { Role } from '../aws/identity.ts';
import { accessKeyId, assumedRole, userWithKey } from '../aws/identity.ts';
import type { Minted } from '../aws/mint.ts';
import { assumeRole, assumeRoleForWorkload, assumeRoleWithWebIdentity } from '../aws/mint.ts';
import type { Session } from '../aws/record.ts';
import { call } from '../aws/requests.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { writeCall, writeRecords } from '../aws/write.ts';
import { addressIn } from '../networks.ts';
import type { Repository } from '../organisation.ts';
import { HOME_REGION, topicOf } from '../organisation.ts';
import type { Random } from '../random.ts';
import { burst, HOUR, SECOND, sittings, ticks } from '../rhythm.ts';
import { jobOf, runnerAddress } from '../runners.ts';
import type { Behaviour, Stage } from '../stage.ts';

export const automation: Behaviour = (stage) => {
  for (const repository of stage.organisation.repositories) build(stage, repository);
  terraform(stage);
  release(stage);
  scan(stage);
  for (const key of stage.organisation.keys) {
    if (key.fromDay <= stage.day.index && stage.day.index <= key.toDay)
      useKey(stage, key.user.name, userWithKey(key.user, key.id));
  }
};

const PROVIDER = { provider: 'oidc.ci.example.com', audience: 'sts.amazonaws.com' } as const;

/** A CI job trades its OpenID Connect token for a role session, as its provider's runner. */
export function ciSession(
  stage: Stage,
  at: number,
  role: Role,
  repository: string,
  random: Random,
): { minted: Minted; ip: string } {
  const ip = runnerAddress(stage.organisation, stage.day.index, random);
  const subject = jobOf(repository);
  const assume = {
    role,
    sessionName: `ci-${repository}-${random.between(10_000, 99_999)}`,
    region: HOME_REGION,
    duration: 3600,
  };
  const minted = assumeRoleWithWebIdentity(
    random,
    at,
    { ...PROVIDER, subject, ip, userAgent: AGENTS.ci },
    assume,
  );
  writeRecords(stage, at, minted.records);
  return { minted, ip };
}

const DEPLOY = [
  'sts:GetCallerIdentity',
  'ecr:GetAuthorizationToken',
  'ecr:PutImage',
  'ecs:RegisterTaskDefinition',
  'ecs:UpdateService',
  'ecs:DescribeServices',
  'ecs:DescribeServices',
  'lambda:GetFunction20150331v2',
  'lambda:UpdateFunctionCode20150331v2',
  'cloudformation:DescribeStacks',
  's3:GetBucketVersioning',
] as const;

function build(stage: Stage, repository: Repository): void {
  if ((repository.fromDay ?? 0) > stage.day.index) return;
  const random = stage.random.fork('ci', repository.name);
  const runs = stage.day.weekend
    ? random.chance(0.3)
      ? 1
      : 0
    : random.between(1, repository.runsPerDay * 2 - 1);
  for (const at of sittings(stage.day, 0.5, runs, random)) {
    const { minted, ip } = ciSession(stage, at, repository.role, repository.name, random);
    const caller = sessionFrom(assumedRole(minted.session), ip, AGENTS.ci);
    run(
      stage,
      caller,
      at + SECOND,
      DEPLOY.slice(0, random.between(6, DEPLOY.length)),
      repository.topic,
      random,
      8 * SECOND,
    );
  }
}

function run(
  stage: Stage,
  caller: Session,
  from: number,
  operations: readonly string[],
  topic: Parameters<typeof call>[3],
  random: Random,
  pause: number,
): void {
  const times = burst(from, operations.length, pause, random);
  operations.forEach((operation, i) => {
    const at = times[i] ?? from;
    writeCall(
      stage,
      random,
      at,
      caller,
      call(operation, random, { account: caller.account, region: HOME_REGION }, topic),
    );
  });
}

const REFRESH = [
  'ec2:DescribeVpcs',
  'ec2:DescribeSubnets',
  'ec2:DescribeRouteTables',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeInstances',
  'iam:GetRole',
  'iam:ListRolePolicies',
  'iam:ListAttachedRolePolicies',
  'iam:ListInstanceProfilesForRole',
  'iam:GetUser',
  'iam:ListAccessKeys',
  'iam:GetPolicyVersion',
  'kms:DescribeKey',
  's3:GetBucketPolicy',
  's3:GetBucketEncryption',
  's3:GetBucketVersioning',
  'dynamodb:DescribeTable',
  'lambda:GetFunction20150331v2',
  'rds:DescribeDBInstances',
  'secretsmanager:DescribeSecret',
] as const;

/** Terraform reads the whole state of the world before it changes anything. */
export function terraformRun(stage: Stage, at: number, random: Random): Session {
  const { minted, ip } = ciSession(stage, at, stage.organisation.roles.terraform, 'infrastructure', random);
  const caller = sessionFrom(assumedRole(minted.session), ip, AGENTS.terraform);
  const operations = [
    'sts:GetCallerIdentity',
    ...Array.from({ length: random.between(35, 55) }, () => random.pick(REFRESH)),
  ];
  run(stage, caller, at + SECOND, operations, topicOf('orders-api'), random, SECOND);
  return caller;
}

function terraform(stage: Stage): void {
  const random = stage.random.fork('terraform');
  if (stage.day.weekend) return;
  for (const at of sittings(stage.day, 0, random.between(2, 3), random)) terraformRun(stage, at, random);
}

/** A task in the shared account steps into production and development to release: role chaining by design. */
function release(stage: Stage): void {
  const random = stage.random.fork('release');
  const { orchestrator, releaseProd, releaseDev } = stage.organisation.roles;
  if (stage.day.weekend) return;
  for (const at of sittings(stage.day, 0, 3, random)) {
    const session = {
      role: orchestrator,
      name: random.fork('task', stage.day.index, at).hex(32),
      key: accessKeyId('ASIA', random),
      issuedAt: at,
    };
    stage.write(
      at,
      'aws-cloudtrail',
      assumeRoleForWorkload(random, session, 'ecs-tasks.amazonaws.com', HOME_REGION),
    );
    const caller = sessionFrom(
      assumedRole(session),
      addressIn(stage.organisation.networks.natShared, 0),
      AGENTS.ecsGo,
    );
    for (const target of [releaseDev, releaseProd])
      step(
        stage,
        caller,
        at + 5 * SECOND,
        target,
        'release-orchestrator',
        [
          'ecs:DescribeServices',
          'ecs:RegisterTaskDefinition',
          'ecs:UpdateService',
          'ecs:DescribeServices',
          'elasticloadbalancing:DescribeTargetHealth',
        ],
        random,
      );
  }
}

function scan(stage: Stage): void {
  const random = stage.random.fork('scanner');
  const { scanner, auditProd, auditShared, auditDev } = stage.organisation.roles;
  for (const at of ticks(stage.day, 6 * HOUR, random)) {
    const session = {
      role: scanner,
      name: 'posture-scanner',
      key: accessKeyId('ASIA', random),
      issuedAt: at,
    };
    stage.write(
      at,
      'aws-cloudtrail',
      assumeRoleForWorkload(random, session, 'lambda.amazonaws.com', HOME_REGION),
    );
    const caller = sessionFrom(
      assumedRole(session),
      addressIn(stage.organisation.networks.functions, 3),
      AGENTS.lambdaPython,
    );
    for (const target of [auditProd, auditShared, auditDev]) {
      const operations = [
        'iam:ListUsers',
        'iam:ListRoles',
        'iam:ListAccessKeys',
        'iam:GetAccountSummary',
        's3:ListBuckets',
        's3:GetBucketPolicy',
        's3:GetBucketAcl',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeInstances',
        'cloudtrail:DescribeTrails',
        'kms:ListAliases',
      ];
      step(stage, caller, at + 5 * SECOND, target, 'posture-scanner', operations, random);
    }
  }
}

function step(
  stage: Stage,
  caller: Session,
  at: number,
  target: Role,
  sessionName: string,
  operations: readonly string[],
  random: Random,
): void {
  const minted = assumeRole(random, at, caller, {
    role: target,
    sessionName,
    region: HOME_REGION,
    duration: 900,
  });
  writeRecords(stage, at, minted.records);
  const stepped = sessionFrom(assumedRole(minted.session), caller.ip, caller.userAgent);
  run(stage, stepped, at + SECOND, operations, topicOf('orders-api'), random, 2 * SECOND);
}

/** An old exporter on a machine of its own: metrics and mail, every half hour, with a long-term key. */
function useKey(stage: Stage, name: string, identity: ReturnType<typeof userWithKey>): void {
  const random = stage.random.fork('exporter', name);
  const caller = sessionFrom(identity, addressIn(stage.organisation.networks.natProd, 3), AGENTS.python);
  const operations = name.includes('metrics')
    ? ['monitoring:GetMetricData', 'ec2:DescribeInstances', 'monitoring:DescribeAlarms']
    : ['ses:GetSendQuota', 'ses:SendRawEmail'];
  for (const at of ticks(stage.day, HOUR, random)) {
    const place = { account: caller.account, region: HOME_REGION };
    writeCall(stage, random, at, caller, call(random.pick(operations), random, place, topicOf('orders-web')));
  }
}
