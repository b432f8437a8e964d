/** What people of each duty do in the console and at the command line: data only. */

import type { Duty } from '../organisation.ts';

export const SERVICES = [
  'orders-web',
  'orders-api',
  'billing-worker',
  'checkout',
  'catalogue',
  'reporting-batch',
] as const;

const LOOKING = [
  'ec2:DescribeInstances',
  'ec2:DescribeInstanceStatus',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeVolumes',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'logs:DescribeLogGroups',
  'logs:FilterLogEvents',
  'logs:StartQuery',
  'monitoring:DescribeAlarms',
  'monitoring:GetMetricData',
  's3:ListBuckets',
  'lambda:ListFunctions20150331',
  'rds:DescribeDBInstances',
  'ecs:DescribeServices',
  'elasticloadbalancing:DescribeLoadBalancers',
  'cloudformation:DescribeStacks',
] as const;
const KEEPING_SAFE = [
  'guardduty:ListFindings',
  'cloudtrail:LookupEvents',
  'cloudtrail:DescribeTrails',
  'iam:ListRoles',
  'iam:ListUsers',
  'iam:GetAccountSummary',
  'iam:ListAccessKeys',
  'iam:GetRole',
  's3:GetBucketPolicy',
  's3:GetBucketEncryption',
  'kms:ListAliases',
  'secretsmanager:ListSecrets',
] as const;
const ADMINISTERING = [
  'iam:ListUsers',
  'iam:ListRoles',
  'iam:GetUser',
  'iam:ListAttachedUserPolicies',
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
  'ssm:DescribeInstanceInformation',
  'kms:ListAliases',
  'secretsmanager:DescribeSecret',
] as const;

/** What people of each duty look at in the console. */
export const CLICKS: Readonly<Record<Duty, readonly string[]>> = {
  engineer: LOOKING,
  analyst: [...LOOKING, 's3:GetBucketVersioning', 'dynamodb:DescribeTable'],
  security: [...KEEPING_SAFE, ...KEEPING_SAFE, ...LOOKING],
  administrator: [...LOOKING, ...ADMINISTERING],
};

/** What they type at the command line. */
export const COMMANDS: Readonly<Record<Duty, readonly string[]>> = {
  engineer: [
    'sts:GetCallerIdentity',
    'ec2:DescribeInstances',
    'logs:FilterLogEvents',
    'logs:StartQuery',
    'ecs:DescribeServices',
    'ssm:GetParameter',
    's3:ListBuckets',
    'dynamodb:DescribeTable',
    'lambda:GetFunction20150331v2',
    'ecr:GetAuthorizationToken',
    'rds:DescribeDBInstances',
  ],
  analyst: ['sts:GetCallerIdentity', 's3:ListBuckets', 'logs:StartQuery', 'dynamodb:DescribeTable'],
  security: ['sts:GetCallerIdentity', ...KEEPING_SAFE],
  administrator: [
    'sts:GetCallerIdentity',
    ...ADMINISTERING,
    'ec2:DescribeInstances',
    'ssm:GetParameter',
    'ec2:DescribeRouteTables',
  ],
};
