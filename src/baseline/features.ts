/** Which features of an event a baseline learns, and how their values are spelt. */

import type { Client, Event, Principal } from '../model/event.ts';
import type { FeatureGroup } from './surprise.ts';

/**
 * A service is at most as surprising as its operation, and the access path as the program: neither is here. Order
 * matters: it is the layout of {@link Features} and of the saved state, whose version goes up with a change here.
 */
export const FEATURES = [
  { name: 'network', group: 'where' },
  { name: 'prefix', group: 'where' },
  { name: 'country', group: 'where' },
  { name: 'agent', group: 'with' },
  { name: 'operation', group: 'what' },
  { name: 'region', group: 'what' },
  { name: 'edge', group: 'whom' },
  { name: 'hour', group: 'when' },
] as const satisfies readonly { name: string; group: FeatureGroup }[];

export type FeatureName = (typeof FEATURES)[number]['name'];

const place = (name: FeatureName): number => FEATURES.findIndex((feature) => feature.name === name);

/** Place in {@link FEATURES} of those asked for by name. */
export const FEATURE = {
  prefix: place('prefix'),
  operation: place('operation'),
  region: place('region'),
  edge: place('edge'),
  hour: place('hour'),
} as const;

const placesOf = (group: FeatureGroup): readonly number[] =>
  FEATURES.flatMap((feature, at) => (feature.group === group ? [at] : []));

/** Places in {@link FEATURES} of each group's features. */
export const FEATURES_OF: Readonly<Record<FeatureGroup, readonly number[]>> = {
  where: placesOf('where'),
  with: placesOf('with'),
  what: placesOf('what'),
  whom: placesOf('whom'),
  when: placesOf('when'),
};

/** Name of the feature at a place of {@link FEATURES}. */
export function nameOf(feature: number): string {
  return FEATURES[feature]?.name ?? '';
}

/** The event's value for each feature, in the order of {@link FEATURES}; undefined where it has none. */
export type Features = readonly (string | undefined)[];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A call the provider makes itself comes from the provider's network with its program: not the caller's. */
export function saysWhere({ networkKind }: Client): boolean {
  return networkKind !== 'service';
}

/** The first of {@link FEATURES}: those that depend on the client alone. */
export function clientFeatures(client: Client): Features {
  if (!saysWhere(client)) return [undefined, undefined, undefined, undefined];
  return [client.network, client.prefix, client.country, client.agent];
}

/** The event's value for the feature at a place of {@link FEATURES}. */
export function valueIn(event: Event, feature: number): string | undefined {
  switch (feature) {
    case FEATURE.operation:
      return event.operation;
    case FEATURE.region:
      return event.region;
    case FEATURE.edge:
      return edgeOf(event);
    case FEATURE.hour:
      return hourOfWeek(event.time);
    default:
      return clientValue(event.client, feature);
  }
}

function clientValue(client: Client, feature: number): string | undefined {
  if (!saysWhere(client)) return undefined;
  switch (FEATURES[feature]?.name) {
    case 'network':
      return client.network;
    case 'prefix':
      return client.prefix;
    case 'country':
      return client.country;
    case 'agent':
      return client.agent;
    default:
      return undefined;
  }
}

/**
 * Caller → object, as a value that is comparable between callers: for actions whose object is part of what is normal
 * (which role, which secret, whose key).
 */
export function edgeOf(event: Event): string | undefined {
  switch (event.action) {
    case 'use':
      return undefined;
    case 'resource.access':
      return container(event);
    case 'token.mint':
      return mintedFor(event);
    case 'credential.read':
      return event.targets[0]?.uid;
    case 'credential.create':
    case 'credential.import':
    case 'credential.reset':
    case 'factor.change':
      return concerned(event);
    default:
      return undefined;
  }
}

/** The role rather than its holder: a caller picks the session name, and with it could pick a new pair each time. */
function mintedFor(event: Event): string | undefined {
  const role = event.targets.find(({ kind }) => kind === 'role');
  return role?.uid ?? event.issued[0]?.holder.uid ?? event.targets[0]?.uid;
}

/** Own credential or somebody else's: the person varies, the habit of acting on others does not. */
function concerned(event: Event): string | undefined {
  if (event.subject === undefined) return undefined;
  return event.subject.uid === event.principal.uid ? 'own credential' : "someone else's credential";
}

/** The bucket rather than the object in it: there is no habit in names that never come twice. */
function container({ targets }: Event): string | undefined {
  for (const { kind, uid } of targets) if (kind !== 'object') return uid;
  return targets[0]?.uid;
}

/** 48 values: hour of day (UTC), weekdays and weekend apart. */
export function hourOfWeek(time: number): string {
  const day = (Math.floor(time / DAY) + 4) % 7; // 1970-01-01 was a Thursday
  const hour = Math.floor((time % DAY) / HOUR);
  return HOURS[(day === 0 || day === 6 ? 24 : 0) + hour] ?? '';
}

const HOURS = ['weekday', 'weekend'].flatMap((kind) =>
  Array.from({ length: 24 }, (_, hour) => `${kind} ${String(hour).padStart(2, '0')}h UTC`),
);

/**
 * Principals expected to behave alike: same kind and naming family. Identity Center users share the permission
 * set across accounts; everything else stays within its account or project.
 */
export function groupOf(principal: Principal): string {
  if (principal.kind === 'federated-user') {
    // The subject of a program (`repo:acme/shop:ref:…`) is one of many of its issuer; a person has an address.
    const isProgram = principal.name.includes(':');
    if (!isProgram) return `federated-user|${permissionSet(principal.uid)}`;
  }
  if (principal.kind === 'service') return 'service';
  if (principal.kind === 'user' || principal.kind === 'root') return `${principal.scope}|${principal.kind}`;
  return `${principal.scope}|${principal.kind}|${namingFamily(principal.name)}`;
}

function permissionSet(uid: string): string {
  const role = /\/(AWSReservedSSO_[^/]+?)_[0-9a-f]{16}\//.exec(uid)?.[1];
  return role ?? uid.slice(0, Math.max(0, uid.lastIndexOf('/')));
}

/** `app-prod-web-1a2b3c4d` and `app-prod-api` are family `app-prod`: first two words, numbers and random parts dropped. */
function namingFamily(name: string): string {
  const words = name
    .toLowerCase()
    .slice(0, 128)
    .split(/[-_./:@ ]+/)
    .filter((word) => word !== '' && !/^(?=.*\d)[a-z0-9]{6,}$/.test(word) && !/^\d+$/.test(word));
  return words.slice(0, 2).join('-');
}
