/** Staying: credentials of a dormant user, and a federation token that would outlive them. */

import { AGENTS } from '../../aws/agents.ts';
import { answerDate } from '../../aws/dates.ts';
import { accessKeyId, federatedUser, userAtSignIn, userInConsole, userWithKey } from '../../aws/identity.ts';
import { secretArn } from '../../aws/places.ts';
import type { Call, Json, Session } from '../../aws/record.ts';
import { sessionFrom } from '../../aws/sessions.ts';
import { addressIn, NETWORKS } from '../../networks.ts';
import type { Organisation } from '../../organisation.ts';
import { HOME_REGION } from '../../organisation.ts';
import type { Random } from '../../random.ts';
import { HOUR, MINUTE, SECOND } from '../../rhythm.ts';
import type { Recorder } from '../recorder.ts';
import { STEPS } from './steps.ts';

/** Returns the new access key of the dormant user. */
export function persist(
  log: Recorder,
  organisation: Organisation,
  from: number,
  vault: Session,
  random: Random,
): string {
  const user = organisation.users.dormant;
  const key = accessKeyId('AKIA', random);
  const changes: readonly (readonly [string, Json, Json])[] = [
    ['iam:ListUsers', { maxItems: 100 }, null],
    [
      'iam:CreateAccessKey',
      { userName: user.name },
      {
        accessKey: {
          userName: user.name,
          accessKeyId: key,
          status: 'Active',
          createDate: answerDate(from + 80 * SECOND),
        },
      },
    ],
    [
      'iam:CreateLoginProfile',
      { userName: user.name, passwordResetRequired: false },
      {
        loginProfile: {
          userName: user.name,
          passwordResetRequired: false,
          createDate: answerDate(from + 160 * SECOND),
        },
      },
    ],
    [
      'iam:AttachUserPolicy',
      { userName: user.name, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      null,
    ],
  ];
  const calls = changes.map(([operation, request, response]) => ({
    operation,
    region: 'us-east-1',
    request,
    response,
  }));
  log.series(STEPS.key, from, 80 * SECOND, vault, calls);
  const other = addressIn(NETWORKS.intruder, 76);
  const withKey = sessionFrom(userWithKey(user, key), other, AGENTS.intruderCli);
  log.act(STEPS.keyUse, from + 4 * MINUTE + 9 * SECOND, withKey, {
    operation: 'sts:GetCallerIdentity',
    region: 'us-east-1',
  });
  log.act(STEPS.keyUse, from + 5 * MINUTE, withKey, {
    operation: 'iam:ListAttachedUserPolicies',
    region: 'us-east-1',
    request: { userName: user.name },
  });
  const signedIn = from + 12 * MINUTE;
  log.act(
    STEPS.keyUse,
    signedIn,
    sessionFrom(userAtSignIn(user), other, AGENTS.intruderBrowser),
    consoleLogin(),
  );
  const inConsole = sessionFrom(userInConsole(user, signedIn), other, AGENTS.intruderBrowser, {
    console: true,
  });
  log.act(STEPS.keyUse, signedIn + 40 * SECOND, inConsole, {
    operation: 'iam:ListRoles',
    region: 'us-east-1',
    request: { maxItems: 100 },
  });
  return key;
}

export function federate(
  log: Recorder,
  organisation: Organisation,
  from: number,
  key: string,
  random: Random,
): void {
  const user = organisation.users.dormant;
  const ip = addressIn(NETWORKS.intruder, 76);
  const name = 'svc-sync';
  const temporary = accessKeyId('ASIA', random);
  const arn = `arn:aws:sts::${user.account}:federated-user/${name}`;
  const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
  log.act(STEPS.federation, from, sessionFrom(userWithKey(user, key), ip, AGENTS.intruderCli), {
    operation: 'sts:GetFederationToken',
    region: 'us-east-1',
    request: { name, policy, durationSeconds: 129_600 },
    response: {
      credentials: { accessKeyId: temporary, expiration: answerDate(from + 36 * HOUR) },
      federatedUser: { federatedUserId: `${user.account}:${name}`, arn },
      packedPolicySize: 4,
    },
  });
  const identity = { ...federatedUser(user, name, from), accessKeyId: temporary };
  const atSignIn = sessionFrom(identity, ip, AGENTS.intruderCli);
  log.act(STEPS.federation, from + 50 * SECOND, atSignIn, {
    operation: 'signin:GetSigninToken',
    region: 'us-east-1',
    eventType: 'AwsConsoleSignIn',
    response: { GetSigninToken: 'Success' },
    extra: { MobileVersion: 'No', MFAUsed: 'No' },
    host: 'signin.aws.amazon.com',
  });
  const browser = { ...atSignIn, userAgent: AGENTS.intruderBrowser };
  log.act(STEPS.federation, from + 75 * SECOND, browser, consoleLogin());
  const clicks: readonly Call[] = [
    { operation: 'secretsmanager:ListSecrets', region: HOME_REGION, request: { maxResults: 100 } },
    {
      operation: 'secretsmanager:GetSecretValue',
      region: HOME_REGION,
      request: {
        secretId: secretArn({ account: user.account, region: HOME_REGION }, 'identity-sync/credentials'),
      },
    },
    {
      operation: 'cloudtrail:DescribeTrails',
      region: HOME_REGION,
      request: { trailNameList: [], includeShadowTrails: true },
    },
  ];
  const inConsole = { ...browser, console: true };
  log.series(STEPS.federation, from + 2 * MINUTE, MINUTE, inConsole, clicks);
  log.act(STEPS.blind, from + 9 * MINUTE, inConsole, {
    operation: 'cloudtrail:StopLogging',
    region: HOME_REGION,
    error: {
      code: 'AccessDenied',
      message: `User: ${arn} is not authorized to perform: cloudtrail:StopLogging with an explicit deny in a service control policy`,
    },
  });
}

function consoleLogin(): Call {
  return {
    operation: 'signin:ConsoleLogin',
    region: 'us-east-1',
    eventType: 'AwsConsoleSignIn',
    response: { ConsoleLogin: 'Success' },
    extra: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: 'No' },
    host: 'signin.aws.amazon.com',
  };
}
