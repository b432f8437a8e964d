/** The organisation opens another region: Terraform starts instances there, which work like those at home. */

import { writeCall } from '../aws/write.ts';
import { terraformRun } from '../behaviours/automation.ts';
import type { Workload } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';

const ID = 'region-expansion';
const REGION = 'eu-north-1';
const MOST = 6;

export const regionExpansion: Surprise = {
  id: ID,
  change: (organisation, random) => {
    if (organisation.span === undefined) return organisation;
    const fromDay = dayFor(organisation, ID, 0) + 1;
    const models = organisation.workloads.filter(
      ({ kind, name, fromDay: since }) => kind === 'instance' && name.startsWith('orders-') && since === 0,
    );
    const added = models.slice(0, MOST).map((model, n): Workload => {
      const own = random.fork(model.name, n);
      return {
        ...model,
        region: REGION,
        id: `i-${own.hex(17)}`,
        keySeed: own.hex(16),
        fromDay,
        toDay: Number.POSITIVE_INFINITY,
      };
    });
    return { ...organisation, workloads: [...organisation.workloads, ...added] };
  },
  happen: (stage) => {
    const { organisation, day, random } = stage;
    if (organisation.span === undefined || day.index !== dayFor(organisation, ID, 0)) return;
    const at = day.start + 10 * HOUR;
    const session = terraformRun(stage, at, random);
    for (const [n, { id, name }] of organisation.workloads
      .filter(({ region }) => region === REGION)
      .entries()) {
      const time = at + (3 + n) * MINUTE;
      const call = {
        operation: 'ec2:RunInstances',
        region: REGION,
        request: { instanceType: 'm7g.large', iamInstanceProfile: { name } },
        response: {
          instancesSet: { items: [{ instanceId: id, instanceState: { code: 0, name: 'pending' } }] },
        },
      };
      writeCall(stage, random, time, session, call);
    }
  },
};
