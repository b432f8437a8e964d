/**
 * Somebody who may sign in the name of a service account has no need of a key: an engineer's stolen credential has a token
 * signed for an account the engineer never was, and what is done with it shows the account's own key.
 */

import { gcpOf } from '../estate-parts.ts';
import { AGENTS } from '../gcp/agents.ts';
import { sign } from '../gcp/calls.ts';
import { withKey } from '../gcp/entry.ts';
import { systemKeyOf } from '../gcp/keys.ts';
import type { Campaign } from '../stage.ts';
import { CloudActs } from './cloud-acts.ts';
import { drawGcpVictim, hijackCommandLine, lookRound, loot, series } from './gcp-intruder.ts';
import { drawIntruder } from './intruder.ts';
import { drawWorkingMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'signed-jwt';

const STEPS = {
  tried: { step: 1, what: 'an engineer’s stolen credential is used from elsewhere', analytics: ['AN0526'] },
  signed: { step: 2, what: 'it has a token signed for a service account', analytics: ['AN0717', 'AN0526'] },
  used: { step: 3, what: 'the token is used from elsewhere', analytics: ['AN0526', 'AN0717'] },
  secrets: { step: 4, what: 'secrets are read with it', analytics: ['AN1157', 'AN0717'] },
} as const;

export const signedJwt: Campaign = {
  id: ID,
  needs: ['gcp'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const gcp = gcpOf(organisation);
    const log = new Recorder(ID, random);
    const acts = new CloudActs(log, random);
    const victim = drawGcpVictim(organisation, staging, 'engineer');
    const intruder = drawIntruder(staging, victim.office.country);
    const { ip, pause } = intruder;
    const at = drawWorkingMoment(staging, 1, victim.zone);
    const theft = { gcp, victim, intruder, staging };
    const looks = ['listAccounts', 'getPolicy', 'listSecrets'] as const;
    const { self, agent } = hijackCommandLine(acts, STEPS.tried, at, theft, looks);
    const account = random
      .fork('account')
      .pick([gcp.forgotten, ...gcp.pipelines.map(({ writer }) => writer)]);
    const what = random.fork('what').chance(0.6) ? 'SignJwt' : 'SignBlob';
    const command = what === 'SignJwt' ? 'iam.service-accounts.sign-jwt' : 'iam.service-accounts.sign-blob';
    const id = systemKeyOf(account);
    acts.gcp(STEPS.signed, at + 4 * pause, { ...self, agent: agent(command) }, sign(what, account, id));
    const program = stealthy ? AGENTS.python : AGENTS.intruderPython;
    const caller = withKey(account, id, ip, program);
    lookRound(acts, STEPS.used, at + 6 * pause, caller, gcp, intruder, ['listBuckets'], () => program);
    series(acts, STEPS.secrets, at + 8 * pause, caller, intruder, loot(gcp, staging).secrets);
    return { events: log.events, labels: log.labels };
  },
};
