/** Writes CloudTrail logs as they are delivered, with reserved values only: for tests of the whole program. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

type Fields = Readonly<Record<string, unknown>>;

export const ACCOUNT = '111122223333';

let made = 0;

/** A routine call of the IAM user maria, with what is given laid over it. */
export function record(time: string, fields: Fields = {}): Fields {
  made++;
  return {
    eventVersion: '1.09',
    userIdentity: userIdentity('maria'),
    eventTime: time,
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.30 Python/3.11.8 Linux/6.1.0',
    requestParameters: null,
    responseElements: null,
    requestID: `7e57ab1e-0000-4000-8000-${String(made).padStart(12, '0')}`,
    eventID: `5a3c0de0-0000-4000-8000-${String(made).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...fields,
  };
}

export function userIdentity(name: string): Fields {
  return {
    type: 'IAMUser',
    principalId: `AIDASAMPLE${name.toUpperCase()}`,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    accountId: ACCOUNT,
    accessKeyId: `AKIASAMPLE${name.toUpperCase()}01`,
    userName: name,
  };
}

/** The role of an instance, with the credential the instance holds. */
export function instanceIdentity(role: string, instance: string): Fields {
  const scope = `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${instance}`;
  return {
    type: 'AssumedRole',
    principalId: `AROASAMPLE${role.toUpperCase()}:${instance}`,
    arn: scope,
    accountId: ACCOUNT,
    accessKeyId: `ASIASAMPLE${role.toUpperCase()}01`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: `AROASAMPLE${role.toUpperCase()}`,
        arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      attributes: { creationDate: '2026-03-02T00:00:00Z', mfaAuthenticated: 'false' },
      ec2RoleDelivery: '2.0',
    },
  };
}

/** A stolen instance credential makes a console password for somebody else, who signs in with it. */
export function intrusion(day: string): Fields[] {
  const identity = instanceIdentity('web', 'i-0abcdef1234567890');
  const outside = { userIdentity: identity, sourceIPAddress: '203.0.113.66', userAgent: 'curl/8.5.0' };
  return [
    record(`${day}T02:00:00Z`, {
      ...outside,
      eventSource: 'sts.amazonaws.com',
      eventName: 'GetCallerIdentity',
    }),
    record(`${day}T02:05:00Z`, {
      ...outside,
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateLoginProfile',
      readOnly: false,
      requestParameters: { userName: 'backup', passwordResetRequired: false },
      responseElements: { loginProfile: { userName: 'backup', passwordResetRequired: false } },
    }),
    record(`${day}T02:09:00Z`, {
      userIdentity: { ...userIdentity('backup'), accessKeyId: undefined },
      sourceIPAddress: '203.0.113.66',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      readOnly: false,
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' },
    }),
  ];
}

/** Some days of the same calls, each hour of the working day. */
export function routine(days: readonly string[]): Fields[] {
  return days.flatMap((day) =>
    Array.from({ length: 8 }, (_, hour) => record(`${day}T${String(hour + 9).padStart(2, '0')}:00:00Z`)),
  );
}

/** As delivered: one object with `Records`, compressed when the name ends in `.gz`. */
export function writeRecords(path: string, records: readonly Fields[]): string {
  return writeBytes(path, Buffer.from(JSON.stringify({ Records: records })));
}

export function writeBytes(path: string, bytes: Buffer | string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(bytes) : bytes);
  return path;
}
