/**
 * Somebody signs in as every morning, and what their browser got for it is copied: the same session fetches tokens from
 * another network and an unknown device, and reads keys and secrets in Azure.
 */

import { microsoftOf } from '../estate-parts.ts';
import { AGENTS } from '../microsoft/agents.ts';
import { byPerson } from '../microsoft/azure.ts';
import type { Device } from '../microsoft/sign-in.ts';
import { personSignIn } from '../microsoft/sign-in.ts';
import type { Campaign } from '../stage.ts';
import { CloudActs } from './cloud-acts.ts';
import { drawIntruder, drawVictim } from './intruder.ts';
import { intruderDevice, ordinarySignIn, plunder } from './microsoft-intruder.ts';
import { drawWorkingMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'token-replay';

const STEPS = {
  replay: {
    step: 1,
    what: 'a session fetches tokens from another network and device',
    analytics: ['AN0526', 'AN0717'],
  },
  read: { step: 2, what: 'with them keys and secrets are read', analytics: ['AN1157', 'AN0526'] },
} as const;

export const tokenReplay: Campaign = {
  id: ID,
  needs: ['microsoft'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const azure = microsoftOf(organisation);
    const log = new Recorder(ID, random);
    const acts = new CloudActs(log, random);
    const victim = drawVictim(
      organisation.people,
      random,
      ({ duty, number }) => duty === 'administrator' || (duty === 'engineer' && number % 5 >= 3),
    );
    const intruder = drawIntruder(staging, victim.office.country);
    const { ip, pause } = intruder;
    const at = drawWorkingMoment(staging, 1, victim.zone);
    const session = ordinarySignIn(log, victim, at, staging);
    const own = random.fork('replay');
    const client = stealthy ? 'portal' : 'cli';
    const agent = stealthy ? intruder.browser : AGENTS.intruderCli;
    const device: Device = { ...intruderDevice(intruder), userAgent: agent };
    const fetch = (resource: 'graph' | 'management' | 'vault', then: number) => {
      const how = { client, resource, session, proof: 'session', interactive: false } as const;
      return acts.signIn(STEPS.replay, then, personSignIn(own, then, victim, device, how));
    };
    if (!stealthy) fetch('graph', at);
    const callers = {
      management: byPerson(victim, fetch('management', at + pause), client, ip, agent),
      vault: byPerson(victim, fetch('vault', at + 2 * pause), client, ip, agent),
    };
    plunder(acts, STEPS.read, at + 3 * pause, callers, azure, intruder, staging);
    return { events: log.events, labels: log.labels };
  },
};
