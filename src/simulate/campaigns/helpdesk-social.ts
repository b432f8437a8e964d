/**
 * Somebody calls the help desk as an administrator who lost their telephone. The help desk does its duty; the
 * administrator's account then signs in from elsewhere and makes ways back in.
 */

import { addressIn } from '../networks.ts';
import {
  choosePassword,
  enrol,
  openAdminConsole,
  resetFactors,
  resetPassword,
  signIn,
} from '../okta/acts.ts';
import { oktaId } from '../okta/tenant.ts';
import { browserOf, caller, sessionId, thing, user } from '../okta/users.ts';
import { MINUTE, SECOND } from '../rhythm.ts';
import { helpdesk } from '../staff.ts';
import type { Campaign } from '../stage.ts';
import { drawAdministrator, OktaRecorder, tenantOf } from './identity-acts.ts';
import { drawIntruder, drawVictim } from './intruder.ts';
import { dayIndexOf, drawWorkingMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'helpdesk-social';

const STEPS = {
  reset: { step: 1, what: 'the help desk resets an administrator’s factors', analytics: ['AN1157'] },
  signIn: { step: 2, what: 'the account signs in from the intruder’s network', analytics: ['AN1157'] },
  console: { step: 3, what: 'it opens the admin console', analytics: [] },
  access: { step: 4, what: 'and makes an API token and an account with a role', analytics: ['AN1157'] },
} as const;

export const helpdeskSocial: Campaign = {
  id: ID,
  needs: ['okta'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const tenant = tenantOf(organisation);
    const victim = drawAdministrator(organisation, staging);
    const helper = drawVictim(helpdesk(organisation), random.fork('helper'), () => true);
    const intruder = drawIntruder(staging, victim.office.country);
    // Nobody answers the telephone in the evening.
    const at = drawWorkingMoment({ ...staging, stealthy: true }, 1, helper.zone);
    const { pause } = intruder;
    const log = new Recorder(ID, random);
    const okta = new OktaRecorder(log, organisation, staging);
    const day = dayIndexOf(staging, at);
    const desk = addressIn(helper.office, helper.number % 3);
    const help = caller(helper, desk, browserOf(helper), sessionId(helper, day, 0));
    okta.act(STEPS.reset, at, help, resetFactors(victim));
    if (!stealthy) okta.act(STEPS.reset, at + 40 * SECOND, help, resetPassword(victim));
    const back = at + random.between(3, 12) * MINUTE;
    const self = caller(victim, intruder.ip, intruder.browser, sessionId(victim, day, 92));
    if (!stealthy) okta.act(STEPS.signIn, back, self, choosePassword(victim));
    okta.act(STEPS.signIn, back + 30 * SECOND, self, enrol(victim, ID));
    okta.all(STEPS.signIn, self, signIn({ person: victim, by: self, at: back + MINUTE }));
    okta.act(STEPS.console, back + MINUTE + pause, self, openAdminConsole(victim, tenant.apps.admin));
    const token = { id: oktaId('00T', random), name: stealthy ? 'wiki-export' : random.hex(8) };
    okta.act(STEPS.access, back + 2 * pause, self, {
      type: 'system.api_token.create',
      targets: [thing('Token', token)],
    });
    if (stealthy) return { events: log.events, labels: log.labels };
    const account = { ...user(victim), id: oktaId('00u', random), alternateId: 'it.support2@example.com' };
    okta.act(STEPS.access, back + 3 * pause, self, { type: 'user.lifecycle.create', targets: [account] });
    okta.act(STEPS.access, back + 4 * pause, self, {
      type: 'user.account.privilege.grant',
      targets: [account],
      debug: { privilegeGranted: 'Super administrator' },
    });
    return { events: log.events, labels: log.labels };
  },
};
