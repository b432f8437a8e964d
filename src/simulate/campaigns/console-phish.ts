/**
 * A person is phished and their sign-in to the console taken over; a dormant user gets a password, signs in with it,
 * and becomes the intruder's own way back.
 */

import { CONSOLE_LOGIN, createLoginProfile, readSecret } from '../aws/calls.ts';
import { assumedRole, userAtSignIn, userInConsole } from '../aws/identity.ts';
import { signInToRole } from '../aws/portal.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { MINUTE, SECOND } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { drawIntruder, drawVictim } from './intruder.ts';
import { drawMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'console-phish';

const STEPS = {
  session: {
    step: 1,
    what: 'an administrator’s sign-in is used from elsewhere',
    analytics: ['AN0717', 'AN0526'],
  },
  password: { step: 2, what: 'a dormant user is given a password', analytics: ['AN1470'] },
  signIn: { step: 3, what: 'the dormant user signs in from the intruder’s network', analytics: ['AN1470'] },
  secret: { step: 4, what: 'a secret is read in that session', analytics: ['AN1157'] },
} as const;

export const consolePhish: Campaign = {
  id: ID,
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const log = new Recorder(ID, random);
    const victim = drawVictim(organisation.people, random, ({ duty }) => duty === 'administrator');
    const intruder = drawIntruder(staging, victim.office.country);
    const at = drawMoment(staging, 3, victim.zone);
    const role = permissionSet(organisation, ACCOUNTS.shared, 'administrator');
    const by = { email: victim.email, ip: intruder.ip, userAgent: intruder.browser };
    const minted = signInToRole(random, at, by, role);
    log.addAll(STEPS.session, at, minted.records);
    const session = sessionFrom(assumedRole(minted.session), intruder.ip, intruder.browser, {
      console: true,
    });
    log.act(STEPS.session, at + 2 * SECOND, session, { ...CONSOLE_LOGIN, region: HOME_REGION });
    log.act(STEPS.session, at + intruder.pause, session, {
      operation: 'iam:ListUsers',
      region: 'us-east-1',
      request: { maxItems: 100 },
    });
    const user = organisation.users.dormant;
    const made = at + 2 * intruder.pause;
    log.act(STEPS.password, made, session, createLoginProfile(user, made));
    const back = made + (stealthy ? 20 * 60 * MINUTE : 9 * MINUTE);
    const place = { account: user.account, region: HOME_REGION };
    log.act(
      STEPS.signIn,
      back,
      sessionFrom(userAtSignIn(user), intruder.ip, intruder.browser),
      CONSOLE_LOGIN,
    );
    const own = sessionFrom(userInConsole(user, back), intruder.ip, intruder.browser, { console: true });
    log.act(STEPS.secret, back + intruder.pause, own, readSecret(place, 'identity-sync/credentials'));
    return { events: log.events, labels: log.labels };
  },
};
