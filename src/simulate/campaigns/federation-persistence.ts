/**
 * A stolen long-term key asks for a federation token with every right; the theft is noticed and the key deleted, and
 * the token lives on, up to a day and a half.
 */

import { answerDate } from '../aws/dates.ts';
import { accessKeyId, assumedRole, federatedUser, userWithKey } from '../aws/identity.ts';
import { assumeRoleWithSaml } from '../aws/mint.ts';
import { secretArn } from '../aws/places.ts';
import { cloudTrailRecord } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { addressIn } from '../networks.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { CONSOLE_LOGIN } from './console-phish.ts';
import { drawIntruder, drawMoment, drawVictim } from './intruder.ts';
import { Recorder } from './recorder.ts';

const ID = 'federation-persistence';

const STEPS = {
  token: {
    step: 1,
    what: 'a stolen key mints a federation token with every right',
    analytics: ['AN0717', 'AN0526'],
  },
  console: { step: 2, what: 'the token signs in to the console', analytics: ['AN0717', 'AN0526'] },
  after: { step: 3, what: 'the token is used after its key is gone', analytics: ['AN0526', 'AN0717'] },
} as const;

const EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

export const federationPersistence: Campaign = {
  id: ID,
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const log = new Recorder(ID, random);
    const intruder = drawIntruder(staging);
    const at = drawMoment(staging, 3);
    const key = organisation.keys.find(({ user }) => user.id === organisation.users.exporter.id);
    if (key === undefined) throw new RangeError('no user with a long-term key');
    const { user } = key;
    const name = stealthy ? 'metrics' : 'admin';
    const temporary = accessKeyId('ASIA', random);
    const arn = `arn:aws:sts::${user.account}:federated-user/${name}`;
    const withKey = sessionFrom(
      userWithKey(user, key.id),
      intruder.ip,
      intruder.agent('sts:GetFederationToken'),
    );
    log.act(STEPS.token, at, withKey, {
      operation: 'sts:GetFederationToken',
      region: 'us-east-1',
      request: { name, policy: EVERYTHING, durationSeconds: 129_600 },
      response: {
        credentials: { accessKeyId: temporary, expiration: answerDate(at + 36 * HOUR) },
        federatedUser: { federatedUserId: `${user.account}:${name}`, arn },
        packedPolicySize: 4,
      },
    });
    const identity = { ...federatedUser(user, name, at), accessKeyId: temporary };
    const federated = sessionFrom(identity, intruder.ip, intruder.agent('signin:GetSigninToken'));
    log.act(STEPS.console, at + intruder.pause, federated, {
      operation: 'signin:GetSigninToken',
      region: 'us-east-1',
      eventType: 'AwsConsoleSignIn',
      response: { GetSigninToken: 'Success' },
      extra: { MobileVersion: 'No', MFAUsed: 'No' },
      host: 'signin.aws.amazon.com',
    });
    const browser = { ...federated, userAgent: intruder.browser };
    log.act(STEPS.console, at + intruder.pause + MINUTE, browser, CONSOLE_LOGIN);
    const events = deleteKey(organisation, user.name, key.id, at + 5 * HOUR, staging);
    const reads = ['secretsmanager:ListSecrets', 'secretsmanager:GetSecretValue'].map((operation) => ({
      operation,
      region: HOME_REGION,
      request: operation.endsWith('Value')
        ? { secretId: secretArn({ account: user.account, region: HOME_REGION }, 'payments/processor-key') }
        : { maxResults: 100 },
    }));
    log.series(STEPS.after, at + 9 * HOUR, intruder.pause, { ...browser, console: true }, reads);
    return { events: [...log.events, ...events], labels: log.labels };
  },
};

/** An administrator deletes the key: honest work, which ends nothing. */
function deleteKey(
  organisation: Parameters<Campaign['run']>[0],
  userName: string,
  accessKey: string,
  at: number,
  { random }: Parameters<Campaign['run']>[1],
) {
  const own = random.fork('deletion');
  const { email, office, number } = drawVictim(
    organisation.people,
    own,
    ({ duty }) => duty === 'administrator',
  );
  const from = { email, ip: addressIn(office, number % 3), userAgent: 'AWS Internal' };
  const role = permissionSet(organisation, ACCOUNTS.prod, 'administrator');
  const minted = assumeRoleWithSaml(own, at - 10 * MINUTE, from, {
    role,
    sessionName: email,
    region: HOME_REGION,
    duration: 28_800,
  });
  const session = sessionFrom(assumedRole(minted.session), from.ip, from.userAgent, { console: true });
  const call = {
    operation: 'iam:DeleteAccessKey',
    region: 'us-east-1',
    request: { userName, accessKeyId: accessKey },
  };
  const timed = [
    ...minted.records.map((record) => ({ at: at - 10 * MINUTE, record })),
    { at, record: cloudTrailRecord(own, at, session, call) },
  ];
  return timed.map((each) => ({ ...each, log: 'aws-cloudtrail' as const }));
}
