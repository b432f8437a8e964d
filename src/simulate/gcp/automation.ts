/**
 * Programs at Google Cloud: machines with the account attached to them, pipelines that act through others, CI that
 * trades its own token for an account's, Terraform that renews keys, and what uses those keys from elsewhere.
 */

import { gcpOf } from '../estate-parts.ts';
import { addressIn } from '../networks.ts';
import type { Random } from '../random.ts';
import { burst, DAY, HOUR, MINUTE, SECOND, sittings, ticks, traffic } from '../rhythm.ts';
import { jobOf, runnerAddress } from '../runners.ts';
import type { Behaviour, Stage } from '../stage.ts';
import { WORLD } from '../world.ts';
import { AGENTS } from './agents.ts';
import type { PlainCall } from './calls.ts';
import {
  accessSecret,
  exchangeToken,
  generateAccessToken,
  key,
  object,
  plain,
  query,
  setProjectPolicy,
  sign,
} from './calls.ts';
import type { GcpCall, GcpCaller } from './entry.ts';
import { asAttached, asOutsider, through, withKey } from './entry.ts';
import { keyAt, keyOn, RENEWAL, systemKeyOf } from './keys.ts';
import type { Gcp, GcpMachine, KeyHolder, Pipeline, ServiceAccount } from './model.ts';
import { writeCall, writeCalls } from './write.ts';

export const gcpMachines: Behaviour = (stage) => {
  for (const machine of gcpOf(stage.organisation).machines) {
    if (stage.day.index < machine.fromDay || stage.day.index > machine.toDay) continue;
    serve(stage, machine, stage.random.fork(machine.name));
  }
};

/** Data goes over the private network; calls of the control plane leave through the gateway now and then. */
function serve(stage: Stage, machine: GcpMachine, random: Random): void {
  const { project } = machine.account;
  const inside = asAttached(machine.account, AGENTS[machine.program]);
  const outside = asAttached(machine.account, AGENTS[machine.program], addressIn(WORLD.gcpNat, 0));
  for (const at of traffic(stage.day, random.between(8, 14), random)) {
    // Links to pictures are signed with the account's own key.
    const signs = machine.program === 'node' && random.chance(0.15);
    const call = signs
      ? sign('SignBlob', machine.account, systemKeyOf(machine.account))
      : random.chance(0.6)
        ? accessSecret(project, machine.secret)
        : plain(random.pick(['listTopics', 'getInstance', 'readLogs']), project);
    writeCall(stage, random, at, random.chance(0.85) ? inside : outside, call);
  }
  if (!stage.dataEvents) return;
  for (const at of traffic(stage.day, random.between(8, 16), random)) {
    const verb = random.pick(['get', 'get', 'list', 'create'] as const);
    writeCall(stage, random, at, inside, object(verb, project, machine.bucket, `day/${random.hex(6)}`));
  }
}

/** Three times a day: the orchestrator becomes the transformer, which becomes the writer of the warehouse. */
export const gcpPipelines: Behaviour = (stage) => {
  for (const pipeline of gcpOf(stage.organisation).pipelines) {
    const random = stage.random.fork(pipeline.name);
    for (const at of ticks(stage.day, 8 * HOUR, random)) runPipeline(stage, pipeline, at, random);
  }
};

function runPipeline(stage: Stage, pipeline: Pipeline, at: number, random: Random): void {
  const { orchestrator, transform, writer } = pipeline;
  const machine = asAttached(orchestrator, AGENTS.composer);
  writeCall(stage, random, at, machine, generateAccessToken(transform));
  const second = through([orchestrator.email], transform, machine);
  writeCall(stage, random, at + 20 * SECOND, second, object('list', transform.project, 'acme-lake', ''));
  writeCall(stage, random, at + 40 * SECOND, second, generateAccessToken(writer));
  const third = through([orchestrator.email, transform.email], writer, machine);
  const jobs = Array.from({ length: random.between(2, 4) }, () =>
    query(writer.project, `job_${random.hex(8)}`),
  );
  writeCalls(stage, random, burst(at + MINUTE, jobs.length, 2 * MINUTE, random), third, jobs);
}

export const gcpDelivery: Behaviour = (stage) => {
  const gcp = gcpOf(stage.organisation);
  for (const repository of stage.organisation.repositories.slice(0, 6)) {
    const random = stage.random.fork('deploy', repository.name);
    const runs = stage.day.weekend ? 0 : random.between(0, 3);
    for (const at of sittings(stage.day, 0.5, runs, random)) deploy(stage, gcp, repository.name, at, random);
  }
  if (!stage.day.weekend) {
    const random = stage.random.fork('terraform');
    for (const at of sittings(stage.day, 0, random.between(1, 2), random)) refresh(stage, gcp, at, random);
  }
  renewKeys(stage, gcp);
};

