/** Sessions as their owners open them: a workload's own role, an assumed role at a terminal, a service on somebody's behalf. */

import { addressIn } from '../networks.ts';
import type { Workload } from '../organisation.ts';
import { Random } from '../random.ts';
import { HOUR } from '../rhythm.ts';
import { AGENTS } from './agents.ts';
import type { RoleSession, UserIdentity } from './identity.ts';
import { accessKeyId, assumedRole } from './identity.ts';
import type { Session } from './record.ts';

export function sessionFrom(
  identity: UserIdentity,
  ip: string,
  userAgent: string,
  more: Partial<Session> = {},
): Session {
  return {
    account: identity.accountId ?? '',
    identity,
    ip,
    userAgent,
    endpoint: undefined,
    console: false,
    ...more,
  };
}

/** The service calls for its customer: address and agent are the service's name, and no TLS is shown. */
export function onBehalf(session: Session, service: string): Session {
  return {
    ...session,
    identity: { ...session.identity, invokedBy: service },
    ip: service,
    userAgent: service,
    endpoint: undefined,
  };
}

export const ROTATION = 6 * HOUR;

/** The role session a workload holds at a time: metadata services renew keys every six hours. */
export function workloadSession(workload: Workload, time: number): RoleSession {
  const slot = Math.floor(time / ROTATION);
  return {
    role: workload.role,
    name: workload.id,
    key: accessKeyId('ASIA', new Random(`${workload.keySeed}/${slot}`)),
    issuedAt: slot * ROTATION,
    ...(workload.delivery === undefined ? {} : { delivery: workload.delivery }),
    inScopeOf: scope(workload),
  };
}

export function workloadCaller(workload: Workload, time: number): Session {
  const agent = Object.entries(AGENTS).find(([name]) => name === workload.agent)?.[1] ?? AGENTS.python;
  const ip = addressIn(workload.network, workload.exit);
  return sessionFrom(assumedRole(workloadSession(workload, time)), ip, agent);
}

function scope(workload: Workload): { readonly issuerType: string; readonly credentialsIssuedTo: string } {
  const base = `${workload.region}:${workload.account}`;
  switch (workload.kind) {
    case 'instance':
      return {
        issuerType: 'AWS::EC2::Instance',
        credentialsIssuedTo: `arn:aws:ec2:${base}:instance/${workload.id}`,
      };
    case 'function':
      return {
        issuerType: 'AWS::Lambda::Function',
        credentialsIssuedTo: `arn:aws:lambda:${base}:function:${workload.name}`,
      };
    case 'task':
      return {
        issuerType: 'AWS::ECS::Task',
        credentialsIssuedTo: `arn:aws:ecs:${base}:task/acme/${workload.id}`,
      };
  }
}
