/**
 * A hijacked administrator's session makes an API token, which outlives the session: with it, from elsewhere, client
 * secrets are read and accounts reset.
 */

import { addressIn } from '../networks.ts';
import { openAdminConsole, resetFactors, resetPassword } from '../okta/acts.ts';
import type { OktaCaller } from '../okta/record.ts';
import { oktaId } from '../okta/tenant.ts';
import { application, thing, user } from '../okta/users.ts';
import { DAY, HOUR } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { hijackAdministrator, OktaRecorder, tenantOf } from './identity-acts.ts';
import { drawVictim } from './intruder.ts';
import { Recorder } from './recorder.ts';

const ID = 'okta-api-token';

const STEPS = {
  console: { step: 1, what: 'an administrator’s session is used from elsewhere', analytics: ['AN0526'] },
  token: { step: 2, what: 'it makes an API token', analytics: ['AN1157'] },
  secrets: { step: 3, what: 'with the token client secrets are read', analytics: ['AN1157', 'AN0526'] },
  reset: { step: 4, what: 'and an account is reset', analytics: ['AN1157'] },
} as const;

export const oktaApiToken: Campaign = {
  id: ID,
  needs: ['okta'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const tenant = tenantOf(organisation);
    const { administrator, intruder, at, admin } = hijackAdministrator(
      organisation,
      staging,
      stealthy ? 4 : 1,
    );
    const { pause } = intruder;
    const log = new Recorder(ID, random);
    const okta = new OktaRecorder(log, organisation, staging);
    const token = { id: oktaId('00T', random), name: stealthy ? 'reporting-10' : random.hex(8) };
    okta.act(STEPS.console, at, admin, openAdminConsole(administrator, tenant.apps.admin));
    const targets = [thing('Token', token)];
    okta.act(STEPS.token, at + pause, admin, { type: 'system.api_token.create', targets });
    const elsewhere: OktaCaller = {
      actor: user(administrator),
      ip: addressIn(intruder.network, random.between(3, 500)),
      agent: stealthy ? 'okta-sdk-python/3.1.0 python/3.13.9 Linux' : 'python-requests/2.32.3',
      token: token.id,
    };
    const from = at + 2 * pause + (stealthy ? random.between(1, 3) * DAY : HOUR);
    const apps = [tenant.apps.code, tenant.apps.hr, tenant.apps.wiki].slice(0, stealthy ? 1 : 3);
    for (const [n, app] of apps.entries())
      okta.act(STEPS.secrets, from + n * pause, elsewhere, {
        type: 'app.oauth2.client.read_client_secret',
        targets: [application(app)],
        debug: { requestUri: `/api/v1/apps/${app.id}/credentials/secrets` },
      });
    const victims = stealthy ? 1 : 2;
    for (let n = 0; n < victims; n += 1) {
      const own = random.fork('reset', n);
      const victim = drawVictim(organisation.people, own, (person) => person !== administrator);
      okta.act(STEPS.reset, from + (4 + 2 * n) * pause, elsewhere, resetPassword(victim));
      okta.act(STEPS.reset, from + (5 + 2 * n) * pause, elsewhere, resetFactors(victim));
    }
    return { events: log.events, labels: log.labels };
  },
};
