/**
 * A stolen long-term key asks for a federation token with every right; the theft is noticed and the key deleted, and
 * the token lives on, up to a day and a half.
 */

import { CONSOLE_LOGIN, GET_SIGNIN_TOKEN, getFederationToken, readSecret } from '../aws/calls.ts';
import { accessKeyId, assumedRole, federatedUser, userWithKey } from '../aws/identity.ts';
import { signInToRole } from '../aws/portal.ts';
import { cloudTrailRecord } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { addressIn } from '../networks.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { drawIntruder, drawVictim } from './intruder.ts';
import { drawMoment } from './moments.ts';
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
    const withKey = sessionFrom(
      userWithKey(user, key.id),
      intruder.ip,
      intruder.agent('sts:GetFederationToken'),
    );
    log.act(STEPS.token, at, withKey, getFederationToken(user, name, temporary, at));
    const identity = { ...federatedUser(user, name, at), accessKeyId: temporary };
    const federated = sessionFrom(identity, intruder.ip, intruder.agent('signin:GetSigninToken'));
    log.act(STEPS.console, at + intruder.pause, federated, GET_SIGNIN_TOKEN);
    const browser = { ...federated, userAgent: intruder.browser };
    log.act(STEPS.console, at + intruder.pause + MINUTE, browser, CONSOLE_LOGIN);
    const events = deleteKey(organisation, user.name, key.id, at + 5 * HOUR, staging);
    const place = { account: user.account, region: HOME_REGION };
    log.series(STEPS.after, at + 9 * HOUR, intruder.pause, { ...browser, console: true }, [
      { operation: 'secretsmanager:ListSecrets', region: HOME_REGION, request: { maxResults: 100 } },
      readSecret(place, 'payments/processor-key'),
    ]);
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
  const by = { email, ip: addressIn(office, number % 3), userAgent: 'AWS Internal' };
  const role = permissionSet(organisation, ACCOUNTS.prod, 'administrator');
  const minted = signInToRole(own, at - 10 * MINUTE, by, role);
  const session = sessionFrom(assumedRole(minted.session), by.ip, by.userAgent, { console: true });
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
