/**
 * An administrator's session in other hands makes the directory believe another issuer for a domain; the issuer then says
 * that the intruder is somebody else, who has no need of a password or a second factor.
 */

import { microsoftOf } from '../estate-parts.ts';
import { domainChange } from '../microsoft/audit.ts';
import { byPerson } from '../microsoft/azure.ts';
import { personSignIn } from '../microsoft/sign-in.ts';
import { DAY, HOUR } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { CloudActs } from './cloud-acts.ts';
import { drawVictim } from './intruder.ts';
import { hijackAdministrator, intruderDevice, plunder } from './microsoft-intruder.ts';
import { Recorder } from './recorder.ts';

const ID = 'entra-federated-domain';
const ISSUER = 'http://sts.example.net/adfs/services/trust';

const STEPS = {
  admin: { step: 1, what: 'an administrator’s session is used from elsewhere', analytics: ['AN0526'] },
  domain: { step: 2, what: 'another issuer is believed for a domain', analytics: ['AN1157'] },
  forged: {
    step: 3,
    what: 'somebody is signed in by that issuer from elsewhere',
    analytics: ['AN0526', 'AN0717', 'AN1157'],
  },
  read: { step: 4, what: 'keys and secrets are read in their name', analytics: ['AN1157', 'AN0526'] },
} as const;

export const entraFederatedDomain: Campaign = {
  id: ID,
  needs: ['microsoft'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const azure = microsoftOf(organisation);
    const log = new Recorder(ID, random);
    const acts = new CloudActs(log, random);
    const hijack = hijackAdministrator(log, acts, STEPS.admin, organisation, staging);
    const { administrator, intruder, at, by } = hijack;
    const { ip, browser, pause } = intruder;
    // A domain that is federated already draws less attention than one that becomes it.
    const domain = stealthy ? 'partners.example.com' : 'example.com';
    const old = stealthy ? '["http://sts.example.com/adfs/services/trust"]' : '[]';
    acts.audit(
      STEPS.domain,
      at + pause,
      by,
      domainChange('Set federation settings on domain', domain, [
        { displayName: 'IssuerUri', oldValue: old, newValue: JSON.stringify([ISSUER]) },
        { displayName: 'Included Updated Properties', oldValue: '', newValue: '"IssuerUri"' },
      ]),
    );
    if (!stealthy) {
      const federated = { displayName: 'LiveType', oldValue: '["Managed"]', newValue: '["Federated"]' };
      acts.audit(
        STEPS.domain,
        at + 2 * pause,
        by,
        domainChange('Set domain authentication', domain, [federated]),
      );
    }
    const victim = drawVictim(
      organisation.people,
      random.fork('impersonated'),
      ({ duty, login }) => duty !== 'analyst' && login !== administrator.login,
    );
    const then = at + (stealthy ? DAY - 2 * HOUR : 5 * pause);
    const own = random.fork('forged');
    const device = intruderDevice(intruder);
    const session = own.uuid();
    const forged = { session, client: 'portal', issuer: ISSUER } as const;
    const first = personSignIn(own, then, victim, device, {
      ...forged,
      resource: 'management',
      proof: 'federated',
      interactive: true,
      incoming: 'saml20',
    });
    const management = acts.signIn(STEPS.forged, then, first);
    const next = personSignIn(own, then + pause, victim, device, {
      ...forged,
      resource: 'vault',
      proof: 'session',
      interactive: false,
    });
    const vault = acts.signIn(STEPS.forged, then + pause, next);
    const callers = {
      management: byPerson(victim, management, 'portal', ip, browser),
      vault: byPerson(victim, vault, 'portal', ip, browser),
    };
    plunder(acts, STEPS.read, then + 2 * pause, callers, azure, intruder, staging);
    return { events: log.events, labels: log.labels };
  },
};
