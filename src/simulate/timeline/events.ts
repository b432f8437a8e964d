/** The events of a timeline, filled in from its few words. It refuses actors, times and spans that it does not know. */

import { z } from 'zod';
import {
  type Access,
  type Client,
  type Credential,
  type CredentialKind,
  type Event,
  PROVIDERS,
  type Principal,
  type Session,
} from '../../model/event.ts';
import { AGENTS, PLACES } from './places.ts';
import type { Step, Timeline } from './timeline.ts';
import { PREFIXES, principalOf, SCOPE } from './who.ts';

const PROVIDER = z.enum(PROVIDERS);
const ACCESS = z.custom<Access>(isText);
const CREDENTIAL = z.custom<CredentialKind>(isText);
const WORKLOAD = z.enum(['instance', 'container', 'function', 'pod', 'machine']);
const SOURCES: Readonly<Record<string, string>> = {
  aws: 'aws-cloudtrail',
  gcp: 'gcp-audit',
  azure: 'azure-activity',
  entra: 'entra-id',
  okta: 'okta-system-log',
};

/** All events of a timeline in the order they are written; `<id>` (or `<id>#n` when repeated) is their uid. */
export function eventsOf(story: Timeline): Event[] {
  return story.events.flatMap((given, index) => {
    const merged = {
      ...(given.actor === undefined ? {} : (story.actors?.[given.actor] ?? unknownActor(given.actor))),
      ...given,
    };
    const start = Date.parse(`${given.at.replace(' ', 'T')}${given.at.length <= 16 ? ':00' : ''}Z`);
    if (Number.isNaN(start)) throw new Error(`not a time: ${given.at}`);
    return Array.from({ length: given.times ?? 1 }, (_, repeat) => {
      const id = given.id ?? `event-${String(index).padStart(3, '0')}`;
      return eventOf(
        numbered(merged, repeat),
        start + repeat * duration(given.every),
        repeat === 0 ? id : `${id}#${repeat}`,
      );
    });
  });
}

/** `{n}` in a credential presented or issued is the number of the repeat: each time another session. */
function numbered<T extends Step>(given: T, repeat: number): T {
  const fill = (text: string): string => text.replace('{n}', String(repeat));
  return {
    ...given,
    ...(given.credential === undefined ? {} : { credential: fill(given.credential) }),
    ...(given.issues === undefined
      ? {}
      : { issues: given.issues.map((each) => ({ ...each, uid: fill(each.uid) })) }),
  };
}

function eventOf(given: Step, time: number, uid: string): Event {
  const provider = given.provider ?? 'aws';
  const scope = given.scope ?? (provider === 'aws' ? SCOPE : 'example.com');
  const principal = principalOf(given.principal ?? 'user/somebody', scope, provider);
  const agent = AGENTS[given.agent ?? 'aws-cli'] ?? {
    agent: given.agent ?? 'unknown',
    agentKind: 'unknown' as const,
    userAgent: given.agent,
  };
  return {
    uid,
    time,
    source: given.source ?? SOURCES[provider] ?? provider,
    provider: PROVIDER.parse(provider),
    scope,
    region: given.region ?? (provider === 'aws' ? 'eu-west-1' : undefined),
    operation: given.call,
    action: given.action ?? 'use',
    outcome: given.error === undefined ? 'success' : 'failure',
    error: given.error,
    access: ACCESS.parse(given.access ?? accessOf(agent.agentKind)),
    principal,
    credential: credentialOf(given),
    session: sessionOf(given, principal),
    client: {
      ip: undefined,
      userAgent: undefined,
      service: undefined,
      endpoint: undefined,
      ...placeOf(given.from ?? 'office'),
      ...agent,
    },
    targets: (given.targets ?? []).map(({ kind, uid: target, name }) => ({ kind, uid: target, name })),
    issued: (given.issues ?? []).map((each) => ({
      uid: each.uid,
      kind: CREDENTIAL.parse(each.kind),
      holder: principalOf(each.holder, scope, provider),
      session: each.session,
      expiresAt: each.minutes === undefined ? undefined : time + each.minutes * 60_000,
    })),
    subject: given.subject === undefined ? undefined : principalOf(given.subject, scope, provider),
    details: given.details ?? {},
    pair: given.pair,
    place: { file: 0, record: 1 },
  };
}

function placeOf(from: string): Partial<Client> {
  const known = PLACES[from];
  if (known !== undefined) return known;
  const prefix = `${from.split('.').slice(0, 3).join('.')}.0/24`;
  return { ip: from, network: prefix, prefix, networkKind: 'unknown' };
}

function credentialOf(given: Step): Credential | undefined {
  if (given.credential === undefined) return undefined;
  const kind =
    given.kind ??
    (given.credential.startsWith('ASIA')
      ? 'session-token'
      : given.credential.startsWith('console:')
        ? 'console-session'
        : 'access-key');
  return { uid: given.credential, kind: CREDENTIAL.parse(kind), mfa: given.mfa };
}

function sessionOf(given: Step, principal: Principal): Session | undefined {
  const stated = given.workload ?? (given.instance === undefined ? undefined : `instance/${given.instance}`);
  const [kind, id = ''] = stated?.split('/') ?? [];
  if (given.session === undefined && stated === undefined) return undefined;
  const name = given.session ?? id;
  const workload =
    kind === undefined ? undefined : { kind: WORKLOAD.parse(kind), id, delivery: given.delivery };
  const provider = given.provider ?? 'aws';
  return {
    uid:
      provider === 'aws'
        ? `AROAEXAMPLE${principal.name}:${name}`
        : `${PREFIXES[provider] ?? provider}:session:${name}`,
    name,
    issuedAt: undefined,
    onBehalfOf: undefined,
    workload,
  };
}

function accessOf(kind: Client['agentKind']): string {
  if (kind === 'browser' || kind === 'console') return 'console';
  if (kind === 'cli' || kind === 'sdk' || kind === 'iac' || kind === 'agent') return kind;
  return 'unknown';
}

/** `30m`, `1h`, `2d` in ms. */
function duration(text = '1h'): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const ms = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit ?? ''];
  if (ms === undefined) throw new Error(`not a duration: ${text}`);
  return Number(count) * ms;
}

function unknownActor(name: string): never {
  throw new Error(`the timeline has no actor '${name}'`);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