/** The CI job as Google names it: its own token, mapped to a subject of the pool. */
export function subjectOf({ projects }: Gcp, repository: string): string {
  return `principal://iam.googleapis.com/projects/${projects.prod.number}/locations/global/workloadIdentityPools/ci/subject/${jobOf(repository)}`;
}

/** A job's own token is traded at STS, and what comes of it for a token of the account. */
export function ciCaller(
  stage: Stage,
  gcp: Gcp,
  repository: string,
  account: ServiceAccount,
  at: number,
  random: Random,
  agent: string = AGENTS.python,
): GcpCaller {
  const ip = runnerAddress(stage.organisation, stage.day.index, random);
  const subject = subjectOf(gcp, repository);
  const job = asOutsider(jobOf(repository), ip, AGENTS.ci);
  writeCall(stage, random, at, job, exchangeToken(gcp.projects.prod, subject));
  writeCall(stage, random, at + 2 * SECOND, asOutsider(subject, ip, AGENTS.ci), generateAccessToken(account));
  return through([subject], account, { ip, agent });
}

function deploy(stage: Stage, gcp: Gcp, repository: string, at: number, random: Random): void {
  const caller = ciCaller(stage, gcp, repository, gcp.deploy, at, random);
  const names: readonly PlainCall[] = ['upload', 'listServices', 'replaceService'];
  const calls = names.map((name) => plain(name, gcp.projects.prod));
  writeCalls(stage, random, burst(at + 5 * SECOND, calls.length, 15 * SECOND, random), caller, calls);
}

const REFRESH: readonly PlainCall[] = [
  'getProject',
  'getPolicy',
  'listNetworks',
  'listFirewalls',
  'listAccounts',
  'listSecrets',
  'listBuckets',
  'listClusters',
];

/** Reads the state of the world, and now and then gives a group a role. */
function refresh(stage: Stage, gcp: Gcp, at: number, random: Random): void {
  const { projects, terraform } = gcp;
  const caller = ciCaller(stage, gcp, 'infrastructure', terraform, at, random, AGENTS.terraform);
  const calls: GcpCall[] = Array.from({ length: random.between(10, 16) }, () =>
    plain(random.pick(REFRESH), random.pick(Object.values(projects))),
  );
  if (random.chance(0.2)) {
    const role = random.pick(['roles/logging.viewer', 'roles/monitoring.viewer', 'roles/pubsub.editor']);
    const member = `group:${random.pick(['shop', 'data', 'platform'])}@example.com`;
    calls.push(setProjectPolicy(random.pick(Object.values(projects)), [{ action: 'ADD', role, member }]));
  }
  writeCalls(stage, random, burst(at + 5 * SECOND, calls.length, 2 * SECOND, random), caller, calls);
}

/** Each week a new key for those whose keys are renewed; the old one goes the day after. */
function renewKeys(stage: Stage, gcp: Gcp): void {
  const random = stage.random.fork('renewal');
  const { index } = stage.day;
  const isNew = (holder: KeyHolder, day: number) => keyOn(holder, day) !== keyOn(holder, day - 1);
  const calls = gcp.holders.flatMap((holder) => [
    ...(isNew(holder, index) ? [key('Create', holder.account, keyOn(holder, index))] : []),
    ...(isNew(holder, index - 1) ? [key('Delete', holder.account, keyOn(holder, index - 2))] : []),
  ]);
  if (calls.length === 0) return;
  const at = stage.day.start + RENEWAL - 3 * MINUTE;
  const caller = ciCaller(stage, gcp, 'infrastructure', gcp.terraform, at, random, AGENTS.terraform);
  writeCalls(stage, random, burst(at + 20 * SECOND, calls.length, 5 * SECOND, random), caller, calls);
}

export const gcpKeyHolders: Behaviour = (stage) => {
  for (const holder of gcpOf(stage.organisation).holders) {
    const random = stage.random.fork(holder.account.email);
    for (const at of ticks(stage.day, 1.5 * HOUR, random)) useKey(stage, holder, at, random);
  }
};

export function useKey(stage: Stage, holder: KeyHolder, at: number, random: Random): void {
  const start = stage.day.start - stage.day.index * DAY;
  const { account, network, exit, agent } = holder;
  const caller = withKey(account, keyAt(holder, start, at), addressIn(network, exit), agent);
  const call = random.chance(0.3)
    ? accessSecret(account.project, holder.secret)
    : object(random.pick(['get', 'list', 'create']), account.project, holder.bucket, `in/${random.hex(6)}`);
  writeCall(stage, random, at, caller, call);
}
