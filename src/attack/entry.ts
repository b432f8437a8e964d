/**
 * One line of a release's index: what is needed to find an object, to list it and to say whether it changed, and where
 * its raw source lies. Made from a parsed object; a field of the wrong type is left out and named, never guessed.
 */

import { at, flagAt, isObject, listAt, textAt } from '../lib/json.ts';

export const STATUSES = ['current', 'deprecated', 'revoked'] as const;
export type Status = (typeof STATUSES)[number];

export interface Entry {
  /** STIX id. */
  readonly id: string;
  /** ATT&CK id, `AN1470`. */
  readonly attack?: string;
  /** STIX type. */
  readonly type: string;
  readonly name: string;
  readonly version?: string;
  readonly created?: string;
  readonly modified?: string;
  readonly status: Status;
  readonly domains: readonly string[];
  readonly platforms: readonly string[];
  /** Short names, `credential-access`. */
  readonly tactics: readonly string[];
  readonly aliases: readonly string[];
  /** SHA-256 of the compact source. */
  readonly hash: string;
  /** Where the compact source lies: byte offset and length. */
  readonly at: number;
  readonly length: number;
}

export type Unplaced = Omit<Entry, 'at' | 'length'>;

/** A relationship object, or (without `id`) a reference that an object itself carries. */
export interface Relation {
  readonly id?: string;
  readonly verb: string;
  readonly from: string;
  readonly to: string;
  readonly status: Status;
  readonly modified?: string;
  readonly hash?: string;
  readonly at?: number;
  readonly length?: number;
}

const STIX_ID = /^[a-z][a-z0-9-]*--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ATTACK_SOURCES: ReadonlySet<unknown> = new Set([
  'mitre-attack',
  'mitre-mobile-attack',
  'mitre-ics-attack',
  'mitre-pre-attack',
]);
/** Members the index reads, with the type they must have. */
const EXPECTED: readonly (readonly [string, (value: unknown) => boolean, string])[] = [
  ['name', isText, 'a text'],
  ['description', isText, 'a text'],
  ['created', isTime, 'a time'],
  ['modified', isTime, 'a time'],
  ['x_mitre_version', isText, 'a text'],
  ['revoked', isFlag, 'true or false'],
  ['x_mitre_deprecated', isFlag, 'true or false'],
  ['external_references', Array.isArray, 'a list'],
  ['x_mitre_platforms', Array.isArray, 'a list'],
  ['x_mitre_domains', Array.isArray, 'a list'],
  ['kill_chain_phases', Array.isArray, 'a list'],
];

/** `type` and `id` of a STIX object; a fault in words when it is none. */
export function identityOf(object: unknown): { type: string; id: string } | string {
  if (!isObject(object)) return 'an entry of objects is not an object';
  const type = textAt(object, 'type');
  const id = textAt(object, 'id');
  if (type === undefined || id === undefined) return 'an object without type or id';
  if (!STIX_ID.test(id) || !id.startsWith(`${type}--`)) return `the id ${id} is no STIX id of a ${type}`;
  return { type, id };
}

/** Members of a type they cannot be, in words. */
export function wrongMembers(object: unknown): string[] {
  return EXPECTED.flatMap(([name, fits, wanted]) => {
    const value = at(object, name);
    return value === undefined || value === null || fits(value) ? [] : [`${name} is not ${wanted}`];
  });
}

export function entryOf(object: unknown, type: string, id: string, hash: string): Unplaced {
  const attack = attackIdOf(object);
  const version = textAt(object, 'x_mitre_version');
  const created = textAt(object, 'created');
  const modified = textAt(object, 'modified');
  return {
    id,
    ...(attack === undefined ? {} : { attack }),
    type,
    name: textAt(object, 'name') ?? id,
    ...(version === undefined ? {} : { version }),
    ...(created === undefined ? {} : { created }),
    ...(modified === undefined ? {} : { modified }),
    status: statusOf(object),
    domains: textsAt(object, 'x_mitre_domains'),
    platforms: textsAt(object, 'x_mitre_platforms'),
    tactics: listAt(object, 'kill_chain_phases').flatMap((phase) => textAt(phase, 'phase_name') ?? []),
    aliases: [...new Set([...textsAt(object, 'aliases'), ...textsAt(object, 'x_mitre_aliases')])],
    hash,
  };
}

export function statusOf(object: unknown): Status {
  if (flagAt(object, 'revoked') === true) return 'revoked';
  return flagAt(object, 'x_mitre_deprecated') === true ? 'deprecated' : 'current';
}

/** Texts of a list; empty when there is none. */
export function textsAt(object: unknown, ...path: readonly string[]): string[] {
  return listAt(object, ...path).filter(isText);
}

function attackIdOf(object: unknown): string | undefined {
  const own = listAt(object, 'external_references').find((each) =>
    ATTACK_SOURCES.has(at(each, 'source_name')),
  );
  return textAt(own, 'external_id');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
