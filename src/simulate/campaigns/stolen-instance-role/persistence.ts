/** Staying: credentials of a dormant user, and a federation token that would outlive them. */

import { AGENTS } from '../../aws/agents.ts';
import {
  CONSOLE_LOGIN,
  createAccessKey,
  createLoginProfile,
  GET_SIGNIN_TOKEN,
  getFederationToken,
  readSecret,
} from '../../aws/calls.ts';
import { accessKeyId, federatedUser, userAtSignIn, userInConsole, userWithKey } from '../../aws/identity.ts';
import type { Call, Session } from '../../aws/record.ts';
import { sessionFrom } from '../../aws/sessions.ts';
import { addressIn, NETWORKS } from '../../networks.ts';
import type { Organisation } from '../../organisation.ts';
import { HOME_REGION } from '../../organisation.ts';
import type { Random } from '../../random.ts';
import { MINUTE, SECOND } from '../../rhythm.ts';
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
  const pause = 80 * SECOND;
  const calls: readonly Call[] = [
    { operation: 'iam:ListUsers', region: 'us-east-1', request: { maxItems: 100 } },
    createAccessKey(user, key, from + pause),
    createLoginProfile(user, from + 2 * pause),
    {
      operation: 'iam:AttachUserPolicy',
      region: 'us-east-1',
      request: { userName: user.name, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    },
  ];
  log.series(STEPS.key, from, pause, vault, calls);
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
    CONSOLE_LOGIN,
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
  const withKey = sessionFrom(userWithKey(user, key), ip, AGENTS.intruderCli);
  log.act(STEPS.federation, from, withKey, getFederationToken(user, name, temporary, from));
  const identity = { ...federatedUser(user, name, from), accessKeyId: temporary };
  const atSignIn = sessionFrom(identity, ip, AGENTS.intruderCli);
  log.act(STEPS.federation, from + 50 * SECOND, atSignIn, GET_SIGNIN_TOKEN);
  const browser = { ...atSignIn, userAgent: AGENTS.intruderBrowser };
  log.act(STEPS.federation, from + 75 * SECOND, browser, CONSOLE_LOGIN);
  const clicks: readonly Call[] = [
    { operation: 'secretsmanager:ListSecrets', region: HOME_REGION, request: { maxResults: 100 } },
    readSecret({ account: user.account, region: HOME_REGION }, 'identity-sync/credentials'),
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
      message: `User: ${identity.arn} is not authorized to perform: cloudtrail:StopLogging with an explicit deny in a service control policy`,
    },
  });
}
