/** Calls that several parts tell of, honest or not, with what AWS answers. Who makes them and when is theirs. */

import { HOUR } from '../rhythm.ts';
import { answerDate } from './dates.ts';
import type { IamUser } from './identity.ts';
import type { Place } from './places.ts';
import { secretArn } from './places.ts';
import type { Call } from './record.ts';

/** An IAM user or a federated one at the sign-in page; people who come through the portal are signed in by region. */
export const CONSOLE_LOGIN: Call = {
  operation: 'signin:ConsoleLogin',
  region: 'us-east-1',
  eventType: 'AwsConsoleSignIn',
  response: { ConsoleLogin: 'Success' },
  extra: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: 'No' },
  host: 'signin.aws.amazon.com',
};

/** Turns a federation token into a link to the console. */
export const GET_SIGNIN_TOKEN: Call = {
  operation: 'signin:GetSigninToken',
  region: 'us-east-1',
  eventType: 'AwsConsoleSignIn',
  response: { GetSigninToken: 'Success' },
  extra: { MobileVersion: 'No', MFAUsed: 'No' },
  host: 'signin.aws.amazon.com',
};

export function readSecret(place: Place, name: string): Call {
  return {
    operation: 'secretsmanager:GetSecretValue',
    region: place.region,
    request: { secretId: secretArn(place, name) },
  };
}

export function createAccessKey({ name: userName }: IamUser, accessKeyId: string, at: number): Call {
  return {
    operation: 'iam:CreateAccessKey',
    region: 'us-east-1',
    request: { userName },
    response: { accessKey: { userName, accessKeyId, status: 'Active', createDate: answerDate(at) } },
  };
}

export function createLoginProfile({ name: userName }: IamUser, at: number): Call {
  return {
    operation: 'iam:CreateLoginProfile',
    region: 'us-east-1',
    request: { userName, passwordResetRequired: false },
    response: { loginProfile: { userName, passwordResetRequired: false, createDate: answerDate(at) } },
  };
}

const EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** A token with every right the user has, for as long as there are: a day and a half. */
export function getFederationToken(user: IamUser, name: string, accessKeyId: string, at: number): Call {
  return {
    operation: 'sts:GetFederationToken',
    region: 'us-east-1',
    request: { name, policy: EVERYTHING, durationSeconds: 129_600 },
    response: {
      credentials: { accessKeyId, expiration: answerDate(at + 36 * HOUR) },
      federatedUser: {
        federatedUserId: `${user.account}:${name}`,
        arn: `arn:aws:sts::${user.account}:federated-user/${name}`,
      },
      packedPolicySize: 4,
    },
  };
}
