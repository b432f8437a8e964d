/**
 * Reading one imported release. Its index is searched as bytes, and only the lines asked for are parsed; nothing is kept
 * between calls but what the caller holds. What is not as it was written is a UsageError that says how to mend it.
 */

import { hash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import type { Entry, Relation } from './entry.ts';
import type { Links } from './links.ts';
import { FILES, type Release } from './store.ts';

const NEWLINE = 0x0a;

/** All entries of a release but relationships. */
export function readEntries(release: Release): Entry[] {
  return parseLines<Entry>(readIndex(release, FILES.objectIndex), release);
}

export function readRelations(release: Release): Relation[] {
  return parseLines<Relation>(readIndex(release, FILES.relationIndex), release);
}

/** The index of a release, of which only the objects asked for are parsed. Places are bytes into it. */
export interface EntryIndex {
  placeOf(stixId: string): number | undefined;
  entryAt(place: number): Entry;
  entryOf(stixId: string): Entry | undefined;
}

export function indexOf(release: Release): EntryIndex {
  const bytes = readIndex(release, FILES.objectIndex);
  const places = new Map<string, number>();
  const placeOf = (stixId: string): number | undefined => {
    const place = places.get(stixId) ?? bytes.indexOf(lineStart(stixId));
    return place < 0 ? undefined : place;
  };
  const entryAt = (place: number): Entry => {
    const end = bytes.indexOf(NEWLINE, place);
    const [entry] = parseLines<Entry>(bytes.subarray(place, end < 0 ? bytes.length : end), release);
    if (entry === undefined) throw damaged(release, FILES.links);
    places.set(entry.id, place);
    return entry;
  };
  return {
    placeOf,
    entryAt,
    entryOf(stixId) {
      const place = placeOf(stixId);
      return place === undefined ? undefined : entryAt(place);
    },
  };
}

export function readLinks(release: Release): Links {
  const text = readIndex(release, FILES.links).toString('latin1');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(release, FILES.links, cause);
  }
}

/** Exactly the bytes whose SHA-256 is the object's raw hash; throws when the store no longer holds them. */
export function readRaw(
  release: Release,
  placed: Pick<Entry, 'at' | 'length' | 'hash' | 'type' | 'id'>,
): Buffer {
  const name = placed.type === 'relationship' ? FILES.relations : FILES.objects;
  const file = openSync(join(release.folder, name), 'r');
  try {
    const bytes = Buffer.alloc(placed.length);
    readSync(file, bytes, 0, placed.length, placed.at);
    if (hash('sha256', bytes, 'hex') !== placed.hash) throw damaged(release, name);
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

/** Lines of an index that hold the text; inside a JSON string quotes are escaped, so a member is never mistaken. */
export function linesWith<T>(release: Release, file: string, text: string): T[] {
  const index = readIndex(release, file);
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
    throw damaged(release, '', cause);
  }
}

/** Every line of the index begins with the object's id. */
function lineStart(stixId: string): string {
  return `{"id":${JSON.stringify(stixId)},`;
}

function readIndex(release: Release, file: string): Buffer {
  try {
    return readFileSync(join(release.folder, file));
  } catch (cause) {
    throw damaged(release, file, cause);
  }
}

function damaged(release: Release, file: string, cause?: unknown): UsageError {
  return new UsageError(
    `the library's copy of ${release.key} is damaged (${join(release.folder, file)})`,
    'import the release again: what is damaged is written anew',
    { cause },
  );
}
