/** Whom a finding is about that names no user and no role: the machine it happened on, or nobody. */

import type { Principal, Session, Workload } from '../../model/event.ts';

export interface Running {
  readonly principal: Principal;
  readonly session: Session;
}

/**
 * The machine stands for whoever acts on it, under the uid that logs of the machine itself give it.
 * @param account id of the account it runs in
 */
export function running(workload: Workload, account: string): Running {
  const uid = `host:${workload.id.toLowerCase()}`;
  return {
    principal: { uid, kind: 'host', name: workload.id, scope: account },
    session: { uid, name: workload.id, issuedAt: undefined, onBehalfOf: undefined, workload },
  };
}

/** @param account id of the account the finding is of */
export function nobodyOf(account: string): Principal {
  return { uid: `unknown@${account}`, kind: 'unknown', name: 'unknown', scope: account };
}
