/** Auto Scaling replaces an unhealthy instance: another id with the same role, seen for the first time. */

import { accessKeyId, assumedRole } from '../aws/identity.ts';
import { linkedRole } from '../aws/linked-roles.ts';
import { assumeRoleForWorkload } from '../aws/mint.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { writeCall } from '../aws/write.ts';
import type { Workload } from '../organisation.ts';
import { DAY, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';
import { since } from './workloads.ts';

const USUAL_DAY = 2;
const FAMILY = 'orders-api';

export const instanceReplacement: Surprise = {
  id: 'instance-replacement',
  change: (organisation, random) => {
    const lastDay = dayFor(organisation, 'instance-replacement', USUAL_DAY);
    const old = organisation.workloads.find(
      ({ name, fromDay, toDay }) => name === FAMILY && fromDay <= lastDay && lastDay <= toDay,
    );
    if (old === undefined) return organisation;
    const fresh = { id: `i-${random.hex(17)}`, keySeed: random.hex(16) };
    const workloads = since(
      organisation.workloads,
      ({ id }) => id === old.id,
      lastDay + 1,
      () => fresh,
    );
    return { ...organisation, workloads };
  },
  happen: (stage) => {
    if (stage.day.index === dayFor(stage.organisation, 'instance-replacement', USUAL_DAY)) replace(stage);
  },
};

function replace(stage: Stage): void {
  const { workloads } = stage.organisation;
  const family = workloads.filter((workload) => workload.name === FAMILY);
  const old = family.find(
    ({ id, toDay }) =>
      toDay === stage.day.index && !family.some((each) => each.id === id && each.toDay > toDay),
  );
  const before = new Set(family.flatMap(({ id, fromDay }) => (fromDay <= stage.day.index ? [id] : [])));
  const fresh = family.find(({ id, fromDay }) => fromDay === stage.day.index + 1 && !before.has(id));
  if (old === undefined || fresh === undefined) return;
  scale(stage, stage.day.start + DAY - 9 * MINUTE, fresh, old);
}

/** Auto Scaling starts an instance, in place of another or beside the others. */
export function scale(stage: Stage, at: number, fresh: Workload, old: Workload | undefined): void {
  const { random } = stage;
  const host = 'autoscaling.amazonaws.com';
  const issuer = linkedRole(fresh.account, 'autoscaling', 'AWSServiceRoleForAutoScaling');
  const session = { role: issuer, name: 'AutoScaling', key: accessKeyId('ASIA', random), issuedAt: at };
  stage.write(at, 'aws-cloudtrail', assumeRoleForWorkload(random, session, host, fresh.region));
  const caller = sessionFrom(assumedRole({ ...session, invokedBy: host }), host, host);
  if (old !== undefined) {
    const call = {
      operation: 'ec2:TerminateInstances',
      region: old.region,
      request: { instancesSet: { items: [{ instanceId: old.id }] } },
    };
    writeCall(stage, random, at + 1000, caller, call);
  }
  const launch = {
    operation: 'ec2:RunInstances',
    region: fresh.region,
    request: {
      instanceType: 'm7g.large',
      iamInstanceProfile: { name: fresh.name },
      instancesSet: { items: [{ minCount: 1, maxCount: 1 }] },
      launchTemplate: { launchTemplateName: fresh.name, version: '41' },
    },
    response: {
      instancesSet: { items: [{ instanceId: fresh.id, instanceState: { code: 0, name: 'pending' } }] },
    },
  };
  writeCall(stage, random, at + 9000, caller, launch);
}
