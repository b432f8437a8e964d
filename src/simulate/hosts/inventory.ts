/** Which machines the organisation has on a day, in all its clouds. */

import type { Organisation } from '../organisation.ts';
import type { Host } from './model.ts';

/** Those that run on a day. */
export function hostsOn(organisation: Organisation, day: number): readonly Host[] {
  return allHosts(organisation).filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay);
}

function allHosts(organisation: Organisation): readonly Host[] {
  const hosts = listed(organisation);
  const bornOn = new Map<string, number>();
  // A workload that moves or changes is listed anew from that day on; its machine stays the same.
  for (const { node, fromDay } of hosts)
    bornOn.set(node, Math.min(fromDay, bornOn.get(node) ?? Number.POSITIVE_INFINITY));
  return hosts.map((host) => ({ ...host, bornOn: bornOn.get(host.node) ?? host.fromDay }));
}

function listed({ workloads, gcp, microsoft }: Organisation): readonly Omit<Host, 'bornOn'>[] {
  const aws = workloads
    .filter(({ kind }) => kind === 'instance')
    .map(({ id, name, agent, fromDay, toDay }) => ({
      node: id,
      cloud: 'aws' as const,
      program: programOf(agent),
      web: /-web\b|sandbox/.test(name),
      fromDay,
      toDay,
    }));
  const google = (gcp?.machines ?? []).map(({ name, program, fromDay, toDay }) => ({
    node: name,
    cloud: 'gcp' as const,
    program,
    web: name.includes('-web'),
    fromDay,
    toDay,
  }));
  const azure = (microsoft?.machines ?? [])
    .filter(({ kind }) => kind === 'vm')
    .map(({ name, program, fromDay, toDay }) => ({
      node: name,
      cloud: 'azure' as const,
      program,
      web: name.includes('-web'),
      fromDay,
      toDay,
    }));
  return [...aws, ...google, ...azure];
}

function programOf(agent: string): Host['program'] {
  return agent === 'node' || agent === 'java' ? agent : 'python';
}
