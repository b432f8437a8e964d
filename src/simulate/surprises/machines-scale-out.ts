/** A busy week: groups of machines at Google Cloud and in Azure grow, and what is new reads its credential as it starts. */

import { machine } from '../gcp/build.ts';
import { insertInstance } from '../gcp/calls.ts';
import { gcpEntry } from '../gcp/entry.ts';
import type { GcpMachine } from '../gcp/model.ts';
import { activityRecord, byApplication } from '../microsoft/azure.ts';
import { azureMachine } from '../microsoft/build.ts';
import { type AzureMachine, keyIdOf } from '../microsoft/model.ts';
import { applicationSignIn, deviceAt } from '../microsoft/sign-in.ts';
import { addressIn } from '../networks.ts';
import type { Organisation } from '../organisation.ts';
import type { Random } from '../random.ts';
import { DAY, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';

const ID = 'machines-scale-out';
const DAYS = 5;

export const machinesScaleOut: Surprise = {
  id: ID,
  change: (organisation, random) => {
    if (organisation.span === undefined) return organisation;
    return grownAtAzure(grownAtGoogle(organisation, random.fork('gcp')), random.fork('azure'));
  },
  happen: (stage) => {
    const { organisation, day } = stage;
    if (organisation.span === undefined || dayFor(organisation, ID, 0) !== day.index) return;
    for (const added of organisation.gcp?.machines ?? []) if (isGuest(added, day.index)) start(stage, added);
    for (const added of organisation.microsoft?.machines ?? [])
      if (isGuest(added, day.index)) deploy(stage, added);
  },
};

function isGuest({ fromDay, toDay }: Pick<GcpMachine, 'fromDay' | 'toDay'>, day: number): boolean {
  return fromDay === day + 1 && toDay === fromDay + DAYS;
}

function grownAtGoogle(organisation: Organisation, random: Random): Organisation {
  const { gcp } = organisation;
  const like = gcp?.machines.find(({ name }) => name.startsWith('shop-web'));
  if (gcp === undefined || like === undefined) return organisation;
  const fromDay = dayFor(organisation, ID, 0) + 1;
  const line = { name: 'shop-web', program: like.program };
  const added = Array.from({ length: 3 }, (_, n) => {
    const own = random.fork(n);
    return { ...machine(line, own.hex(4), like.account, own), fromDay, toDay: fromDay + DAYS };
  });
  return { ...organisation, gcp: { ...gcp, machines: [...gcp.machines, ...added] } };
}

/** Azure's machines bring an identity of their own each. */
function grownAtAzure(organisation: Organisation, random: Random): Organisation {
  const { microsoft } = organisation;
  if (microsoft === undefined) return organisation;
  const fromDay = dayFor(organisation, ID, 0) + 1;
  const added = [2, 3].map((n) => ({
    ...azureMachine('stock-web', n, 'vm', 'node', random.fork(n)),
    fromDay,
    toDay: fromDay + DAYS,
  }));
  return { ...organisation, microsoft: { ...microsoft, machines: [...microsoft.machines, ...added] } };
}

/** The group's own agent at Google starts it. */
function start(stage: Stage, added: GcpMachine): void {
  const random = stage.random.fork(added.name);
  const { number } = added.account.project;
  const email = `${number}@cloudservices.gserviceaccount.com`;
  const by = {
    authentication: { principalEmail: email, principalSubject: `serviceAccount:${email}` },
    ip: 'private',
    agent: 'GCE Managed Instance Group',
  };
  const at = stage.day.start + DAY - random.between(4, 9) * MINUTE;
  const operation = `operation-${random.hex(13)}`;
  for (const phase of ['first', 'last'] as const) {
    const time = phase === 'first' ? at : at + MINUTE;
    stage.write(time, 'gcp-audit', gcpEntry(random, time, by, insertInstance(added, operation, phase)));
  }
}

/** In Azure the pipeline makes it, with a sign-in of its own. */
function deploy(stage: Stage, added: AzureMachine): void {
  const random = stage.random.fork(added.name);
  const pipeline = stage.organisation.microsoft?.applications.find(({ work }) => work === 'deploy');
  if (pipeline === undefined) return;
  const at = stage.day.start + DAY - random.between(5, 12) * MINUTE;
  const ip = addressIn(pipeline.network, random.between(0, 60));
  const device = deviceAt(ip, pipeline.agent);
  const how = { resource: 'management', keyId: keyIdOf(pipeline, 0) } as const;
  const { record, token } = applicationSignIn(random, at, pipeline, device, how);
  stage.write(at, 'entra-id', record);
  const call = { operation: 'Microsoft.Compute/virtualMachines/write', resourceId: added.resourceId };
  const caller = byApplication(pipeline, token, ip, pipeline.agent);
  stage.write(at + MINUTE, 'azure-activity', activityRecord(random, at + MINUTE, caller, call).record);
}
