/**
 * Three weeks at a company of six engineers, in CloudTrail: IAM users with keys, no sign-on of their own, laptops at home
 * and on the train, a pipeline on rented runners with one key, machines with public addresses, functions. It has little
 * in common with the organisation of the simulator, on purpose.
 */

import type { Random } from '../../../src/simulate/random.ts';
import { ACCOUNT, record } from '../../harness/cloudtrail.ts';
import { addressIn, type Network } from './networks.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const START = Date.UTC(2026, 2, 2);
export const DAYS = 19;
export const DAY = 86_400_000;
export const MINUTE = 60_000;

export const CLI = 'aws-cli/2.17.1 md/awscrt#0.20.11 ua/2.0 os/macos#23.5.0 md/arch#arm64 lang/python#3.11.8';
export const BOTO3 = 'Boto3/1.34.100 md/Botocore#1.34.100 ua/2.0 os/macos#23.5.0 lang/python#3.12.1';
const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36';
const RUNNER =
  'aws-cli/2.15.30 Python/3.11.8 Linux/6.5.0-1018-azure exe/x86_64.ubuntu.22 prompt/off command/ecs.update-service';
const LAMBDA =
  'Boto3/1.34.42 md/Botocore#1.34.42 ua/2.0 os/linux#5.10 exec-env/AWS_Lambda_python3.11 Botocore/1.34.42';
const AGENT = 'aws-sdk-go/1.44.260 (go1.20.5; linux; amd64) amazon-ssm-agent/3.2';

const READS = [
  ['ec2', 'DescribeInstances'],
  ['s3', 'ListBuckets'],
  ['logs', 'FilterLogEvents'],
  ['cloudformation', 'DescribeStacks'],
  ['rds', 'DescribeDBInstances'],
  ['iam', 'ListRoles'],
  ['sts', 'GetCallerIdentity'],
] as const;

/** What lasts through the weeks: where everybody lives, which machine runs under which address. */
export interface Company {
  readonly random: Random;
  readonly homes: Map<string, string>;
  readonly machines: Map<string, Machine>;
  readonly records: Fields[];
}

interface Machine {
  readonly id: string;
  readonly address: string;
  key: string;
}

const PEOPLE: Readonly<Record<string, Network>> = {
  ana: 'eirBroadband',
  bo: 'eirBroadband',
  cy: 'rheinKabel',
  di: 'rheinKabel',
  ed: 'eirBroadband',
  fi: 'eirBroadband',
};

export function openCompany(random: Random): Company {
  const homes = Object.entries(PEOPLE).map(([who, network]) => [who, addressIn(network, random)] as const);
  return { random, homes: new Map(homes), machines: new Map(), records: [] };
}

export function write(
  company: Company,
  time: number,
  [service, eventName]: readonly [string, string],
  rest: Fields,
): void {
  const eventSource = `${service}.amazonaws.com`;
  company.records.push(record(new Date(time).toISOString(), { eventSource, eventName, ...rest }));
}

/** With one of the access keys that the user has had since before the log begins. */
export function userWithKey(name: string): Fields {
  const suffix = name.toUpperCase().padEnd(10, '2');
  return {
    type: 'IAMUser',
    principalId: `AIDAOLDUSER${suffix}`,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    accountId: ACCOUNT,
    accessKeyId: `AKIAOLDKEY${suffix}`,
    userName: name,
  };
}

