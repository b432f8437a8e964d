/**
 * Joins the two halves of one theft: the metadata read in the host's log, and the use of that host's credential in the
 * cloud's. The host's log knows a host name or address, the cloud's an instance, a role: several names may be shared.
 */

import { fact } from '../../contract/evidence.ts';
import { summarise } from '../../contract/summary.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import { parseIp } from '../../lib/ip.ts';
import { spanText } from '../../lib/span.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { workloadOf } from './describe.ts';
import type { Context } from './parameters.ts';
import type { Program } from './programs.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The address of an instance is learned from its calls through private endpoints. */
const REMEMBER_ADDRESS = 30 * DAY;

interface Read {
  readonly event: string;
  readonly time: number;
  readonly bits: number;
  readonly host: string;
  readonly hostUid: string;
  readonly program: string;
}

export function rememberRead(event: Event, program: Program, bits: number, at: Context): void {
  const { time, uid, principal } = event;
  const read = {
    event: uid,
    time,
    bits,
    host: principal.name,
    hostUid: principal.uid,
    program: program.path,
  };
  for (const key of keysOfHost(event, at)) at.recall.set(key, read, time + at.parameters.readWindow * MINUTE);
}

/** Notes the private address of an instance, under which its host may be known. */
export function rememberAddress({ session, client, time }: Event, at: Context): void {
  if (client.networkKind !== 'private' || client.ip === undefined || session?.workload === undefined) return;
  at.recall.set(`address of ${session.workload.id}`, client.ip, time + REMEMBER_ADDRESS);
}

/** Judgements of a use, as one with the odd read of the same workload's metadata that preceded it. */
export function joinRead(event: Event, judgements: readonly Judgement[], at: Context): readonly Judgement[] {
  if (judgements.length === 0) return judgements;
  const read = readBefore(event, at);
  if (read === undefined) return judgements;
  const elsewhere = judgements.some(({ detection }) => detection !== 'unusual-application');
  if (!elsewhere && read.bits < THRESHOLDS.readBeforeProgram.bits) return judgements;
  const observed = `${read.program} on ${read.host} read the metadata service ${spanText(event.time - read.time)} before`;
  const evidence: Evidence[] = [
    fact(
      event,
      'metadata-join',
      'read from the metadata service before',
      observed,
      `credentials used by ${workloadOf(event)} alone`,
      [read.event],
    ),
    {
      condition: 'read by a process that does not belong there',
      held: true,
      observed: read.program,
      expected: 'programs that ask every day',
      bits: Math.min(THRESHOLDS.joinedRead.bits, read.bits),
      events: [read.event],
    },
    ...distinct(judgements),
  ];
  const summary = summarise(event, `used a credential that ${observed},`);
  const foldBy = `${event.principal.uid}|${read.hostUid}`;
  return [{ detection: 'metadata-theft', evidence, foldBy, summary, joins: [joinOfRead(read.event)] }];
}

/** The host's log and the cloud's share no name: what was read is told by the event of its reading. */
export function joinOfRead(event: string): string {
  return `credential read in ${event}`;
}

/** Two judgements of one event may rest on the same condition. */
function distinct(judgements: readonly Judgement[]): Evidence[] {
  const evidence = judgements.flatMap((each) => each.evidence);
  return evidence.filter(
    (each, index) => evidence.findIndex((other) => other.condition === each.condition) === index,
  );
}

function readBefore(event: Event, at: Context): Read | undefined {
  if (!at.recall.knows('read')) return undefined;
  let latest: Read | undefined;
  for (const key of keysOfUse(event, at)) {
    const read = readOf(at.recall.get(key));
    if (read === undefined || read.time > event.time) continue;
    if (latest === undefined || read.time > latest.time) latest = read;
  }
  return latest;
}

function keysOfHost(event: Event, at: Context): string[] {
  const { principal, details, client, session } = event;
  const name = principal.uid.replace(/^host:/, '');
  const [short = ''] = name.split('.');
  const keys = [`read host ${short}`];
  const instance = details['instanceId'];
  if (typeof instance === 'string') keys.push(`read workload ${instance.toLowerCase()}`);
  if (short.startsWith('i-')) keys.push(`read workload ${short}`);
  if (session?.workload !== undefined) keys.push(`read workload ${lastPart(session.workload.id)}`);
  const address = addressIn(short) ?? (client.networkKind === 'private' ? client.ip : undefined);
  if (address !== undefined) keys.push(`read address ${address}`);
  const asked = accountIn(details['path']);
  if (asked !== undefined) keys.push(`read account ${asked}`);
  const declared = at.context.workload(event);
  if (declared !== undefined) keys.push(`read declared ${declared.name}`);
  return keys;
}

function keysOfUse(event: Event, at: Context): string[] {
  const { session, principal } = event;
  const keys = [`read account ${principal.name.toLowerCase()}`];
  const id = session?.workload?.id;
  if (id !== undefined) {
    keys.push(
      `read workload ${id.toLowerCase()}`,
      `read workload ${lastPart(id)}`,
      `read host ${lastPart(id)}`,
    );
    const address = at.recall.get(`address of ${id}`);
    if (typeof address === 'string') keys.push(`read address ${address}`);
  }
  const declared = at.context.workload(event);
  if (declared !== undefined) keys.push(`read declared ${declared.name}`);
  return keys;
}

/** Azure names machines by their resource's path, Kubernetes pods by namespace and name. */
function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase();
}

/** `ip-10-0-1-23`, as EC2 names its hosts, is 10.0.1.23. */
function addressIn(host: string): string | undefined {
  const [, address] = /^ip-(\d{1,3}(?:-\d{1,3}){3})$/.exec(host) ?? [];
  const dotted = address?.replaceAll('-', '.');
  return dotted === undefined || parseIp(dotted) === undefined ? undefined : dotted;
}

/** The role or account whose credential the path asks for; `default` is nobody's name. */
function accountIn(path: unknown): string | undefined {
  if (typeof path !== 'string') return undefined;
  const [, name] = /\/(?:security-credentials|service-accounts)\/([^/?]+)/.exec(path) ?? [];
  return name === undefined || name === 'default' ? undefined : name.toLowerCase();
}

function readOf(remembered: unknown): Read | undefined {
  if (typeof remembered !== 'object' || remembered === null || Array.isArray(remembered)) return undefined;
  const { event, time, bits, host, hostUid, program }: Record<string, unknown> = { ...remembered };
  if (typeof event !== 'string' || typeof time !== 'number' || typeof bits !== 'number') return undefined;
  return { event, time, bits, host: String(host), hostUid: String(hostUid), program: String(program) };
}
