/** An engineer who helps themself: one step a day, in working hours, from their own desk and with their own tools. */

import { cli } from '../aws/agents.ts';
import { createAccessKey, readSecret } from '../aws/calls.ts';
import { accessKeyId, assumedRole, userWithKey } from '../aws/identity.ts';
import { assumeRole } from '../aws/mint.ts';
import { signInToRole } from '../aws/portal.ts';
import type { Session } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { addressIn } from '../networks.ts';
import type { Organisation, Person } from '../organisation.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { DAY, HOUR, MINUTE } from '../rhythm.ts';
import type { Campaign, Staging } from '../stage.ts';
import { ownSignIn } from './identity-acts.ts';
import { drawVictim } from './intruder.ts';
import { drawMoment } from './moments.ts';
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

const SECRETS = { account: ACCOUNTS.shared, region: HOME_REGION };

export const slowInsider: Campaign = {
  id: ID,
  run(organisation, staging) {
    const { random } = staging;
    const log = new Recorder(ID, random);
    const insider = drawVictim(organisation.people, random, ({ duty }) => duty === 'engineer');
    const begin = drawMoment({ ...staging, stealthy: true }, 12, insider.zone);
    // Working days alone, so that nothing is odd about the time; in a hurry they take them one after another.
    const days = workingDays(begin, staging.stealthy ? 2 : 1, 5);
    const [first = begin, second = begin, third = begin, fourth = begin, fifth = begin] = days;
    takeRole(log, organisation, insider, first, staging);
    const reader = takeRole(log, organisation, insider, second - 10 * MINUTE, staging);
    log.act(STEPS.secret, second, reader, readSecret(SECRETS, 'payments/processor-key'));
    const maker = takeRole(log, organisation, insider, third - 10 * MINUTE, staging);
    const user = organisation.users.dormant;
    const key = accessKeyId('AKIA', random);
    const making = { ...maker, userAgent: cli(insider.number, 'iam:CreateAccessKey') };
    log.act(STEPS.key, third, making, createAccessKey(user, key, third));
    const home = addressIn(insider.home, insider.number * 131);
    const operation = 'sts:GetCallerIdentity';
    const withKey = sessionFrom(userWithKey(user, key), home, cli(insider.number, operation));
    log.act(STEPS.use, fourth + 9 * HOUR, withKey, { operation, region: HOME_REGION });
    log.act(STEPS.more, fifth + 9 * HOUR, withKey, readSecret(SECRETS, 'identity-sync/credentials'));
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

/** The sign-in before it is their ordinary one, from their desk; only what they do with it is not. */
function takeRole(
  log: Recorder,
  organisation: Organisation,
  insider: Person,
  at: number,
  staging: Staging,
): Session {
  const { random } = staging;
  const ip = addressIn(insider.office, insider.number % 3);
  const agent = (operation: string): string => cli(insider.number, operation);
  const earlier = at - 5 * MINUTE;
  const by = { email: insider.email, ip, userAgent: agent('sso:GetRoleCredentials') };
  const own = signInToRole(random, earlier, by, permissionSet(organisation, ACCOUNTS.prod, 'engineer'));
  for (const record of own.records) log.events.push({ at: earlier, log: 'aws-cloudtrail', record });
  log.events.push(...ownSignIn(organisation, insider, ip, earlier, staging));
  const engineer = sessionFrom(assumedRole(own.session), ip, agent('sts:AssumeRole'));
  const minted = assumeRole(random, at, engineer, {
    role: organisation.roles.vaultReader,
    sessionName: insider.login,
    region: HOME_REGION,
    duration: 3600,
  });
  log.addAll(STEPS.role, at, minted.records);
  return sessionFrom(assumedRole(minted.session), ip, agent('secretsmanager:GetSecretValue'));
}
