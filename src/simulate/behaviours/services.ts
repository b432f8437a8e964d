/** AWS services at work for the organisation: they call in their own name, or with their service-linked roles. */

import { accessKeyId, assumedRole, awsService } from '../aws/identity.ts';
import { linkedRole } from '../aws/linked-roles.ts';
import { assumeRoleForWorkload } from '../aws/mint.ts';
import { call } from '../aws/requests.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { writeCall } from '../aws/write.ts';
import { ACCOUNTS, HOME_REGION, SECOND_REGION, topicOf } from '../organisation.ts';
import { burst, HOUR, SECOND, ticks } from '../rhythm.ts';
import type { Behaviour, Stage } from '../stage.ts';

interface LinkedService {
  readonly service: string;
  readonly role: string;
  readonly session: string;
  readonly every: number;
  readonly calls: readonly string[];
}

const LINKED: readonly LinkedService[] = [
  {
    service: 'config',
    role: 'AWSServiceRoleForConfig',
    session: 'ConfigResourceCompositionSession',
    every: 8 * HOUR,
    calls: [
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeVolumes',
      's3:GetBucketAcl',
      's3:GetBucketPolicy',
      's3:GetBucketEncryption',
      'iam:ListRoles',
      'kms:DescribeKey',
      'ec2:DescribeNetworkInterfaces',
      'lambda:ListFunctions20150331',
    ],
  },
  {
    service: 'autoscaling',
    role: 'AWSServiceRoleForAutoScaling',
    session: 'AutoScaling',
    every: 4 * HOUR,
    calls: [
      'ec2:DescribeInstances',
      'ec2:DescribeInstanceStatus',
      'elasticloadbalancing:DescribeTargetHealth',
      'ec2:DescribeSubnets',
    ],
  },
  {
    service: 'trustedadvisor',
    role: 'AWSServiceRoleForTrustedAdvisor',
    session: 'TrustedAdvisor_111122223333',
    every: 8 * HOUR,
    calls: [
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      'iam:GetAccountSummary',
      'ec2:DescribeVolumes',
      'rds:DescribeDBInstances',
      'elasticloadbalancing:DescribeLoadBalancers',
    ],
  },
];

export const services: Behaviour = (stage) => {
  for (const account of Object.values(ACCOUNTS)) {
    for (const service of LINKED) linked(stage, service, account);
    deliverLogs(stage, account);
  }
};

function linked(stage: Stage, spec: LinkedService, account: string): void {
  const random = stage.random.fork(spec.service, account);
  const host = `${spec.service}.amazonaws.com`;
  const issuer = linkedRole(account, spec.service, spec.role);
  const topic = topicOf('orders-web');
  for (const at of ticks(stage.day, spec.every, random)) {
    const session = { role: issuer, name: spec.session, key: accessKeyId('ASIA', random), issuedAt: at };
    const region = account === ACCOUNTS.prod && random.chance(0.15) ? SECOND_REGION : HOME_REGION;
    stage.write(at, 'aws-cloudtrail', assumeRoleForWorkload(random, session, host, region));
    const caller = sessionFrom(assumedRole({ ...session, invokedBy: host }), host, host);
    for (const time of burst(at, random.between(5, 11), SECOND, random)) {
      writeCall(
        stage,
        random,
        time,
        caller,
        call(random.pick(spec.calls), random, { account, region }, topic),
      );
    }
  }
}

/** CloudTrail itself checks its bucket and draws a data key for every delivery. */
function deliverLogs(stage: Stage, account: string): void {
  const random = stage.random.fork('cloudtrail', account);
  const service = 'cloudtrail.amazonaws.com';
  const topic = topicOf('trail');
  const caller = sessionFrom(awsService(service), service, service, { account });
  for (const at of ticks(stage.day, 2.5 * HOUR, random)) {
    for (const operation of ['s3:GetBucketAcl', 'kms:GenerateDataKey']) {
      const shared = { sharedEventID: random.uuid() };
      writeCall(
        stage,
        random,
        at,
        caller,
        call(operation, random, { account, region: HOME_REGION }, topic, shared),
      );
    }
  }
}
