/**
 * Timelines: a detection's tests as short stories in YAML. Each file says who acts, what happens when, and which
 * detections must fire (or that none may). Events are written in a few words and filled in here.
 *
 *   about: one sentence
 *   context: the content of a credtrail.yaml (optional)
 *   actors:
 *     alice: { principal: user/alice, credential: AKIAEXAMPLEALICE0001, from: office, agent: aws-cli }
 *   events:
 *     - { at: 2026-03-02 09:00, every: 1h, times: 40, actor: alice, call: s3:ListBuckets }
 *     - { id: theft, at: 2026-03-04 09:00, actor: alice, from: attacker, call: sts:AssumeRole, action: token.mint,
 *         issues: [{ uid: ASIAEXAMPLE1, kind: session-token, holder: role/admin }] }
 *   fires:
 *     - { detection: unusual-mint, level: medium, event: theft }
 *
 * Actors and events are of AWS unless `provider` says otherwise; then principals, subjects and holders are written
 * `user/ana@example.com` and get that provider's uid (`okta:ana@example.com`).
 */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ACTIONS } from '../../src/model/action.ts';
import type {
  Client,
  Credential,
  CredentialKind,
  Event,
  Principal,
  PrincipalKind,
  Provider,
  Session,
  Workload,
} from '../../src/model/event.ts';
import { LEVELS } from '../../src/model/level.ts';

const SCOPE = '111122223333';

/** Places events come from, already enriched. A bare address is an unknown network of its own prefix. */
export const PLACES: Readonly<Record<string, Partial<Client>>> = {
  office: {
    ip: '192.0.2.10',
    network: 'office',
    prefix: '192.0.2.0/28',
    country: 'IE',
    networkKind: 'declared',
    trusted: true,
    location: at(53.3, -6.3),
  },
  home: {
    ip: '198.51.100.20',
    network: 'AS64501',
    asn: 64501,
    asOrg: 'Example Broadband',
    prefix: '198.51.100.0/24',
    country: 'IE',
    networkKind: 'internet',
    location: at(53.3, -6.3),
  },
  /** The same provider, after it has handed out another address block. */
  'home-renumbered': {
    ip: '198.51.100.150',
    network: 'AS64501',
    asn: 64501,
    asOrg: 'Example Broadband',
    prefix: '198.51.100.128/27',
    country: 'IE',
    networkKind: 'internet',
    location: at(53.3, -6.3),
  },
  hotel: {
    ip: '198.51.100.77',
    network: 'AS64502',
    asn: 64502,
    asOrg: 'Example Mobile',
    prefix: '198.51.100.64/26',
    country: 'FR',
    networkKind: 'internet',
    location: at(48.8, 2.3),
  },
  far: {
    ip: '203.0.113.200',
    network: 'AS64503',
    asn: 64503,
    asOrg: 'Example Pacific',
    prefix: '203.0.113.192/26',
    country: 'AU',
    networkKind: 'internet',
    location: at(-33.9, 151.2),
  },
  attacker: {
    ip: '203.0.113.66',
    network: 'AS64666',
    asn: 64666,
    asOrg: 'Example Hosting',
    prefix: '203.0.113.0/24',
    country: 'MD',
    networkKind: 'hosting',
    location: at(47, 28.8),
  },
  tor: { ip: '203.0.113.99', network: 'tor', prefix: '203.0.113.96/28', networkKind: 'tor' },
  aws: {
    ip: '192.0.2.130',
    network: 'AS16509',
    asn: 16509,
    asOrg: 'Amazon.com, Inc.',
    prefix: '192.0.2.128/28',
    country: 'IE',
    networkKind: 'cloud',
    cloud: 'aws',
  },
  'aws-elsewhere': {
    ip: '192.0.2.200',
    network: 'AS14618',
    asn: 14618,
    asOrg: 'Amazon.com, Inc.',
    prefix: '192.0.2.192/28',
    country: 'US',
    networkKind: 'cloud',
    cloud: 'aws',
  },
  /** The same operator's next address block: another gateway, or another tenant. */
  'aws-next': {
    ip: '198.51.100.200',
    network: 'AS16509',
    asn: 16509,
    asOrg: 'Amazon.com, Inc.',
    prefix: '198.51.100.192/28',
    country: 'IE',
    networkKind: 'cloud',
    cloud: 'aws',
  },
  azure: {
    ip: '198.51.100.230',
    network: 'AS8075',
    asn: 8075,
    asOrg: 'Microsoft Corporation',
    prefix: '198.51.100.224/28',
    country: 'IE',
    networkKind: 'cloud',
    cloud: 'azure',
  },
  gcp: {
    ip: '203.0.113.230',
    network: 'AS396982',
    asn: 396982,
    asOrg: 'Google LLC',
    prefix: '203.0.113.224/28',
    country: 'BE',
    networkKind: 'cloud',
    cloud: 'gcp',
  },
  /** A phone's hotspot near the office. */
  mobile: {
    ip: '203.0.113.20',
    network: 'AS64504',
    asn: 64504,
    asOrg: 'Example Phones',
    prefix: '203.0.113.16/28',
    country: 'IE',
    networkKind: 'internet',
    location: at(53.3, -6.3),
  },
  /** The organisation's own exit in another country, declared. */
  'company-vpn': {
    ip: '192.0.2.40',
    network: 'company-vpn',
    prefix: '192.0.2.32/28',
    country: 'US',
    networkKind: 'vpn',
    trusted: true,
    location: at(39.8, -98.6),
  },
  'public-vpn': {
    ip: '203.0.113.150',
    network: 'AS64505',
    asn: 64505,
    asOrg: 'Example VPN',
    prefix: '203.0.113.144/28',
    country: 'US',
    networkKind: 'vpn',
    location: at(39.8, -98.6),
  },
  private: {
    ip: '10.9.9.9',
    network: 'private 10.9.9.0/24',
    prefix: '10.9.9.0/24',
    networkKind: 'private',
  },
  endpoint: {
    ip: '10.1.2.3',
    endpoint: 'vpce-0123456789abcdef0',
    network: 'vpce-0123456789abcdef0',
    networkKind: 'private',
  },
  service: { service: 'cloudformation.amazonaws.com', network: 'service', networkKind: 'service' },
};

