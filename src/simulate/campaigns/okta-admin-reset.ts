/**
 * An Okta administrator's session is taken over. With it a victim gets a new password and loses their factors; the
 * intruder signs in as the victim, and from Okta goes on to AWS.
 */

import { readSecret } from '../aws/calls.ts';
import { assumedRole } from '../aws/identity.ts';
import { signInToRole } from '../aws/portal.ts';
import { sessionFrom } from '../aws/sessions.ts';
import {
  choosePassword,
  enrol,
  open,
  openAdminConsole,
  resetFactors,
  resetPassword,
  signIn,
} from '../okta/acts.ts';
import { caller, sessionId } from '../okta/users.ts';
import type { Organisation, Person } from '../organisation.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import type { Random } from '../random.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { hijackAdministrator, OktaRecorder, tenantOf } from './identity-acts.ts';
import { drawVictim, type Intruder } from './intruder.ts';
import { dayIndexOf } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'okta-admin-reset';

const STEPS = {
  console: { step: 1, what: 'an administrator’s session is used from elsewhere', analytics: ['AN0526'] },
  password: { step: 2, what: 'it sets a victim’s password', analytics: ['AN1157'] },
  factors: { step: 3, what: 'and takes their factors away', analytics: ['AN1157'] },
  signIn: { step: 4, what: 'the intruder signs in as the victim', analytics: ['AN1157'] },
  cloud: { step: 5, what: 'and goes on to AWS', analytics: [] },
  secret: { step: 6, what: 'where secrets are read', analytics: ['AN1157', 'AN0717'] },
} as const;

export const oktaAdminReset: Campaign = {
  id: ID,
  needs: ['okta'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const tenant = tenantOf(organisation);
    const { administrator, intruder, at, admin } = hijackAdministrator(organisation, staging, 2);
    const victim = drawVictim(
      organisation.people,
      random,
      (person) => person !== administrator && ['engineer', 'security'].includes(person.duty),
    );
    const { pause } = intruder;
    const log = new Recorder(ID, random);
    const okta = new OktaRecorder(log, organisation, staging);
    okta.act(STEPS.console, at, admin, openAdminConsole(administrator, tenant.apps.admin));
    okta.act(STEPS.password, at + pause, admin, resetPassword(victim));
    okta.act(STEPS.factors, at + 2 * pause, admin, resetFactors(victim));
    const back = at + 3 * pause + (stealthy ? random.between(1, 3) * HOUR : 0);
    const session = sessionId(victim, dayIndexOf(staging, back), 90);
    const self = caller(victim, intruder.ip, intruder.browser, session);
    okta.act(STEPS.signIn, back, self, choosePassword(victim));
    okta.act(STEPS.signIn, back + MINUTE, self, enrol(victim, ID));
    okta.all(STEPS.signIn, self, signIn({ person: victim, by: self, at: back + 2 * MINUTE }));
    const onward = back + 3 * MINUTE + pause;
    okta.act(STEPS.cloud, onward, self, open(victim, tenant.apps.aws));
    const names = ['payments/processor-key', 'orders-api/credentials'].slice(0, stealthy ? 1 : 2);
    readSecrets(log, organisation, { victim, intruder, from: onward, names }, random);
    return { events: log.events, labels: log.labels };
  },
};

interface Reading {
  readonly victim: Person;
  readonly intruder: Intruder;
  readonly from: number;
  readonly names: readonly string[];
}

function readSecrets(
  log: Recorder,
  organisation: Organisation,
  { victim, intruder, from, names }: Reading,
  random: Random,
): void {
  const role = permissionSet(organisation, ACCOUNTS.prod, victim.duty);
  const by = { email: victim.email, ip: intruder.ip, userAgent: intruder.browser };
  const minted = signInToRole(random, from + 2000, by, role);
  log.addAll(STEPS.cloud, from + 2000, minted.records);
  const agent = intruder.agent('secretsmanager:GetSecretValue');
  const session = sessionFrom(assumedRole(minted.session), intruder.ip, agent);
  const place = { account: ACCOUNTS.prod, region: HOME_REGION };
  const reads = names.map((name) => readSecret(place, name));
  log.series(STEPS.secret, from + intruder.pause, intruder.pause, session, reads);
}
