/**
 * A key is made for a service account that has none, by an administrator whose session is in other hands or by a poisoned
 * CI job, and used from a network nobody has seen.
 */

import { gcpOf } from '../estate-parts.ts';
import { AGENTS } from '../gcp/agents.ts';
import { subjectOf } from '../gcp/automation.ts';
import { exchangeToken, generateAccessToken, key } from '../gcp/calls.ts';
import type { GcpCaller } from '../gcp/entry.ts';
import { asOutsider, through, withKey } from '../gcp/entry.ts';
import type { Gcp, ServiceAccount } from '../gcp/model.ts';
import { addressIn } from '../networks.ts';
import type { Organisation } from '../organisation.ts';
import { DAY, HOUR, SECOND } from '../rhythm.ts';
import { jobOf } from '../runners.ts';
import type { Campaign, Staging } from '../stage.ts';
import { CloudActs } from './cloud-acts.ts';
import { drawGcpVictim, hijackCommandLine, lookRound, loot, series } from './gcp-intruder.ts';
import { drawIntruder, type Intruder } from './intruder.ts';
import { drawWorkingMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'gcp-service-account-key';

const STEPS = {
  look: { step: 1, what: 'an administrator’s session is used from elsewhere', analytics: ['AN0526'] },
  job: { step: 1, what: 'a poisoned job signs in as jobs do', analytics: [] },
  made: { step: 2, what: 'a key is made for an account that had none', analytics: ['AN1470'] },
  used: { step: 3, what: 'the key is used from elsewhere', analytics: ['AN1470', 'AN0526'] },
  secrets: { step: 4, what: 'it reads secrets', analytics: ['AN1157', 'AN1470'] },
  data: { step: 5, what: 'and data', analytics: [] },
} as const;

export const gcpServiceAccountKey: Campaign = {
  id: ID,
  needs: ['gcp'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const gcp = gcpOf(organisation);
    const log = new Recorder(ID, random);
    const acts = new CloudActs(log, random);
    const intruder = drawIntruder(staging, 'IE');
    const at = drawWorkingMoment(staging, 2, 0);
    const account = random.fork('account').pick(gcp.machines.filter(({ fromDay }) => fromDay === 0)).account;
    const byJob = random.fork('way in').chance(0.5);
    const maker = byJob
      ? poisonedJob(acts, organisation, gcp, at, staging)
      : hijackedAdministrator(acts, organisation, gcp, at, intruder, staging);
    const id = random.fork('key').hex(40);
    const made = at + 6 * intruder.pause;
    acts.gcp(STEPS.made, made, maker, key('Create', account, id));
    use(acts, gcp, account, id, made + (stealthy ? DAY - 3 * HOUR : intruder.pause), intruder, staging);
    return { events: log.events, labels: log.labels };
  },
};

function hijackedAdministrator(
  acts: CloudActs,
  organisation: Organisation,
  gcp: Gcp,
  at: number,
  intruder: Intruder,
  staging: Staging,
): GcpCaller {
  const victim = drawGcpVictim(organisation, staging, 'administrator');
  const looks = ['listAccounts', 'getPolicy', 'listSecrets'] as const;
  const theft = { gcp, victim, intruder, staging };
  const { self, agent } = hijackCommandLine(acts, STEPS.look, at, theft, looks);
  return { ...self, agent: agent('iam.service-accounts.keys.create') };
}

function poisonedJob(
  acts: CloudActs,
  { networks, repositories }: Organisation,
  gcp: Gcp,
  at: number,
  { random }: Staging,
): GcpCaller {
  const repository = random.fork('repository').pick(repositories.slice(0, 4)).name;
  const subject = subjectOf(gcp, repository);
  const ip = addressIn(networks.ci, random.fork('runner').between(0, 60));
  const job = asOutsider(jobOf(repository), ip, AGENTS.ci);
  acts.gcp(STEPS.job, at, job, exchangeToken(gcp.projects.prod, subject));
  acts.gcp(STEPS.job, at + 2 * SECOND, asOutsider(subject, ip, AGENTS.ci), generateAccessToken(gcp.deploy));
  return through([subject], gcp.deploy, { ip, agent: AGENTS.python });
}

function use(
  acts: CloudActs,
  gcp: Gcp,
  account: ServiceAccount,
  id: string,
  at: number,
  intruder: Intruder,
  staging: Staging,
): void {
  const agent = staging.stealthy ? AGENTS.python : AGENTS.intruderPython;
  const caller = withKey(account, id, intruder.ip, agent);
  const looks = staging.stealthy
    ? (['listBuckets'] as const)
    : (['getProject', 'listBuckets', 'listSecrets'] as const);
  lookRound(acts, STEPS.used, at, caller, gcp, intruder, looks, () => agent);
  const found = loot(gcp, staging);
  series(acts, STEPS.secrets, at + 4 * intruder.pause, caller, intruder, found.secrets);
  series(acts, STEPS.data, at + 8 * intruder.pause, caller, intruder, found.data);
}
