/**
 * A developer's stolen command-line credential becomes a service account, which becomes a forgotten one that may do nearly
 * everything; that one reads secrets and data, and is made to last by a grant.
 */

import { gcpOf } from '../estate-parts.ts';
import { generateAccessToken, setAccountPolicy } from '../gcp/calls.ts';
import { through } from '../gcp/entry.ts';
import type { Campaign } from '../stage.ts';
import { CloudActs } from './cloud-acts.ts';
import { drawGcpVictim, hijackCommandLine, loot, series } from './gcp-intruder.ts';
import { drawIntruder } from './intruder.ts';
import { drawWorkingMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'gcp-impersonation-chain';

const STEPS = {
  tried: { step: 1, what: 'a developer’s stolen credential is used from elsewhere', analytics: ['AN0526'] },
  first: { step: 2, what: 'it mints a token of a service account', analytics: ['AN0717', 'AN0526'] },
  second: {
    step: 3,
    what: 'which mints one of a forgotten account that may do nearly everything',
    analytics: ['AN0717', 'AN0526'],
  },
  secrets: { step: 4, what: 'secrets are read', analytics: ['AN1157', 'AN0717'] },
  data: { step: 5, what: 'data is read', analytics: [] },
  stay: {
    step: 6,
    what: 'the right to mint tokens of the account is given away',
    analytics: ['AN0717', 'AN1157'],
  },
} as const;

export const gcpImpersonationChain: Campaign = {
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
    const looks = ['listProjects', 'listAccounts', 'getPolicy'] as const;
    const { self, agent } = hijackCommandLine(acts, STEPS.tried, at, theft, looks);
    const mint = agent('auth.print-access-token');
    // Engineers are this account every day; only who is in a hurry takes one they never were.
    const middle = stealthy ? gcp.developer : random.fork('account').pick(gcp.pipelines).transform;
    acts.gcp(STEPS.first, at + 4 * pause, { ...self, agent: mint }, generateAccessToken(middle));
    const as = through([victim.email], middle, { ip, agent: mint });
    acts.gcp(STEPS.second, at + 5 * pause, as, generateAccessToken(gcp.forgotten, stealthy ? 3600 : 43_200));
    const top = through([victim.email, middle.email], gcp.forgotten, {
      ip,
      agent: agent('secrets.versions.access'),
    });
    const found = loot(gcp, staging);
    series(acts, STEPS.secrets, at + 7 * pause, top, intruder, found.secrets);
    series(acts, STEPS.data, at + 11 * pause, { ...top, agent: agent('storage.cp') }, intruder, found.data);
    const member = `user:${stealthy ? victim.email : 'platform.backup@example.net'}`;
    acts.gcp(
      STEPS.stay,
      at + 16 * pause,
      { ...top, agent: agent('iam.service-accounts.add-iam-policy-binding') },
      setAccountPolicy(gcp.forgotten, [
        { action: 'ADD', role: 'roles/iam.serviceAccountTokenCreator', member },
      ]),
    );
    return { events: log.events, labels: log.labels };
  },
};
