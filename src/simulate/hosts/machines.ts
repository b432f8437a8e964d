/** A day on the machines, as auditd tells it: agents and applications ask for metadata, cron does its chores. */

import { Random } from '../random.ts';
import type { Day } from '../rhythm.ts';
import { DAY, HOUR, MINUTE, SECOND, ticks } from '../rhythm.ts';
import type { Behaviour, Stage } from '../stage.ts';
import type { AuditRecord, Caller } from './audit.ts';
import { connectRecord, startRecord } from './audit.ts';
import { hostsOn } from './inventory.ts';
import type { Host, Hosts } from './model.ts';
import type { Program } from './programs.ts';
import { AGENTS, application, CHORES, DATABASE, LABEL_URLS, METADATA, PHP } from './programs.ts';

export const machines: Behaviour = (stage) => {
  const { hosts } = stage.organisation;
  for (const host of hostsOn(stage.organisation, stage.day.index)) {
    const random = stage.random.fork(host.node);
    if (host.bornOn === stage.day.index && host.bornOn > 0) boot(stage, host, random);
    for (const program of programsOn(host, hosts, stage.day)) ask(stage, host, program, random);
    live(stage, host, random);
    if (host.program === 'python') label(stage, host, random);
    else if (random.chance(0.004)) lookAround(stage, host, random);
  }
};

function programsOn(host: Host, hosts: Hosts | undefined, day: Day): readonly Program[] {
  const rolled = (hosts?.rolledOut ?? [])
    .filter(({ clouds, fromDay }) => clouds.includes(host.cloud) && fromDay <= day.index)
    .map(({ exe, comm }) => ({ exe, comm, uid: 0, address: METADATA, port: 80, every: 8 * HOUR }));
  return [...AGENTS[host.cloud], application(host), ...(host.web ? [PHP] : []), ...rolled];
}

/** Nothing is known of a day's file before its first record, and processes live for days: their numbers are the host's. */
export function processOf({ node }: Pick<Host, 'node'>, exe: string, comm: string): number {
  return new Random(`process/${node}/${exe}/${comm}`).between(600, 29_000);
}

export function callerOf(
  host: Pick<Host, 'node'>,
  { exe, comm, uid }: Pick<Program, 'exe' | 'comm' | 'uid'>,
): Caller {
  return { exe, comm, uid, pid: processOf(host, exe, comm), ppid: 1 };
}

function write(stage: Stage, at: number, { text }: AuditRecord): void {
  stage.write(at, 'auditd', text);
}

function ask(stage: Stage, host: Host, program: Program, random: Random): void {
  const by = callerOf(host, program);
  for (const at of ticks(stage.day, program.every, random)) {
    // Moments before or after the day are put to its very ends, where they would fall together.
    if (at === stage.day.start || at === stage.day.start + DAY - 1) continue;
    write(stage, at, connectRecord({ node: host.node, at }, by, program.address, program.port));
  }
}

/** Cloud-init learns who the machine is. */
function boot(stage: Stage, host: Host, random: Random): void {
  const at = stage.day.start + random.between(10, 90) * SECOND;
  const by: Caller = { exe: '/usr/bin/python3.12', comm: 'cloud-init', uid: 0, pid: 412, ppid: 1 };
  write(
    stage,
    at,
    startRecord({ node: host.node, at }, by, ['/usr/bin/python3', '/usr/bin/cloud-init', 'init']),
  );
  for (let n = 1; n <= 4; n += 1) {
    const then = at + n * 400;
    write(stage, then, connectRecord({ node: host.node, at: then }, by, METADATA, 80));
  }
}

function live(stage: Stage, host: Host, random: Random): void {
  for (let n = random.between(1, 3); n > 0; n -= 1) {
    const at = stage.day.start + random.between(0, DAY - 1);
    const argv = random.pick(CHORES);
    const exe = argv[0] ?? '/usr/bin/true';
    const by: Caller = {
      exe,
      comm: exe.slice(exe.lastIndexOf('/') + 1),
      uid: 0,
      pid: random.between(30_000, 60_000),
      ppid: processOf(host, '/usr/sbin/cron', 'cron'),
    };
    write(stage, at, startRecord({ node: host.node, at }, by, argv));
  }
  const at = stage.day.start + random.between(0, DAY - 1);
  const by = callerOf(host, application(host));
  write(stage, at, connectRecord({ node: host.node, at }, by, DATABASE.address, DATABASE.port));
}

/** A script of the operations team labels the machine's metrics with its zone. */
function label(stage: Stage, host: Host, random: Random): void {
  const at = stage.day.start + 4 * HOUR + random.between(0, 20 * MINUTE);
  const by: Caller = {
    exe: '/usr/bin/curl',
    comm: 'curl',
    uid: 0,
    pid: random.between(30_000, 60_000),
    ppid: processOf(host, '/usr/bin/bash', 'label-metrics'),
  };
  const argv = ['curl', '-s', ...LABEL_URLS[host.cloud]];
  write(stage, at, startRecord({ node: host.node, at }, by, argv));
  write(stage, at + 30, connectRecord({ node: host.node, at: at + 30 }, by, METADATA, 80));
}

/** Once in a blue moon an engineer on the machine asks it who it is. */
function lookAround(stage: Stage, host: Host, random: Random): void {
  const at = stage.day.start + random.between(9, 16) * HOUR + random.between(0, HOUR);
  const by: Caller = {
    exe: '/usr/bin/curl',
    comm: 'curl',
    uid: 1000,
    auid: 1000,
    pid: random.between(30_000, 60_000),
    ppid: random.between(30_000, 60_000),
  };
  const argv = ['curl', '-s', ...LABEL_URLS[host.cloud]];
  write(stage, at, startRecord({ node: host.node, at }, by, argv, '/home/ubuntu'));
  write(stage, at + 30, connectRecord({ node: host.node, at: at + 30 }, by, METADATA, 80));
}
