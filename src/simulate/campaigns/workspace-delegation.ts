/**
 * A Workspace administrator is taken over. An API client gets domain-wide delegation and the single sign-on profile is
 * turned; the client then reads other people's files without anybody's consent.
 */

import { addressIn } from '../networks.ts';
import { DAY, HOUR, MINUTE } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { adminAct, client, documentOf, driveAct, loginSuccess, tokenActivity } from '../workspace/acts.ts';
import { actorOf, DOMAIN } from '../workspace/record.ts';
import { drawAdministrator, workspaceAct } from './identity-acts.ts';
import { drawIntruder, drawVictim } from './intruder.ts';
import { drawWorkingMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'workspace-delegation';

const STEPS = {
  signIn: { step: 1, what: 'an administrator’s account signs in from elsewhere', analytics: [] },
  delegation: { step: 2, what: 'an API client may act as anybody', analytics: ['AN1157'] },
  profile: { step: 3, what: 'the single sign-on profile is turned', analytics: ['AN1157'] },
  files: { step: 4, what: 'the client reads files in other people’s names', analytics: ['AN0526'] },
} as const;

export const workspaceDelegation: Campaign = {
  id: ID,
  needs: ['workspace'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const administrator = drawAdministrator(organisation, staging);
    const intruder = drawIntruder(staging, administrator.office.country);
    const at = drawWorkingMoment(staging, stealthy ? 3 : 1, administrator.zone);
    const { pause } = intruder;
    const log = new Recorder(ID, random);
    const admin = { actor: actorOf(administrator), ip: intruder.ip };
    const act = workspaceAct.bind(undefined, log, staging);
    act(STEPS.signIn, at, admin, loginSuccess(administrator, !stealthy && random.chance(0.5)));
    const app = client(stealthy ? `Backup ${random.between(2, 9)}` : random.hex(10), [
      'drive.readonly',
      ...(stealthy ? [] : ['gmail.readonly', 'admin.directory.user']),
    ]);
    const authorised = adminAct('AUTHORIZE_API_CLIENT_ACCESS', 'DOMAIN_SETTINGS', [
      ['API_CLIENT_NAME', app.id],
      ['API_SCOPES', app.scopes],
      ['DOMAIN_NAME', DOMAIN],
    ]);
    act(STEPS.delegation, at + pause, admin, authorised);
    const profile = adminAct('INBOUND_SSO_PROFILE_UPDATED', 'SECURITY_SETTINGS', [
      ['INBOUND_SSO_PROFILE_NAME', 'Okta'],
    ]);
    act(STEPS.profile, at + 2 * pause, admin, profile);
    const from = at + 3 * pause + (stealthy ? random.between(1, 2) * DAY : HOUR);
    const ip = addressIn(intruder.network, random.between(3, 500));
    for (let n = 0; n < (stealthy ? 2 : 5); n += 1) {
      const own = random.fork('victim', n);
      const victim = drawVictim(organisation.people, own, (person) => person !== administrator);
      const by = {
        actor: actorOf(victim, { oauthClientId: app.id, applicationName: app.name }),
        ip,
      };
      const time = from + n * 3 * pause;
      act(STEPS.files, time, by, tokenActivity(app, 'drive.files.list'));
      for (let i = 1; i <= (stealthy ? 2 : 6); i += 1) {
        const file = documentOf(Math.floor(victim.number / 8), own.between(0, 40), victim);
        act(STEPS.files, time + i * (stealthy ? 5 * MINUTE : 4000), by, driveAct('download', file));
      }
    }
    return { events: log.events, labels: log.labels };
  },
};
