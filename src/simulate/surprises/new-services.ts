/** Two new services with roles of their own: Terraform makes the roles, a new repository deploys, and they begin to work. */

import { role } from '../aws/identity.ts';
import { writeCall } from '../aws/write.ts';
import { terraformRun } from '../behaviours/automation.ts';
import { ACCOUNTS, HOME_REGION, topicOf, type Workload } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';

const ID = 'new-services';
const NAMES = ['receipts', 'search-index'] as const;

export const newServices: Surprise = {
  id: ID,
  change: (organisation, random) => {
    if (organisation.span === undefined) return organisation;
    const fromDay = dayFor(organisation, ID, 0) + 1;
    const account = ACCOUNTS.prod;
    const workloads = NAMES.map((name, n): Workload => {
      const own = random.fork(name);
      const kind = n === 0 ? 'function' : 'task';
      return {
        name,
        kind,
        account,
        region: HOME_REGION,
        role: role(account, `${name}-${kind}`, own),
        agent: n === 0 ? 'lambdaPython' : 'ecsGo',
        topic: topicOf(name),
        network: n === 0 ? organisation.networks.functions : organisation.networks.natProd,
        exit: n,
        id: n === 0 ? name : own.hex(32),
        keySeed: own.hex(16),
        delivery: undefined,
        fromDay,
        toDay: Number.POSITIVE_INFINITY,
      };
    });
    const repositories = NAMES.map((name) => ({
      name,
      account,
      role: role(account, `ci-deploy-${name}`, random),
      topic: topicOf(name),
      runsPerDay: 3,
      fromDay,
    }));
    return {
      ...organisation,
      workloads: [...organisation.workloads, ...workloads],
      repositories: [...organisation.repositories, ...repositories],
    };
  },
  happen: (stage) => {
    const { organisation, day, random } = stage;
    if (organisation.span === undefined || day.index !== dayFor(organisation, ID, 0)) return;
    const at = day.start + 11 * HOUR;
    const session = terraformRun(stage, at, random);
    const roles = NAMES.flatMap((name, n) => [
      `${name}-${n === 0 ? 'function' : 'task'}`,
      `ci-deploy-${name}`,
    ]);
    for (const [n, roleName] of roles.entries()) {
      const time = at + (3 + n) * MINUTE;
      const request = { roleName, path: '/', description: 'Managed by Terraform' };
      const call = { operation: 'iam:CreateRole', region: 'us-east-1', request };
      writeCall(stage, random, time, session, call);
    }
  },
};
