/**
 * With an administrator's session an identity provider of the intruder's is added and switched on, and sign-ins are
 * routed to it. Then it vouches for another administrator, who makes themself at home.
 */

import { openAdminConsole, signIn } from '../okta/acts.ts';
import { oktaId } from '../okta/tenant.ts';
import { caller, sessionId, thing, user } from '../okta/users.ts';
import { DAY, MINUTE } from '../rhythm.ts';
import { administrators } from '../staff.ts';
import type { Campaign } from '../stage.ts';
import { hijackAdministrator, OktaRecorder, tenantOf } from './identity-acts.ts';
import { drawVictim } from './intruder.ts';
import { dayIndexOf } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'hostile-idp';

const STEPS = {
  console: { step: 1, what: 'an administrator’s session is used from elsewhere', analytics: ['AN0526'] },
  provider: { step: 2, what: 'an identity provider is added and switched on', analytics: ['AN1157'] },
  routing: { step: 3, what: 'sign-ins are routed to it', analytics: ['AN1157'] },
  vouched: { step: 4, what: 'it vouches for an administrator', analytics: ['AN1157'] },
  access: { step: 5, what: 'who opens the admin console and gives away a role', analytics: [] },
} as const;

export const hostileIdp: Campaign = {
  id: ID,
  needs: ['okta'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const tenant = tenantOf(organisation);
    const { administrator, intruder, at, admin } = hijackAdministrator(
      organisation,
      staging,
      stealthy ? 3 : 1,
    );
    const target = drawVictim(
      administrators(organisation),
      random.fork('vouched for'),
      (person) => person !== administrator,
    );
    const { pause } = intruder;
    const log = new Recorder(ID, random);
    const okta = new OktaRecorder(log, organisation, staging);
    const name = stealthy ? 'Contractor IdP (new)' : `idp-${random.hex(6)}`;
    const idp = { id: oktaId('0oa', random), name };
    const targets = [thing('IdentityProvider', idp)];
    okta.act(STEPS.console, at, admin, openAdminConsole(administrator, tenant.apps.admin));
    okta.act(STEPS.provider, at + pause, admin, { type: 'system.idp.lifecycle.create', targets });
    okta.act(STEPS.provider, at + pause + MINUTE, admin, { type: 'system.idp.lifecycle.activate', targets });
    okta.act(STEPS.routing, at + 2 * pause, admin, {
      type: 'policy.rule.add',
      targets: [
        thing('PolicyEntity', tenant.routing, { detailEntry: { policyType: 'IdpDiscovery' } }),
        thing('PolicyRule', { id: oktaId('0pr', random), name: `Route to ${name}` }),
      ],
    });
    const back = at + 3 * pause + (stealthy ? random.between(1, 2) * DAY : 0);
    const session = sessionId(target, dayIndexOf(staging, back), 91);
    const self = caller(target, intruder.ip, intruder.browser, session);
    okta.all(STEPS.vouched, self, signIn({ person: target, by: self, at: back, through: idp }));
    okta.act(STEPS.access, back + MINUTE, self, openAdminConsole(target, tenant.apps.admin));
    const gift = drawVictim(organisation.people, random.fork('gift'), ({ duty }) => duty === 'engineer');
    okta.act(STEPS.access, back + MINUTE + pause, self, {
      type: 'user.account.privilege.grant',
      targets: [user(gift)],
      debug: { privilegeGranted: stealthy ? 'Application administrator' : 'Super administrator' },
    });
    return { events: log.events, labels: log.labels };
  },
};
