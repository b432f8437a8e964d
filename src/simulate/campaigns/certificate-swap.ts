/**
 * With an administrator's session the intruder adds their own signing certificate to the identity source, and signs
 * in as somebody else with an assertion of their own making.
 */

import { readSecret } from '../aws/calls.ts';
import { assumedRole } from '../aws/identity.ts';
import { signInToRole } from '../aws/portal.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { ACCOUNTS, HOME_REGION, permissionSet } from '../organisation.ts';
import { HOUR } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { drawIntruder, drawVictim } from './intruder.ts';
import { drawMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'certificate-swap';

const STEPS = {
  session: {
    step: 1,
    what: 'an administrator’s session is used from elsewhere',
    analytics: ['AN0717', 'AN0526'],
  },
  certificate: {
    step: 2,
    what: 'a signing certificate is added to the identity source',
    analytics: ['AN1157'],
  },
  impersonated: {
    step: 3,
    what: 'somebody else signs in from the intruder’s network',
    analytics: ['AN0717', 'AN0526'],
  },
  secret: { step: 4, what: 'a secret is read', analytics: ['AN1157', 'AN0717'] },
} as const;

export const certificateSwap: Campaign = {
  id: ID,
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const log = new Recorder(ID, random);
    const administrator = drawVictim(organisation.people, random, ({ duty }) => duty === 'administrator');
    const other = drawVictim(
      organisation.people,
      random.fork('other'),
      ({ duty, login }) => duty === 'engineer' && login !== administrator.login,
    );
    const intruder = drawIntruder(staging, administrator.office.country);
    const at = drawMoment(staging, 2, administrator.zone);
    const signIn = (email: string, account: string, duty: 'administrator' | 'engineer', time: number) => {
      const by = { email, ip: intruder.ip, userAgent: intruder.browser };
      return signInToRole(random, time, by, permissionSet(organisation, account, duty));
    };
    const minted = signIn(administrator.email, ACCOUNTS.shared, 'administrator', at);
    log.addAll(STEPS.session, at, minted.records);
    const console = { console: true };
    const session = sessionFrom(assumedRole(minted.session), intruder.ip, intruder.browser, console);
    const directory = { directoryId: 'd-9067example' };
    log.series(STEPS.certificate, at + intruder.pause, intruder.pause, session, [
      {
        operation: 'sso-directory:ImportExternalIdPCertificate',
        region: HOME_REGION,
        request: { ...directory, certificateUse: 'SIGNING' },
        response: { certificateId: random.uuid() },
      },
    ]);
    const later = at + (stealthy ? 22 * HOUR : HOUR);
    const second = signIn(other.email, ACCOUNTS.prod, 'engineer', later);
    log.addAll(STEPS.impersonated, later, second.records);
    const engineer = sessionFrom(assumedRole(second.session), intruder.ip, intruder.browser, console);
    const place = { account: ACCOUNTS.prod, region: HOME_REGION };
    log.act(STEPS.secret, later + intruder.pause, engineer, readSecret(place, 'payments/processor-key'));
    return { events: log.events, labels: log.labels };
  },
};
