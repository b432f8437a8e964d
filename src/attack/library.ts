/**
 * Look-ups in an imported library. Each reads the index of the release it is about and the objects it needs; of all
 * other releases it searches the index as bytes for one line. Nothing is kept between calls but what the caller holds.
 */

import { hash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { nearestFew } from '../lib/nearest.ts';
import { UsageError } from '../model/usage-error.ts';
import { type Entry, type Relation, STATUSES } from './entry.ts';
import { rankOf } from './kinds.ts';
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
const NEWLINE = 0x0a;

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
  const close = nearestFew(id, names.keys(), CLOSE_ENOUGH).map(
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

/** The object in every release that has it, newest first. */
export function editions(library: Library, stixId: string): { release: Release; entry: Entry }[] {
  return library.releases.flatMap((release) =>
    entriesWith(release, stixId).map((entry) => ({ release, entry })),
  );
}

/** All entries of a release but relationships. */
export function readEntries(release: Release): Entry[] {
  return parseLines<Entry>(readIndex(release, FILES.objectIndex), release);
}

export function readRelations(release: Release): Relation[] {
  return parseLines<Relation>(readIndex(release, FILES.relationIndex), release);
}

/** Finds the relations that have an object at either end, without parsing the others. */
export function relationFinder(release: Release): (stixId: string) => Relation[] {
  const index = readIndex(release, FILES.relationIndex);
  return (stixId) =>
    linesIn<Relation>(index, `"${stixId}"`, release).filter(
      ({ from, to }) => from === stixId || to === stixId,
    );
}

/** Exactly the bytes whose SHA-256 is the object's raw hash; throws when the store no longer holds them. */
export function readRaw(
  release: Release,
  placed: Pick<Entry, 'at' | 'length' | 'hash' | 'type' | 'id'>,
): Buffer {
  const path = join(release.folder, placed.type === 'relationship' ? FILES.relations : FILES.objects);
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(placed.length);
    readSync(file, bytes, 0, placed.length, placed.at);
    if (hash('sha256', bytes, 'hex') !== placed.hash) throw damaged(release, path);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** All objects' sources at once, by entry: for what has to read most of them. */
export function rawReader(release: Release): (entry: Pick<Entry, 'at' | 'length'>) => string {
  const all = readIndex(release, FILES.objects);
  return ({ at, length }) => all.toString('utf8', at, at + length);
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

function linesWith<T>(release: Release, file: string, text: string): T[] {
  return linesIn(readIndex(release, file), text, release);
}

/** Lines that hold the text; inside a JSON string quotes are escaped, so a member is never mistaken. */
function linesIn<T>(index: Buffer, text: string, release: Release): T[] {
  const wanted = Buffer.from(text);
  const found: Buffer[] = [];
  for (let at = index.indexOf(wanted); at >= 0; ) {
    const start = index.lastIndexOf(NEWLINE, at) + 1;
    const end = index.indexOf(NEWLINE, at) + 1;
    found.push(index.subarray(start, end === 0 ? index.length : end));
    at = end === 0 ? -1 : index.indexOf(wanted, end);
  }
  return parseLines(Buffer.concat(found), release);
}

/** Our own lines, written by this version or one whose lines are the same. */
function parseLines<T>(bytes: Buffer, release: Release): T[] {
  const text = bytes.toString('utf8').trimEnd();
  if (text === '') return [];
  try {
    return JSON.parse(`[${text.replaceAll('\n', ',')}]`);
  } catch (cause) {
    throw damaged(release, release.folder, cause);
  }
}

function readIndex(release: Release, file: string): Buffer {
  try {
    return readFileSync(join(release.folder, file));
  } catch (cause) {
    throw damaged(release, join(release.folder, file), cause);
  }
}

function damaged(release: Release, path: string, cause?: unknown): UsageError {
  return new UsageError(
    `the library's copy of ${release.key} is damaged (${path})`,
    'import the release again: what is damaged is written anew',
    { cause },
  );
}
