/**
 * What each operation asks for and touches: a table from operation to the request, resources and extra data that
 * CloudTrail would show.
 */

import type { Random } from '../random.ts';
import type { Place, Topic } from './places.ts';
import { keyArn, secretArn } from './places.ts';
import type { Call, Json, Resource } from './record.ts';

type Shape = Omit<Call, 'operation' | 'region'>;
export type Template = (random: Random, place: Place, topic: Topic) => Shape;

function resource(place: Place, type: string, ARN: string): readonly Resource[] {
  return [{ accountId: place.account, type, ARN }];
}

function s3(operation: 'read' | 'write', data: boolean): Template {
  return (random, place, topic) => {
    const key = `${topic.table}/2026/${random.hex(8)}/part-${random.between(0, 99999)}.json`;
    const host = `${topic.bucket}.s3.${place.region}.amazonaws.com`;
    const bytes = random.between(300, 90_000);
    const bucketArn = `arn:aws:s3:::${topic.bucket}`;
    return {
      data,
      host,
      request: data
        ? { bucketName: topic.bucket, Host: host, key }
        : { bucketName: topic.bucket, Host: host },
      extra: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'TLS_AES_128_GCM_SHA256',
        bytesTransferredIn: operation === 'write' ? bytes : 0,
        SSEApplied: 'SSE_KMS',
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': `${random.base62(74)}=`,
        bytesTransferredOut: operation === 'read' ? bytes : 0,
      },
      resources: data
        ? [
            { accountId: place.account, type: 'AWS::S3::Object', ARN: `${bucketArn}/${key}` },
            { accountId: place.account, type: 'AWS::S3::Bucket', ARN: bucketArn },
          ]
        : resource(place, 'AWS::S3::Bucket', bucketArn),
    };
  };
}

function dynamo(random: Random, place: Place, topic: Topic): Shape {
  const arn = `arn:aws:dynamodb:${place.region}:${place.account}:table/${topic.table}`;
  return {
    data: true,
    request: {
      tableName: topic.table,
      key: { pk: `${topic.table.toUpperCase()}#${random.hex(12)}` },
      consistentRead: false,
    },
    resources: resource(place, 'AWS::DynamoDB::Table', arn),
  };
}

function kms(request: (place: Place, topic: Topic) => Json): Template {
  return (_random, place, topic) => ({
    request: request(place, topic),
    resources: resource(place, 'AWS::KMS::Key', keyArn(place, topic.key)),
  });
}

function asks(request: (random: Random, place: Place, topic: Topic) => Json): Template {
  return (random, place, topic) => ({ request: request(random, place, topic) });
}

const SHOWN_INSTANCE = 'i-0b7c1d2e3f4a5b6c7';
const ROLE_NAMES = [
  'orders-web',
  'orders-api',
  'billing-worker',
  'reporting-batch',
  'ci-deploy',
  'terraform-apply',
] as const;
const USER_NAMES = ['svc-metrics-exporter', 'svc-reporting-legacy', 'svc-mail-relay'] as const;

const readRole = asks((random) => ({ roleName: random.pick(ROLE_NAMES) }));
const readUser = asks((random) => ({ userName: random.pick(USER_NAMES) }));

