/**
 * A CloudTrail record, shaped and ordered as AWS writes it. Builds one record from a session and a call; decides
 * nothing about who calls when. `undefined` fields are absent from the log: JSON leaves them out.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */

import type { Random } from '../random.ts';
import { isoSeconds } from './dates.ts';
import type { UserIdentity } from './identity.ts';
import { accessKeyId } from './identity.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Resource {
  readonly accountId: string;
  readonly type: string;
  readonly ARN: string;
}

export interface CloudTrailRecord {
  readonly eventVersion: string;
  readonly userIdentity: UserIdentity;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly requestParameters: Json;
  readonly responseElements: Json;
  readonly additionalEventData: Json | undefined;
  readonly requestID: string | undefined;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources: readonly Resource[] | undefined;
  readonly eventType: 'AwsApiCall' | 'AwsConsoleSignIn' | 'AwsServiceEvent';
  readonly managementEvent: boolean;
  readonly recipientAccountId: string;
  readonly sharedEventID: string | undefined;
  readonly serviceEventDetails: Json | undefined;
  readonly vpcEndpointId: string | undefined;
  readonly eventCategory: 'Management' | 'Data';
  readonly tlsDetails: Json | undefined;
  readonly sessionCredentialFromConsole: 'true' | undefined;
}

/** Who calls and from where: all that stays the same over the calls of one session. */
export interface Session {
  /** The account whose log shows the calls. */
  readonly account: string;
  readonly identity: UserIdentity;
  readonly ip: string;
  readonly userAgent: string;
  readonly endpoint: string | undefined;
  /** The console signs every request with a fresh temporary key. */
  readonly console: boolean;
}

export interface Call {
  /** `service:Operation`, e.g. `ec2:DescribeInstances`; the service is the host name's first label. */
  readonly operation: string;
  readonly region: string;
  readonly request?: Json;
  readonly response?: Json;
  readonly resources?: readonly Resource[];
  readonly extra?: Json;
  readonly error?: { readonly code: string; readonly message: string };
  readonly data?: boolean;
  readonly eventType?: CloudTrailRecord['eventType'];
  readonly sharedEventID?: string;
  readonly serviceEventDetails?: Json;
  /** Host the client named, where it is not the service's regional one. */
  readonly host?: string;
}

const READ =
  /^(Get|List|Describe|BatchGet|Head|Lookup|Search|Query|Scan|Assume|Decrypt|GenerateDataKey|Filter)/;
const GLOBAL = new Set(['iam', 'organizations']);
const VERSION: Readonly<Record<string, string>> = {
  kms: '1.11',
  s3: '1.11',
  dynamodb: '1.11',
  ec2: '1.10',
  sts: '1.08',
};

export function cloudTrailRecord(
  random: Random,
  time: number,
  session: Session,
  call: Call,
): CloudTrailRecord {
  const colon = call.operation.indexOf(':');
  const service = call.operation.slice(0, colon);
  const eventName = call.operation.slice(colon + 1);
  const region = GLOBAL.has(service) ? 'us-east-1' : call.region;
  const viaService = session.ip.endsWith('.amazonaws.com') || session.ip === 'AWS Internal';
  const signIn = call.eventType === 'AwsConsoleSignIn';
  return {
    eventVersion: VERSION[service] ?? '1.09',
    userIdentity: session.console && !signIn ? withFreshKey(session.identity, random) : session.identity,
    eventTime: isoSeconds(time),
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: region,
    sourceIPAddress: session.ip,
    userAgent: session.userAgent,
    errorCode: call.error?.code,
    errorMessage: call.error?.message,
    requestParameters: call.error === undefined ? (call.request ?? null) : null,
    responseElements: call.response ?? null,
    additionalEventData: call.extra,
    requestID: signIn ? undefined : requestId(service, random),
    eventID: random.uuid(),
    readOnly: READ.test(eventName) && !eventName.startsWith('GetSigninToken'),
    resources: call.resources,
    eventType: call.eventType ?? 'AwsApiCall',
    managementEvent: call.data !== true,
    recipientAccountId: session.account,
    sharedEventID: call.sharedEventID,
    serviceEventDetails: call.serviceEventDetails,
    vpcEndpointId: session.endpoint,
    eventCategory: call.data === true ? 'Data' : 'Management',
    tlsDetails: viaService ? undefined : tls(call.host ?? host(service, region)),
    sessionCredentialFromConsole: session.console && !signIn ? 'true' : undefined,
  };
}

function withFreshKey(identity: UserIdentity, random: Random): UserIdentity {
  return { ...identity, accessKeyId: accessKeyId('ASIA', random) };
}

/** S3 and DynamoDB number their requests in their own ways. */
function requestId(service: string, random: Random): string {
  if (service === 's3') return random.base36(16);
  if (service === 'dynamodb') return `${random.base36(48)}VV4KQNSO5AEMVJF66Q9ASUAAJG`.slice(0, 52);
  return random.uuid();
}

function host(service: string, region: string): string {
  return GLOBAL.has(service) ? `${service}.amazonaws.com` : `${service}.${region}.amazonaws.com`;
}

function tls(clientProvidedHostHeader: string): Json {
  return { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader };
}
