/** Intruders at Google Cloud: whose credential they hold, with which program, and what they look for. */

import { gcloud, intruderGcloud } from '../gcp/agents.ts';
import type { PlainCall } from '../gcp/calls.ts';
import { accessSecret, object, plain } from '../gcp/calls.ts';
import type { GcpCall, GcpCaller } from '../gcp/entry.ts';
import { asPerson } from '../gcp/entry.ts';
import type { Gcp } from '../gcp/model.ts';
import { commandOf, usesGcp } from '../gcp/people.ts';
import type { Organisation, Person } from '../organisation.ts';
import type { Staging } from '../stage.ts';
import type { CloudActs } from './cloud-acts.ts';
import type { Intruder } from './intruder.ts';
import { drawVictim } from './intruder.ts';
import type { Step } from './recorder.ts';

/** An engineer, or an administrator, whose command line has been logged in for months. */
export function drawGcpVictim(organisation: Organisation, { random }: Staging, duty: Person['duty']): Person {
  return drawVictim(organisation.people, random, (person) => person.duty === duty && usesGcp(person));
}

export interface HijackedCommandLine {
  readonly self: GcpCaller;
  /** As it names itself for a command; a careful intruder's looks like the victim's own. */
  agent(command: string): string;
}

/**
 * The victim's command line in other hands, which look round first.
 *
 * @param hurried what who is in a hurry looks at
 */
export function hijackCommandLine(
  acts: CloudActs,
  step: Step,
  at: number,
  { gcp, victim, intruder, staging: { stealthy } }: Hijacking,
  hurried: readonly PlainCall[],
): HijackedCommandLine {
  const agent = (command: string): string =>
    stealthy ? gcloud(victim.number, command) : intruderGcloud(command);
  const self = asPerson(victim.email, intruder.ip, agent('iam.service-accounts.list'));
  lookRound(acts, step, at, self, gcp, intruder, stealthy ? ['listAccounts'] : hurried, agent);
  return { self, agent };
}

interface Hijacking {
  readonly gcp: Gcp;
  readonly victim: Person;
  readonly intruder: Intruder;
  readonly staging: Staging;
}

export function lookRound(
  acts: CloudActs,
  step: Step,
  at: number,
  by: GcpCaller,
  gcp: Gcp,
  { pause }: Intruder,
  what: readonly PlainCall[],
  agent: (command: string) => string,
): void {
  for (const [n, call] of what.entries())
    acts.gcp(step, at + n * pause, { ...by, agent: agent(commandOf(call)) }, plain(call, gcp.projects.prod));
}

/** Secrets of production, then what lies in the lake. */
export function loot(
  gcp: Gcp,
  { stealthy }: Staging,
): { secrets: readonly GcpCall[]; data: readonly GcpCall[] } {
  const names = ['payments-processor-key', 'shop-web-database', 'identity-sync-token'];
  const { prod, data } = gcp.projects;
  const files = ['customers/2026.parquet', 'orders/2026.parquet', 'suppliers/2026.parquet'];
  return {
    secrets: names.slice(0, stealthy ? 1 : 3).map((name) => accessSecret(prod, name)),
    data: [
      object('list', data, 'acme-lake', ''),
      ...files.slice(0, stealthy ? 1 : 3).map((file) => object('get', data, 'acme-lake', file)),
    ],
  };
}

export function series(
  acts: CloudActs,
  step: Step,
  from: number,
  by: GcpCaller,
  { pause }: Intruder,
  calls: readonly GcpCall[],
): void {
  for (const [n, call] of calls.entries()) acts.gcp(step, from + n * pause, by, call);
}
