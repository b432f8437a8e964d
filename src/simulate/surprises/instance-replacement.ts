/** Auto Scaling replaces an unhealthy instance: another id with the same role, seen for the first time. */

import { accessKeyId, assumedRole } from '../aws/identity.ts';
import { linkedRole } from '../aws/linked-roles.ts';
import { assumeRoleForWorkload } from '../aws/mint.ts';
import { cloudTrailRecord } from '../aws/record.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { HOME_REGION } from '../organisation.ts';
import { DAY, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';

const USUAL_DAY = 2;
const FAMILY = 'orders-api';

export const instanceReplacement: Surprise = {
  id: 'instance-replacement',
  change: (organisation, random) => {
    const lastDay = dayFor(organisation, 'instance-replacement', USUAL_DAY);
    const old = organisation.workloads.find((workload) => workload.name === FAMILY);
    if (old === undefined) return organisation;
    const rest = organisation.workloads.filter((workload) => workload !== old);
    const fresh = {
      ...old,
      id: `i-${random.hex(17)}`,
      keySeed: random.hex(16),
      fromDay: lastDay + 1,
    };
    return { ...organisation, workloads: [{ ...old, toDay: lastDay }, ...rest, fresh] };
  },
  happen: (stage) => {
    if (stage.day.index === dayFor(stage.organisation, 'instance-replacement', USUAL_DAY)) replace(stage);
  },
};

function replace(stage: Stage): void {
  const { random } = stage;
  const family = stage.organisation.workloads.filter((workload) => workload.name === FAMILY);
  const old = family.find((workload) => workload.toDay === stage.day.index);
  const fresh = family.find((workload) => workload.fromDay === stage.day.index + 1);
  if (old === undefined || fresh === undefined) return;
  const host = 'autoscaling.amazonaws.com';
  const issuer = linkedRole(old.account, 'autoscaling', 'AWSServiceRoleForAutoScaling');
  const at = stage.day.start + DAY - 9 * MINUTE;
  const session = { role: issuer, name: 'AutoScaling', key: accessKeyId('ASIA', random), issuedAt: at };
  stage.emit(at, assumeRoleForWorkload(random, session, host, HOME_REGION));
  const caller = sessionFrom(assumedRole({ ...session, invokedBy: host }), host, host);
  const terminated = { instancesSet: { items: [{ instanceId: old.id }] } };
  stage.emit(
    at + 1000,
    cloudTrailRecord(random, at + 1000, caller, {
      operation: 'ec2:TerminateInstances',
      region: HOME_REGION,
      request: terminated,
    }),
  );
  const launch = {
    operation: 'ec2:RunInstances',
    region: HOME_REGION,
    request: {
      instanceType: 'm7g.large',
      iamInstanceProfile: { name: FAMILY },
      instancesSet: { items: [{ minCount: 1, maxCount: 1 }] },
      launchTemplate: { launchTemplateName: FAMILY, version: '41' },
    },
    response: {
      instancesSet: { items: [{ instanceId: fresh.id, instanceState: { code: 0, name: 'pending' } }] },
    },
  };
  stage.emit(at + 9000, cloudTrailRecord(random, at + 9000, caller, launch));
}
