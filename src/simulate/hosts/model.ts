/** Machines of the organisation whose audit logs are collected, whichever cloud they run in, as plain data. */

import type { Organisation } from '../organisation.ts';

export type Cloud = 'aws' | 'gcp' | 'azure';

export interface Host {
  /** How it names itself in its log: an instance id at AWS, the machine's name elsewhere. */
  readonly node: string;
  readonly cloud: Cloud;
  /** What the application on it is written in. */
  readonly program: 'node' | 'java' | 'python';
  /** Whether a web server with PHP runs there, too. */
  readonly web: boolean;
  readonly fromDay: number;
  readonly toDay: number;
  /** The day it was started for the first time. */
  readonly bornOn: number;
}

/** A program that is installed on all machines of some clouds, from a day on. */
export interface RolledOut {
  readonly exe: string;
  readonly comm: string;
  readonly clouds: readonly Cloud[];
  readonly fromDay: number;
}

export interface Hosts {
  readonly rolledOut: readonly RolledOut[];
}

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