export const TEMPLATES: ReadonlyMap<string, Template> = new Map<string, Template>([
  [
    'ec2:DescribeInstances',
    asks(() => ({
      maxResults: 100,
      instancesSet: {},
      filterSet: {
        items: [
          { name: 'instance-state-name', valueSet: { items: [{ value: 'pending' }, { value: 'running' }] } },
        ],
      },
    })),
  ],
  [
    'ec2:DescribeInstanceStatus',
    asks(() => ({ instancesSet: {}, filterSet: {}, includeAllInstances: true })),
  ],
  [
    'ec2:DescribeTags',
    asks(() => ({
      maxResults: 500,
      filterSet: {
        items: [{ name: 'resource-id', valueSet: { items: [{ value: SHOWN_INSTANCE }] } }],
      },
    })),
  ],
  [
    'ec2:DescribeSecurityGroups',
    asks(() => ({ maxResults: 1000, securityGroupSet: {}, securityGroupIdSet: {}, filterSet: {} })),
  ],
  [
    'ec2:DescribeSubnets',
    asks(() => ({
      subnetSet: {},
      filterSet: { items: [{ name: 'vpc-id', valueSet: { items: [{ value: 'vpc-0a1b2c3d4e5f60718' }] } }] },
    })),
  ],
  ['ec2:DescribeVpcs', asks(() => ({ vpcSet: {}, filterSet: {} }))],
  ['ec2:DescribeVolumes', asks(() => ({ maxResults: 500, volumeSet: {}, filterSet: {} }))],
  ['ec2:DescribeRouteTables', asks(() => ({ routeTableIdSet: {}, filterSet: {} }))],
  ['ec2:DescribeNetworkInterfaces', asks(() => ({ networkInterfaceIdSet: {}, filterSet: {} }))],
  [
    'ec2:DescribeImages',
    asks(() => ({
      executableBySet: {},
      imagesSet: {},
      ownersSet: { items: [{ owner: 'self' }] },
      filterSet: {},
    })),
  ],
  ['s3:ListBuckets', asks((_random, place) => ({ Host: `s3.${place.region}.amazonaws.com` }))],
  ['s3:GetBucketAcl', s3('read', false)],
  ['s3:GetBucketPolicy', s3('read', false)],
  ['s3:GetBucketEncryption', s3('read', false)],
  ['s3:GetBucketVersioning', s3('read', false)],
  ['s3:GetObject', s3('read', true)],
  ['s3:PutObject', s3('write', true)],
  ['s3:HeadObject', s3('read', true)],
  ['dynamodb:GetItem', dynamo],
  ['dynamodb:Query', dynamo],
  ['dynamodb:PutItem', dynamo],
  ['dynamodb:UpdateItem', dynamo],
  ['dynamodb:DescribeTable', asks((_random, _place, topic) => ({ tableName: topic.table }))],
  [
    'kms:Decrypt',
    kms((place, topic) => ({
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: {
        SecretARN: secretArn(place, topic.secret),
        SecretVersionId: '4f1a0b6e-11aa-4c5e-9a77-0d6a5e1f2b3c',
      },
    })),
  ],
  [
    'kms:GenerateDataKey',
    kms((place, topic) => ({
      keyId: keyArn(place, topic.key),
      keySpec: 'AES_256',
      encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${topic.bucket}` },
    })),
  ],
  ['kms:DescribeKey', kms((place, topic) => ({ keyId: keyArn(place, topic.key) }))],
  ['kms:ListAliases', asks(() => ({ limit: 100 }))],
  [
    'secretsmanager:GetSecretValue',
    asks((_random, place, topic) => ({
      secretId: secretArn(place, topic.secret),
      versionStage: 'AWSCURRENT',
    })),
  ],
  [
    'secretsmanager:DescribeSecret',
    asks((_random, place, topic) => ({ secretId: secretArn(place, topic.secret) })),
  ],
  ['secretsmanager:ListSecrets', asks(() => ({ maxResults: 100, sortOrder: 'asc' }))],
  [
    'ssm:GetParameter',
    (_random, place, topic) => ({
      request: { name: topic.parameter, withDecryption: false },
      resources: resource(
        place,
        'AWS::SSM::Parameter',
        `arn:aws:ssm:${place.region}:${place.account}:parameter${topic.parameter}`,
      ),
    }),
  ],
  [
    'ssm:GetParametersByPath',
    asks((_random, _place, topic) => ({
      path: topic.parameter,
      recursive: true,
      withDecryption: false,
      maxResults: 10,
    })),
  ],
  [
    'ssm:DescribeInstanceInformation',
    asks(() => ({ maxResults: 50, filters: [{ key: 'PingStatus', values: ['Online'] }] })),
  ],
  [
    'logs:CreateLogStream',
    asks((random, _place, topic) => ({
      logGroupName: `/acme/${topic.table}`,
      logStreamName: `2026/${random.hex(32)}`,
    })),
  ],
  [
    'logs:DescribeLogGroups',
    asks((_random, _place, topic) => ({ logGroupNamePrefix: `/acme/${topic.table}`, limit: 50 })),
  ],
  [
    'logs:FilterLogEvents',
    asks((random, _place, topic) => ({
      logGroupName: `/acme/${topic.table}`,
      filterPattern: 'ERROR',
      limit: 100,
      interleaved: true,
      startTime: 1_772_400_000_000 + random.between(0, 604_800) * 1000,
    })),
  ],
  [
    'logs:StartQuery',
    asks((random, _place, topic) => ({
      logGroupName: `/acme/${topic.table}`,
      limit: 1000,
      queryString: '***',
      startTime: 1_772_400_000 + random.between(0, 604_800),
    })),
  ],
  ['ecr:GetAuthorizationToken', asks((_random, place) => ({ registryIds: [place.account] }))],
  [
    'ecr:BatchGetImage',
    asks((random, place, topic) => ({
      registryId: place.account,
      repositoryName: topic.table,
      imageIds: [{ imageTag: `build-${random.between(4000, 4999)}` }],
      acceptedMediaTypes: [
        'application/vnd.oci.image.manifest.v1+json',
        'application/vnd.docker.distribution.manifest.v2+json',
      ],
    })),
  ],
  [
    'ecr:PutImage',
    asks((random, place, topic) => ({
      registryId: place.account,
      repositoryName: topic.table,
      imageTag: `build-${random.between(4000, 4999)}`,
      imageManifestMediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    })),
  ],
  [
    'ecs:DescribeServices',
    asks((_random, place, topic) => ({
      cluster: `arn:aws:ecs:${place.region}:${place.account}:cluster/acme`,
      services: [topic.table],
      include: ['TAGS'],
    })),
  ],
  [
    'ecs:UpdateService',
    asks((random, place, topic) => ({
      cluster: `arn:aws:ecs:${place.region}:${place.account}:cluster/acme`,
      service: topic.table,
      taskDefinition: `${topic.table}:${random.between(100, 400)}`,
      forceNewDeployment: true,
    })),
  ],
  [
    'ecs:RegisterTaskDefinition',
    asks((random, place, topic) => ({
      family: topic.table,
      networkMode: 'awsvpc',
      cpu: '512',
      memory: '1024',
      taskRoleArn: `arn:aws:iam::${place.account}:role/${topic.table}-task`,
      containerDefinitions: [
        {
          name: topic.table,
          essential: true,
          image: `${place.account}.dkr.ecr.${place.region}.amazonaws.com/${topic.table}:build-${random.between(4000, 4999)}`,
        },
      ],
    })),
  ],
  [
    'lambda:GetFunction20150331v2',
    asks((_random, place, topic) => ({
      functionName: `arn:aws:lambda:${place.region}:${place.account}:function:${topic.table}`,
    })),
  ],
  ['lambda:ListFunctions20150331', asks(() => ({ maxItems: 50 }))],
  [
    'lambda:UpdateFunctionCode20150331v2',
    asks((_random, _place, topic) => ({
      functionName: topic.table,
      dryRun: false,
      publish: true,
      zipFile: '',
    })),
  ],
  [
    'lambda:Invoke',
    (random, place, topic) => ({
      data: true,
      request: {
        functionName: `arn:aws:lambda:${place.region}:${place.account}:function:${topic.table}`,
        invocationType: 'RequestResponse',
      },
      extra: {
        functionVersion: `arn:aws:lambda:${place.region}:${place.account}:function:${topic.table}:$LATEST`,
        customerEniId: `eni-${random.hex(17)}`,
      },
      resources: resource(
        place,
        'AWS::Lambda::Function',
        `arn:aws:lambda:${place.region}:${place.account}:function:${topic.table}`,
      ),
    }),
  ],
  ['cloudformation:DescribeStacks', asks(() => ({ stackName: 'acme-network' }))],
  ['monitoring:DescribeAlarms', asks(() => ({ stateValue: 'ALARM', maxRecords: 100 }))],
  [
    'monitoring:GetMetricData',
    asks((random) => ({
      maxDatapoints: 5000,
      scanBy: 'TimestampDescending',
      metricDataQueries: [{ id: `m${random.between(1, 40)}`, returnData: true }],
    })),
  ],
  [
    'autoscaling:DescribeAutoScalingGroups',
    asks((_random, _place, topic) => ({ autoScalingGroupNames: [topic.table], maxRecords: 100 })),
  ],
  [
    'rds:DescribeDBInstances',
    asks((_random, _place, topic) => ({ dBInstanceIdentifier: `${topic.table}-main`, maxRecords: 100 })),
  ],
  [
    'elasticloadbalancing:DescribeTargetHealth',
    asks((_random, place) => ({
      targetGroupArn: `arn:aws:elasticloadbalancing:${place.region}:${place.account}:targetgroup/acme/0f1e2d3c4b5a6978`,
    })),
  ],
  ['elasticloadbalancing:DescribeLoadBalancers', asks(() => ({ pageSize: 400 }))],
  [
    'config:PutEvaluations',
    asks(() => ({
      testMode: false,
      resultToken: '***',
      evaluations: [
        {
          complianceType: 'COMPLIANT',
          complianceResourceType: 'AWS::EC2::Instance',
          complianceResourceId: SHOWN_INSTANCE,
        },
      ],
    })),
  ],
  ['iam:ListRoles', asks(() => ({ maxItems: 100 }))],
  ['iam:ListUsers', asks(() => ({ maxItems: 100 }))],
  ['iam:GetAccountSummary', asks(() => null)],
  ['iam:GetRole', readRole],
  ['iam:ListAttachedRolePolicies', readRole],
  ['iam:ListRolePolicies', readRole],
  ['iam:ListInstanceProfilesForRole', readRole],
  ['iam:GetUser', readUser],
  ['iam:ListAccessKeys', readUser],
  ['iam:ListAttachedUserPolicies', readUser],
  ['iam:GetLoginProfile', readUser],
  [
    'iam:GetPolicyVersion',
    asks((_random, place) => ({
      policyArn: `arn:aws:iam::${place.account}:policy/acme-boundary`,
      versionId: 'v7',
    })),
  ],
  [
    'cloudtrail:LookupEvents',
    asks((random) => ({
      maxResults: 50,
      lookupAttributes: [
        {
          attributeKey: 'EventName',
          attributeValue: random.pick(['RunInstances', 'ConsoleLogin', 'CreateAccessKey']),
        },
      ],
    })),
  ],
  ['cloudtrail:DescribeTrails', asks(() => ({ trailNameList: [], includeShadowTrails: true }))],
  [
    'guardduty:ListFindings',
    asks(() => ({
      detectorId: '3ac1d2e5f60718293a4b5c6d7e8f9012',
      maxResults: 50,
      sortCriteria: { attributeName: 'updatedAt', orderBy: 'DESC' },
    })),
  ],
  ['organizations:DescribeOrganization', asks(() => null)],
  ['organizations:ListAccounts', asks(() => null)],
]);
