/** An engineer who helps themself: one step a day, in working hours, from their own desk and with their own tools. */

import { cli } from '../aws/agents.ts';
import { answerDate } from '../aws/dates.ts';
import { accessKeyId, assumedRole, userWithKey } from '../aws/identity.ts';
import { assumeRole, assumeRoleWithSaml } from '../aws/mint.ts';
import { secretArn } from '../aws/places.ts';
import type { Call, Session } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { addressIn } from '../networks.ts';
import type { Organisation, Person } from '../organisation.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { DAY, HOUR, MINUTE } from '../rhythm.ts';
import type { Campaign, Staging } from '../stage.ts';
import { ownSignIn } from './identity-acts.ts';
import { drawMoment, drawVictim } from './intruder.ts';
import { Recorder } from './recorder.ts';

const ID = 'slow-insider';

const STEPS = {
  role: {
    step: 1,
    what: 'an engineer assumes a role that is none of their business',
    analytics: ['AN0717', 'AN0526'],
  },
  secret: { step: 2, what: 'with it they read a secret', analytics: ['AN1157', 'AN0717'] },
  key: { step: 3, what: 'they make an access key for a service user', analytics: ['AN1470'] },
  use: { step: 4, what: 'and use it from home', analytics: ['AN1470', 'AN0526'] },
  more: { step: 5, what: 'the key reads further secrets', analytics: ['AN1157'] },
} as const;

export const slowInsider: Campaign = {
  id: ID,
  run(organisation, staging) {
    const { random } = staging;
    const log = new Recorder(ID, random);
    const insider = drawVictim(organisation.people, random, ({ duty }) => duty === 'engineer');
    const begin = drawMoment({ ...staging, stealthy: true }, 12, insider.zone);
    // Working days alone, so that nothing is odd about the time; in a hurry they take them one after another.
    const days = workingDays(begin, staging.stealthy ? 2 : 1, 5);
    const desk = addressIn(insider.office, insider.number % 3);
    const [first = begin, second = begin, third = begin, fourth = begin, fifth = begin] = days;
    step(log, organisation, insider, desk, first, staging);
    const reader = step(log, organisation, insider, desk, second - 10 * MINUTE, staging);
    log.act(STEPS.secret, second, reader, secret('payments/processor-key'));
    const key = makeKey(log, organisation, insider, desk, third, staging);
    const withKey = sessionFrom(
      userWithKey(organisation.users.dormant, key),
      addressIn(insider.home, insider.number * 131),
      cli(insider.number, 'sts:GetCallerIdentity'),
    );
    log.act(STEPS.use, fourth + 9 * HOUR, withKey, {
      operation: 'sts:GetCallerIdentity',
      region: HOME_REGION,
    });
    log.act(STEPS.more, fifth + 9 * HOUR, withKey, secret('identity-sync/credentials'));
    return { events: log.events, labels: log.labels };
  },
};

function workingDays(from: number, gap: number, count: number): number[] {
  const days: number[] = [];
  for (let at = from; days.length < count; at += gap * DAY) {
    const weekday = new Date(at).getUTCDay();
    if (weekday === 0 || weekday === 6) at += (weekday === 6 ? 2 : 1) * DAY;
    days.push(at);
  }
  return days;
}

function secret(name: string): Call {
  const request = { secretId: secretArn({ account: ACCOUNTS.shared, region: HOME_REGION }, name) };
  return { operation: 'secretsmanager:GetSecretValue', region: HOME_REGION, request };
}

function signedIn(
  organisation: Organisation,
  insider: Person,
  ip: string,
  at: number,
  { random }: Staging,
): { session: Session; records: ReturnType<typeof assumeRoleWithSaml>['records'] } {
  const role = permissionSet(organisation, ACCOUNTS.prod, 'engineer');
  const userAgent = cli(insider.number, 'sso:GetRoleCredentials');
  const minted = assumeRoleWithSaml(
    random,
    at - 5 * MINUTE,
    { email: insider.email, ip, userAgent },
    {
      role,
      sessionName: insider.email,
      region: HOME_REGION,
      duration: 28_800,
    },
  );
  return {
    session: sessionFrom(assumedRole(minted.session), ip, cli(insider.number, 'sts:AssumeRole')),
    records: minted.records,
  };
}

/** The sign-in before it is their ordinary one; only what they do with it is not. */
function step(
  log: Recorder,
  organisation: Organisation,
  insider: Person,
  ip: string,
  at: number,
  staging: Staging,
): Session {
  const own = signedIn(organisation, insider, ip, at, staging);
  for (const record of own.records) log.events.push({ at: at - 5 * MINUTE, log: 'aws-cloudtrail', record });
  log.events.push(...ownSignIn(organisation, insider, ip, at - 5 * MINUTE, staging));
  const minted = assumeRole(staging.random, at, own.session, {
    role: organisation.roles.vaultReader,
    sessionName: insider.login,
    region: HOME_REGION,
    duration: 3600,
  });
  for (const record of minted.records) log.add(STEPS.role, at, record);
  return sessionFrom(assumedRole(minted.session), ip, cli(insider.number, 'secretsmanager:GetSecretValue'));
}

function makeKey(
  log: Recorder,
  organisation: Organisation,
  insider: Person,
  ip: string,
  at: number,
  staging: Staging,
): string {
  const session = step(log, organisation, insider, ip, at - 10 * MINUTE, staging);
  const key = accessKeyId('AKIA', staging.random);
  const { name } = organisation.users.dormant;
  log.act(
    STEPS.key,
    at,
    { ...session, userAgent: cli(insider.number, 'iam:CreateAccessKey') },
    {
      operation: 'iam:CreateAccessKey',
      region: 'us-east-1',
      request: { userName: name },
      response: {
        accessKey: { userName: name, accessKeyId: key, status: 'Active', createDate: answerDate(at) },
      },
    },
  );
  return key;
}