const AGENTS: Readonly<Record<string, Partial<Client>>> = {
  browser: { agent: 'browser', agentKind: 'browser', userAgent: 'Mozilla/5.0' },
  console: { agent: 'aws-console', agentKind: 'console', userAgent: 'console.amazonaws.com' },
  'aws-cli': { agent: 'aws-cli', agentKind: 'cli', userAgent: 'aws-cli/2.15.0' },
  boto3: { agent: 'boto3', agentKind: 'sdk', userAgent: 'Boto3/1.34.0' },
  'aws-sdk-java': { agent: 'aws-sdk-java', agentKind: 'sdk', userAgent: 'aws-sdk-java/2.20' },
  terraform: { agent: 'terraform', agentKind: 'iac', userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.7.0' },
  curl: { agent: 'curl', agentKind: 'script', userAgent: 'curl/8.5.0' },
  pacu: { agent: 'pacu', agentKind: 'offensive', userAgent: 'Boto3/1.34 pacu' },
  'ssm-agent': { agent: 'amazon-ssm-agent', agentKind: 'agent', userAgent: 'amazon-ssm-agent/3.2' },
};

const issued = z.strictObject({
  uid: z.string(),
  kind: z.string(),
  holder: z.string(),
  session: z.string().optional(),
  minutes: z.number().optional(),
});

const actor = z.strictObject({
  principal: z.string().optional(),
  credential: z.string().optional(),
  kind: z.string().optional(),
  mfa: z.boolean().optional(),
  session: z.string().optional(),
  instance: z.string().optional(),
  /** Another kind of workload: `container/TASK`, `function/NAME`, `pod/NAME`. */
  workload: z.string().optional(),
  delivery: z.string().optional(),
  from: z.string().optional(),
  agent: z.string().optional(),
  access: z.string().optional(),
  region: z.string().optional(),
  scope: z.string().optional(),
  provider: z.string().optional(),
  source: z.string().optional(),
});

const step = actor.extend({
  id: z.string().optional(),
  at: z.string(),
  every: z.string().optional(),
  times: z.number().optional(),
  actor: z.string().optional(),
  call: z.string(),
  action: z.enum(ACTIONS).optional(),
  error: z.string().optional(),
  targets: z
    .array(z.strictObject({ kind: z.string(), uid: z.string(), name: z.string().optional() }))
    .optional(),
  subject: z.string().optional(),
  issues: z.array(issued).optional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  pair: z.string().optional(),
});

const timeline = z.strictObject({
  about: z.string(),
  context: z.record(z.string(), z.unknown()).optional(),
  actors: z.record(z.string(), actor).optional(),
  events: z.array(step),
  fires: z
    .array(
      z.strictObject({
        detection: z.string(),
        level: z.enum(LEVELS).optional(),
        event: z.string().optional(),
      }),
    )
    .optional(),
});

export type Timeline = z.infer<typeof timeline>;

export function readTimeline(path: string): Timeline {
  return timeline.parse(parse(readFileSync(path, 'utf8')));
}

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
function numbered<T extends z.infer<typeof step>>(given: T, repeat: number): T {
  const fill = (text: string): string => text.replace('{n}', String(repeat));
  return {
    ...given,
    ...(given.credential === undefined ? {} : { credential: fill(given.credential) }),
    ...(given.issues === undefined
      ? {}
      : { issues: given.issues.map((each) => ({ ...each, uid: fill(each.uid) })) }),
  };
}

/**
 * `user/alice` → IAM user alice; `role/x`, `root`, `federated-user/x`, `service/x`, `account/x` likewise;
 * `person/developer/alice` → alice behind the role developer. Of other providers than AWS: kind and name, and
 * `user/okta:00u1=ana@example.com` where the uid is not made of the name.
 */
export function principalOf(text: string, scope = SCOPE, provider = 'aws'): Principal {
  if (provider !== 'aws') return principalElsewhere(text, scope, provider);
  const [, role, person] = /^person\/([^/]+)\/(.+)$/.exec(text) ?? [];
  if (role !== undefined && person !== undefined) {
    const uid = `arn:aws:iam::${scope}:role/${role}/${person}`;
    return { uid, kind: 'federated-user', name: person, scope };
  }
  const slash = text.indexOf('/');
  const kind = (slash < 0 ? text : text.slice(0, slash)) as PrincipalKind;
  const name = slash < 0 ? text : text.slice(slash + 1);
  const uid =
    kind === 'service' ? name : `arn:aws:iam::${scope}:${kind === 'root' ? 'root' : `${kind}/${name}`}`;
  return { uid, kind, name, scope };
}

/** Prefixes of uids that are not the provider's name. */
const PREFIXES: Readonly<Record<string, string>> = {
  gcp: 'google',
  'google-workspace': 'google',
  'microsoft-365': 'entra',
  azure: 'entra',
  'ping-one': 'pingone',
};

const SOURCES: Readonly<Record<string, string>> = {
  aws: 'aws-cloudtrail',
  gcp: 'gcp-audit',
  azure: 'azure-activity',
  entra: 'entra-id',
  okta: 'okta-system-log',
};

function principalElsewhere(text: string, scope: string, provider: string): Principal {
  const slash = text.indexOf('/');
  const kind = (slash < 0 ? 'user' : text.slice(0, slash)) as PrincipalKind;
  const said = text.slice(slash + 1);
  const named = said.indexOf('=');
  const name = said.slice(named + 1);
  const uid = named < 0 ? `${PREFIXES[provider] ?? provider}:${name}` : said.slice(0, named);
  return { uid, kind, name, scope };
}

function eventOf(given: z.infer<typeof step>, time: number, uid: string): Event {
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
    provider: provider as Provider,
    scope,
    region: given.region ?? (provider === 'aws' ? 'eu-west-1' : undefined),
    operation: given.call,
    action: given.action ?? 'use',
    outcome: given.error === undefined ? 'success' : 'failure',
    error: given.error,
    access: (given.access ?? accessOf(agent.agentKind)) as Event['access'],
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
      kind: each.kind as CredentialKind,
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

function credentialOf(given: z.infer<typeof step>): Credential | undefined {
  if (given.credential === undefined) return undefined;
  const kind =
    given.kind ??
    (given.credential.startsWith('ASIA')
      ? 'session-token'
      : given.credential.startsWith('console:')
        ? 'console-session'
        : 'access-key');
  return { uid: given.credential, kind: kind as CredentialKind, mfa: given.mfa };
}

function sessionOf(given: z.infer<typeof step>, principal: Principal): Session | undefined {
  const stated = given.workload ?? (given.instance === undefined ? undefined : `instance/${given.instance}`);
  const [kind, id = ''] = stated?.split('/') ?? [];
  if (given.session === undefined && stated === undefined) return undefined;
  const name = given.session ?? id;
  const workload =
    kind === undefined ? undefined : { kind: kind as Workload['kind'], id, delivery: given.delivery };
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

function at(latitude: number, longitude: number): Client['location'] & object {
  return { latitude, longitude, precision: 'country' };
}
