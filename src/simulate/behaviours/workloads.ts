/**
 * Machines at work: instances, functions and tasks call with the role of their workload, through a NAT gateway or
 * a VPC endpoint, and the service that hosts them renews their credentials.
 */

import { AGENTS } from '../aws/agents.ts';
import { assumeRoleForWorkload } from '../aws/mint.ts';
import type { Session } from '../aws/record.ts';
import { cloudTrailRecord } from '../aws/record.ts';
import { call } from '../aws/requests.ts';
import { onBehalf, ROTATION, workloadCaller, workloadSession } from '../aws/sessions.ts';
import { writeCall } from '../aws/write.ts';
import { privateAddress } from '../networks.ts';
import type { Workload } from '../organisation.ts';
import type { Random } from '../random.ts';
import { DAY, HOUR, SECOND, ticks, traffic } from '../rhythm.ts';
import type { Behaviour, Stage } from '../stage.ts';

export const workloads: Behaviour = (stage) => {
  for (const workload of stage.organisation.workloads) {
    if (stage.day.index < workload.fromDay || stage.day.index > workload.toDay) continue;
    const random = stage.random.fork(workload.name, workload.id);
    renew(stage, workload, random);
    if (workload.kind === 'instance') beManaged(stage, workload, random);
    serve(stage, workload, random);
  }
};

const HOSTS = {
  instance: 'ec2.amazonaws.com',
  function: 'lambda.amazonaws.com',
  task: 'ecs-tasks.amazonaws.com',
} as const;

function renew(stage: Stage, workload: Workload, random: Random): void {
  for (let at = stage.day.start; at < stage.day.start + DAY; at += ROTATION) {
    const session = workloadSession(workload, at);
    stage.write(
      at,
      'aws-cloudtrail',
      assumeRoleForWorkload(random, session, HOSTS[workload.kind], workload.region),
    );
  }
}

/** The Systems Manager agent on every instance. */
function beManaged(stage: Stage, workload: Workload, random: Random): void {
  for (const at of ticks(stage.day, 3 * HOUR, random)) {
    const caller = { ...workloadCaller(workload, at), userAgent: AGENTS.ssmAgent };
    const request = {
      instanceId: workload.id,
      agentVersion: '3.3.3270.0',
      platformType: 'Linux',
      agentName: 'amazon-ssm-agent',
      agentStatus: 'Active',
    };
    writeCall(stage, random, at, caller, {
      operation: 'ssm:UpdateInstanceInformation',
      region: workload.region,
      request,
    });
  }
}

const WORK: Readonly<Record<Workload['kind'], readonly string[]>> = {
  instance: [
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'ssm:GetParametersByPath',
    'ssm:GetParameter',
    'secretsmanager:GetSecretValue',
    'ec2:DescribeTags',
    'logs:CreateLogStream',
    'autoscaling:DescribeAutoScalingGroups',
  ],
  function: [
    'kms:Decrypt',
    'ssm:GetParameter',
    'secretsmanager:GetSecretValue',
    'logs:CreateLogStream',
    'logs:CreateLogStream',
  ],
  task: [
    'kms:Decrypt',
    'secretsmanager:GetSecretValue',
    'ssm:GetParameter',
    'ecr:GetAuthorizationToken',
    'ecr:BatchGetImage',
    'logs:CreateLogStream',
  ],
};
const DATA: readonly string[] = [
  's3:GetObject',
  's3:PutObject',
  's3:HeadObject',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  's3:GetObject',
];

function serve(stage: Stage, workload: Workload, random: Random): void {
  const calls = traffic(stage.day, random.between(22, 32), random);
  for (const at of calls) work(stage, workload, at, random.pick(WORK[workload.kind]), random);
  if (!stage.dataEvents) return;
  for (const at of traffic(stage.day, random.between(45, 75), random))
    work(stage, workload, at, random.pick(DATA), random);
}

function work(stage: Stage, workload: Workload, at: number, operation: string, random: Random): void {
  const caller = throughEndpoint(workload, operation, workloadCaller(workload, at));
  const place = { account: workload.account, region: workload.region };
  writeCall(stage, random, at, caller, call(operation, random, place, workload.topic));
  if (operation !== 'secretsmanager:GetSecretValue') return;
  const decrypt = call('kms:Decrypt', random, place, workload.topic);
  stage.write(
    at + 1,
    'aws-cloudtrail',
    cloudTrailRecord(random, at + SECOND / 2, onBehalf(caller, 'secretsmanager.amazonaws.com'), decrypt),
  );
}

/** Instances of the API reach KMS, S3 and DynamoDB without leaving the VPC. */
function throughEndpoint(workload: Workload, operation: string, session: Session): Session {
  const service = operation.slice(0, operation.indexOf(':'));
  if (!workload.agent.startsWith('java') || !['kms', 's3', 'dynamodb'].includes(service)) return session;
  const host = Number.parseInt(workload.id.slice(2, 6), 16);
  return {
    ...session,
    ip: privateAddress(host),
    endpoint: `vpce-0a1b2c3d4e5f607${service === 'kms' ? '18' : '29'}`,
  };
}
