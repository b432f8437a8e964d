/** Workloads and places in the words of findings. */

import { fact } from '../../contract/evidence.ts';
import type { Client, Event } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';

export function placeOf({ ip, network, prefix, asOrg, country }: Client): string {
  return [ip, network === prefix ? undefined : network, asOrg, country]
    .filter((part) => part !== undefined)
    .join(', ');
}

export function workloadOf({ session, principal }: Event): string {
  return session?.workload === undefined
    ? `a workload of ${principal.name}`
    : `${session.workload.kind} ${session.workload.id}`;
}

/** Worth a bit wherever the credential is in the wrong hands: it says how it may have got there. */
export function delivery(event: Event): Evidence[] {
  if (event.session?.workload?.delivery !== '1.0') return [];
  return [fact(event, 'imdsv1', 'delivered by IMDSv1', 'ec2RoleDelivery 1.0', 'IMDSv2 (2.0)')];
}
