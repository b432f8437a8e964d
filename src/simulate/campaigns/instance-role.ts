/**
 * A forged request makes an instance hand out its role's credential, which is then used elsewhere: by an outsider, or
 * by somebody who rents machines in the same cloud to look less foreign.
 */

import { AGENTS } from '../aws/agents.ts';
import { readSecret } from '../aws/calls.ts';
import { assumedRole } from '../aws/identity.ts';
import type { Call } from '../aws/record.ts';
import { sessionFrom, workloadSession } from '../aws/sessions.ts';
import { addressIn } from '../networks.ts';
import type { Organisation, Workload } from '../organisation.ts';
import { HOME_REGION } from '../organisation.ts';
import type { Campaign, Staging } from '../stage.ts';
import { WORLD } from '../world.ts';
import { drawIntruder, type Intruder } from './intruder.ts';
import { dayIndexOf, drawMoment } from './moments.ts';
import { Recorder, type Step } from './recorder.ts';

const STEPS = {
  used: { step: 1, what: 'an instance’s credential is used elsewhere', analytics: ['AN1424', 'AN0526'] },
  data: { step: 2, what: 'data and secrets of the application are read', analytics: ['AN1424'] },
} as const;

export const instanceRoleOutside: Campaign = {
  id: 'instance-role-outside',
  run: (organisation, staging) => steal('instance-role-outside', organisation, staging, undefined),
};

export const instanceRoleInsideCloud: Campaign = {
  id: 'instance-role-inside-cloud',
  run: (organisation, staging) => {
    const ip = addressIn(WORLD.awsElsewhere, staging.random.fork('rented').between(3, 4000));
    return steal('instance-role-inside-cloud', organisation, staging, ip);
  },
};

function steal(id: string, organisation: Organisation, staging: Staging, rented: string | undefined) {
  const log = new Recorder(id, staging.random);
  const at = drawMoment(staging, 1);
  const intruder = drawIntruder(staging);
  const server = drawServer(organisation, dayIndexOf(staging, at), staging);
  const from = { ...intruder, ip: rented ?? intruder.ip };
  spend(log, STEPS, server, at, from, staging);
  return { events: log.events, labels: log.labels };
}

/** The credential that a server holds at a time is used from elsewhere. */
export function spend(
  log: Recorder,
  steps: { readonly used: Step; readonly data: Step },
  server: Workload,
  at: number,
  intruder: Intruder,
  { stealthy }: Staging,
): void {
  const identity = assumedRole(workloadSession(server, at));
  const agent = stealthy ? agentOf(server) : intruder.python;
  const session = sessionFrom(identity, intruder.ip, agent);
  const tries: Call[] = [{ operation: 'sts:GetCallerIdentity', region: HOME_REGION }];
  if (!stealthy) {
    tries.push(
      { operation: 's3:ListBuckets', region: HOME_REGION },
      { operation: 'ec2:DescribeInstances', region: HOME_REGION },
      { operation: 'iam:ListRoles', region: 'us-east-1', request: { maxItems: 100 } },
    );
  }
  log.series(steps.used, at, intruder.pause, session, tries);
  const place = { account: server.account, region: HOME_REGION };
  const reads: readonly Call[] = [
    readSecret(place, server.topic.secret),
    {
      operation: 'ssm:GetParametersByPath',
      region: HOME_REGION,
      request: { path: '/acme/', recursive: true, withDecryption: true },
    },
  ];
  log.series(
    steps.data,
    at + 6 * intruder.pause,
    intruder.pause,
    session,
    stealthy ? reads.slice(0, 1) : reads,
  );
}

function drawServer({ workloads }: Organisation, day: number, { random }: Staging): Workload {
  const running = workloads.filter(
    ({ kind, fromDay, toDay }) => kind === 'instance' && fromDay < day && day <= toDay,
  );
  return random.fork('server').pick(running);
}

function agentOf({ agent }: Workload): string {
  return Object.entries(AGENTS).find(([name]) => name === agent)?.[1] ?? AGENTS.python;
}