export function roleSession(
  role: string,
  session: string,
  key: string,
  began: number,
  onInstance = false,
): Fields {
  const id = `AROA${role.toUpperCase().padEnd(17, '2')}`;
  return {
    type: 'AssumedRole',
    principalId: `${id}:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountId: ACCOUNT,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: id,
        arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      attributes: {
        creationDate: new Date(began).toISOString().replace('.000', ''),
        mfaAuthenticated: 'false',
      },
      ...(onInstance ? { ec2RoleDelivery: '2.0' } : {}),
    },
  };
}

/** The call that gives the key of the session, made by whoever `identity` is. */
export function assume(
  company: Company,
  time: number,
  [role, session]: readonly [string, string],
  key: string,
  rest: Fields,
): void {
  const id = `AROA${role.toUpperCase().padEnd(17, '2')}`;
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/${role}`;
  write(company, time, ['sts', 'AssumeRole'], {
    requestParameters: { roleArn, roleSessionName: session },
    responseElements: {
      credentials: { accessKeyId: key },
      assumedRoleUser: {
        assumedRoleId: `${id}:${session}`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
      },
    },
    resources: [{ accountId: ACCOUNT, type: 'AWS::IAM::Role', ARN: roleArn }],
    ...rest,
  });
}

export function temporaryKey({ random }: Company): string {
  return `ASIA${random.base32(16)}`;
}

export function homeOf({ homes }: Company, who: string): string {
  return homes.get(who) ?? '';
}

export function workingWeeks(company: Company): void {
  for (let day = 0; day < DAYS; day++) {
    const midnight = START + day * DAY;
    if (day % 7 < 5) {
      for (const who of Object.keys(PEOPLE)) workday(company, who, midnight);
      for (let run = company.random.between(3, 8); run > 0; run--) pipeline(company, midnight);
    }
    for (const role of ['web', 'worker']) for (let at = 0; at < 3; at++) machine(company, role, at, midnight);
    for (let call = 0; call < 12; call++) lambda(company, midnight);
  }
}

/** Home providers give another address now and then; some days are spent on the train. */
function workday(company: Company, who: string, midnight: number): void {
  const { random, homes } = company;
  if (random.chance(0.1)) return;
  if (random.chance(0.15)) homes.set(who, addressIn(PEOPLE[who] ?? 'mobile', random));
  const sourceIPAddress = random.chance(0.85) ? homeOf(company, who) : addressIn('mobile', random);
  const morning = midnight + (480 + random.between(0, 120)) * MINUTE;
  const here = { sourceIPAddress, userIdentity: userWithKey(who) };
  for (let call = random.between(2, 20); call > 0; call--) {
    const userAgent = random.pick([CLI, BOTO3, BROWSER]);
    write(company, morning + random.between(0, 480) * MINUTE, random.pick(READS), { ...here, userAgent });
  }
  if ((who !== 'ana' && who !== 'bo') || random.chance(0.6)) return;
  const key = temporaryKey(company);
  const began = morning + 30 * MINUTE;
  assume(company, began, ['admin', who], key, { ...here, userAgent: CLI });
  for (let call = random.between(1, 5); call > 0; call--) {
    const userIdentity = roleSession('admin', who, key, began);
    write(company, began + call * 7 * MINUTE, ['secretsmanager', 'GetSecretValue'], {
      sourceIPAddress,
      userIdentity,
      userAgent: CLI,
      requestParameters: { secretId: random.pick(['prod/db', 'prod/mail']) },
    });
  }
}

function pipeline(company: Company, midnight: number): void {
  const { random } = company;
  const time = midnight + random.between(540, 1080) * MINUTE;
  const here = { sourceIPAddress: addressIn('runners', random), userAgent: RUNNER };
  const key = temporaryKey(company);
  assume(company, time, ['deploy', 'Runner'], key, { ...here, userIdentity: userWithKey('pipeline') });
  const userIdentity = roleSession('deploy', 'Runner', key, time);
  write(company, time + MINUTE, ['ecs', 'UpdateService'], { ...here, userIdentity });
  write(company, time + 2 * MINUTE, ['ecr', 'GetAuthorizationToken'], { ...here, userIdentity });
  write(company, time + 2 * MINUTE, ['ssm', 'GetParameter'], {
    ...here,
    userIdentity,
    requestParameters: { name: '/prod/config', withDecryption: true },
  });
}

/** Each machine calls from a public address of its own, and is replaced now and then. */
function machine(company: Company, role: string, at: number, midnight: number): void {
  const { random, machines } = company;
  const name = `${role} ${at}`;
  const known = machines.get(name);
  const own =
    known === undefined || random.chance(0.2)
      ? { id: `i-${random.hex(17)}`, address: addressIn('aws', random), key: '' }
      : known;
  machines.set(name, own);
  for (let began = midnight; began < midnight + DAY; began += 6 * 60 * MINUTE) {
    own.key = temporaryKey(company);
    const service = { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' };
    const by = {
      sourceIPAddress: 'ec2.amazonaws.com',
      userAgent: 'ec2.amazonaws.com',
      userIdentity: service,
    };
    assume(company, began, [role, own.id], own.key, by);
    const here = {
      sourceIPAddress: own.address,
      userIdentity: roleSession(role, own.id, own.key, began, true),
    };
    for (let call = random.between(2, 6); call > 0; call--) {
      const time = began + random.between(1, 350) * MINUTE;
      if (random.chance(0.3))
        write(company, time, ['ssm', 'UpdateInstanceInformation'], { ...here, userAgent: AGENT });
      else
        write(company, time, ['sqs', 'GetQueueUrl'], { ...here, userAgent: 'aws-sdk-java/2.25.1 Linux/6.1' });
    }
  }
}

/** Functions run anywhere in the cloud. */
function lambda(company: Company, midnight: number): void {
  const { random } = company;
  const began = midnight + random.between(0, 1400) * MINUTE;
  const key = temporaryKey(company);
  const service = { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' };
  const by = {
    sourceIPAddress: 'lambda.amazonaws.com',
    userAgent: 'lambda.amazonaws.com',
    userIdentity: service,
  };
  assume(company, began, ['thumbnails', 'thumbnails'], key, by);
  write(company, began + MINUTE, ['secretsmanager', 'GetSecretValue'], {
    sourceIPAddress: addressIn('aws', random),
    userAgent: LAMBDA,
    userIdentity: roleSession('thumbnails', 'thumbnails', key, began),
    requestParameters: { secretId: 'prod/mail' },
  });
}
