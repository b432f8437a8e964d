/**
 * Look-ups in an imported library: a release by its name, an object by its id in one release or in all. What nobody
 * knows is answered by what was probably meant.
 */

import { nearestFew } from '../lib/nearest.ts';
import { UsageError } from '../model/usage-error.ts';
import { type Entry, type Relation, STATUSES } from './entry.ts';
import { rankOf } from './kinds.ts';
import { linesWith, readEntries } from './read-release.ts';
import { FILES, openReleases, type Release } from './store.ts';

export interface Library {
  readonly folder: string;
  /** Newest first. */
  readonly releases: readonly Release[];
}

export interface Found {
  readonly release: Release;
  readonly entry: Entry;
  /** Other objects of the same ATT&CK id: mitigations once shared the ids of their techniques. */
  readonly others: readonly Entry[];
}

const CLOSE_ENOUGH = 3;

export function openLibrary(folder: string): Library {
  return { folder, releases: openReleases(folder) };
}

/** `18.1`, or `mobile-attack-18.1` where several domains have that version. */
export function releaseNamed(library: Library, name: string): Release {
  const found = library.releases.find(({ key, version }) => key === name || version === name);
  if (found !== undefined) return found;
  const known = library.releases.map(({ key }) => key);
  throw new UsageError(
    `release ${name} is not in the library ${library.folder}`,
    known.length === 0 ? HOW_TO_IMPORT : `imported are ${known.join(', ')}; ${HOW_TO_IMPORT}`,
  );
}

export const HOW_TO_IMPORT =
  'download enterprise-attack-NN.N.json from https://github.com/mitre-attack/attack-stix-data and run: credtrail attack import FILE';

/** The object of an ATT&CK or STIX id, in the newest release that has it or in the one asked for. */
export function find(library: Library, id: string, release?: Release): Found | undefined {
  const releases = release === undefined ? library.releases : [release];
  for (const each of releases) {
    const entries = entriesWith(each, id).sort(bestFirst);
    const [entry, ...others] = entries;
    if (entry !== undefined) return { release: each, entry, others };
  }
  return undefined;
}

/** An object nobody knows: says what was probably meant. */
export function unknownObject(library: Library, id: string, release?: Release): UsageError {
  if (library.releases.length === 0)
    return new UsageError(`${id} is not known: no ATT&CK release is imported`, HOW_TO_IMPORT);
  const releases = release === undefined ? library.releases : [release];
  const names = new Map<string, string>();
  for (const each of releases)
    for (const { attack, name } of readEntries(each))
      if (attack !== undefined && !names.has(attack)) names.set(attack, name);
  const alike = nearestFew(id, names.keys(), CLOSE_ENOUGH);
  const close = (alike.length > 0 ? alike : nearestNumbers(id, names.keys())).map(
    (near) => `${near} (${names.get(near) ?? ''})`,
  );
  const where = releases.length === 1 ? `release ${releases[0]?.key}` : 'any imported release';
  return new UsageError(
    `${id} is not in ${where}`,
    close.length === 0
      ? `search by words: credtrail attack search ${id}`
      : `did you mean ${close.join(', ')}?`,
  );
}

/** Ids of the same kind with the numbers next to it: `T9999` is spelt like none. */
function nearestNumbers(id: string, known: Iterable<string>): string[] {
  const [, kind = '', digits] = /^([A-Z]+)(\d+)/.exec(id.toUpperCase()) ?? [];
  if (digits === undefined) return [];
  const distance = (other: string): number => Math.abs(Number(other.slice(kind.length)) - Number(digits));
  return [...known]
    .filter((other) => other.startsWith(kind) && /^\d+$/.test(other.slice(kind.length)))
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, CLOSE_ENOUGH);
}

/** The object in every release that has it, newest first. */
export function editions(library: Library, stixId: string): { release: Release; entry: Entry }[] {
  return library.releases.flatMap((release) =>
    entriesWith(release, stixId).map((entry) => ({ release, entry })),
  );
}

/** Mitigations once had the ids of their techniques, which are meant by these; then current before the others. */
function bestFirst(a: Entry, b: Entry): number {
  const secondary = ({ type }: Entry): number => (type === 'course-of-action' ? 1 : 0);
  const standing = ({ status }: Entry): number => STATUSES.indexOf(status);
  return secondary(a) - secondary(b) || standing(a) - standing(b) || rankOf(a.type) - rankOf(b.type);
}

function entriesWith(release: Release, id: string): Entry[] {
  if (id.startsWith('relationship--')) return relationshipEntries(release, id);
  const key = id.includes('--') ? 'id' : 'attack';
  const wanted = key === 'attack' ? id.toUpperCase() : id;
  return linesWith<Entry>(release, FILES.objectIndex, `"${key}":${JSON.stringify(wanted)}`).filter(
    (entry) => entry[key] === wanted,
  );
}

/** A relationship has no name, version or platforms of its own. */
function relationshipEntries(release: Release, id: string): Entry[] {
  return linesWith<Relation>(release, FILES.relationIndex, `"id":${JSON.stringify(id)}`).flatMap(
    (relation) => {
      const { verb, status, modified, hash: sum, at, length } = relation;
      if (relation.id !== id || sum === undefined || at === undefined || length === undefined) return [];
      const name = `${relation.from} ${verb} ${relation.to}`;
      const none = { domains: [], platforms: [], tactics: [], aliases: [] };
      const times = modified === undefined ? {} : { modified };
      return [{ id, type: 'relationship', name, status, hash: sum, at, length, ...none, ...times }];
    },
  );
}
