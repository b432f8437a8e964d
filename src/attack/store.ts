/**
 * The library on disk: one folder per release with the exact compact objects, one a line, an index of them, one line per
 * object, which a look-up searches as bytes instead of parsing it whole, and what belongs together as numbers. A release is
 * written beside and moved into place in one step. It refuses a folder that is no library and one a newer version wrote.
 */

import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writevSync,
} from 'node:fs';
import { join } from 'node:path';
import { at, numberAt, textAt } from '../lib/json.ts';
import { reasonOf } from '../lib/reason.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Relation } from './entry.ts';
import type { Piece } from './gather.ts';
import { LICENCE } from './licence.ts';
import { linksOf } from './links.ts';

/** Raised when what is written below changes so that an older version would misread it. */
const FORMAT = 1;
const MARKER = 'library.json';
const LICENCE_FILE = 'LICENCE.txt';
export const FILES = {
  about: 'release.json',
  objects: 'objects.ndjson',
  objectIndex: 'objects.index.ndjson',
  relations: 'relations.ndjson',
  relationIndex: 'relations.index.ndjson',
  links: 'links.json',
} as const;

/** Buffers handed to the system at once; the least limit of any platform is 1024. */
const AT_ONCE = 1000;
const NEWLINE = Buffer.from('\n');

export interface Release {
  /** `enterprise-attack-18.1`: the folder's name. */
  readonly key: string;
  readonly folder: string;
  readonly domain: string;
  readonly version: string;
  /** SHA-256 over the sorted ids and raw hashes of all its objects. */
  readonly digest: string;
  readonly counts: Readonly<Record<string, number>>;
  /** MITRE's copyright designation, as the release states it. */
  readonly copyright: string;
}

/** Releases in the folder, newest first; empty when there is no library yet. Throws UsageError when it cannot be used. */
export function openReleases(folder: string): Release[] {
  if (!checkLibrary(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => readRelease(folder, name) ?? [])
    .sort(newestFirst);
}

/** Makes the folder a library; one that holds something else is refused. */
export function prepareLibrary(folder: string): void {
  if (checkLibrary(folder)) return;
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(
      `${folder} holds other things than an ATT&CK library`,
      'name a new or empty folder with --library',
    );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, LICENCE_FILE), `${LICENCE.join('\n')}\n`);
  writeFileSync(
    join(folder, MARKER),
    `${JSON.stringify({ kind: 'credtrail-attack-library', format: FORMAT })}\n`,
  );
}

/** SHA-256 over ids and raw hashes: equal for the same objects, whatever files they came in. */
export function digestOf(pieces: readonly Piece[]): string {
  return hash('sha256', pieces.map(({ id, hash: sum }) => `${id} ${sum}\n`).join(''), 'hex');
}

/** Writes a release whole or not at all. `pieces` are sorted by id. */
export function writeRelease(
  folder: string,
  about: Omit<Release, 'folder'>,
  pieces: readonly Piece[],
  carried: readonly Relation[],
): void {
  const draft = join(folder, `.${about.key}.${process.pid}.tmp`);
  const target = join(folder, about.key);
  rmSync(draft, { recursive: true, force: true });
  try {
    mkdirSync(draft);
    const objects = pieces.filter(({ entry }) => entry !== undefined);
    const relationships = pieces.filter(({ relation }) => relation !== undefined);
    writeLines(
      join(draft, FILES.objects),
      objects.map(({ json }) => json),
    );
    writeLines(
      join(draft, FILES.relations),
      relationships.map(({ json }) => json),
    );
    const index = indexLines(objects, ({ entry }) => entry);
    writeText(join(draft, FILES.objectIndex), index.join(''));
    const embedded = carried.map((relation) => `${JSON.stringify(relation)}\n`);
    const relationIndex = [...indexLines(relationships, ({ relation }) => relation), ...embedded];
    writeText(join(draft, FILES.relationIndex), relationIndex.join(''));
    const relations = [...relationships.flatMap(({ relation }) => relation ?? []), ...carried];
    writeText(join(draft, FILES.links), JSON.stringify(linksOf(relations, placesOf(objects, index))));
    writeText(join(draft, FILES.about), `${JSON.stringify({ format: FORMAT, ...about }, undefined, 2)}\n`);
    rmSync(target, { recursive: true, force: true }); // only ever a damaged copy of the same objects
    renameSync(draft, target);
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    throw new UsageError(
      `the release ${about.key} cannot be written to ${folder}: ${reasonOf(cause)}`,
      'choose another --library, or make room',
      { cause },
    );
  }
}

/** Whether every file of a release has the size its index speaks of. */
export function isWhole({ folder }: Release): boolean {
  if (!endsWell(join(folder, FILES.links))) return false;
  return [
    [FILES.objectIndex, FILES.objects],
    [FILES.relationIndex, FILES.relations],
  ].every(([index = '', data = '']) => {
    const size = statSync(join(folder, data), { throwIfNoEntry: false })?.size;
    if (size === undefined || !existsSync(join(folder, index))) return false;
    return size === expectedSize(readFileSync(join(folder, index), 'utf8'));
  });
}

/** Whether the file is there to its last byte. */
function endsWell(links: string): boolean {
  return existsSync(links) && readFileSync(links, 'latin1').endsWith(']}');
}

/** False when there is no library. */
function checkLibrary(folder: string): boolean {
  const about = statSync(folder, { throwIfNoEntry: false });
  if (about === undefined) return false;
  if (!about.isDirectory())
    throw new UsageError(`the library ${folder} is not a folder`, 'name a folder with --library');
  const marker = join(folder, MARKER);
  if (!existsSync(marker)) return false;
  const format = numberAt(readJson(marker), 'format');
  if (format === undefined) throw damaged(marker);
  if (format > FORMAT) throw newer(folder, format);
  return true;
}

function readRelease(library: string, key: string): Release | undefined {
  const folder = join(library, key);
  const file = join(folder, FILES.about);
  if (!existsSync(file)) return undefined;
  const about = readJson(file);
  const format = numberAt(about, 'format');
  if (format !== undefined && format > FORMAT) throw newer(folder, format);
  const [domain, version, digest] = [
    textAt(about, 'domain'),
    textAt(about, 'version'),
    textAt(about, 'digest'),
  ];
  if (domain === undefined || version === undefined || digest === undefined) throw damaged(file);
  const counts = Object.entries(Object(at(about, 'counts'))).flatMap(([type, count]) =>
    typeof count === 'number' ? [[type, count] as const] : [],
  );
  return {
    key,
    folder,
    domain,
    version,
    digest,
    counts: Object.fromEntries(counts),
    copyright: textAt(about, 'copyright') ?? '',
  };
}

/** Enterprise first among releases of one version, numbers compared as numbers. */
function newestFirst(a: Release, b: Release): number {
  return compareVersions(b.version, a.version) || enterpriseFirst(a.domain) - enterpriseFirst(b.domain);
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return Number.isNaN(difference) ? a.localeCompare(b) : difference;
  }
  return 0;
}

function enterpriseFirst(domain: string): number {
  return domain === 'enterprise-attack' ? 0 : 1;
}

function indexLines(pieces: readonly Piece[], line: (piece: Piece) => object | undefined): string[] {
  let offset = 0;
  return pieces.map((piece) => {
    const text = JSON.stringify({ ...line(piece), at: offset, length: piece.json.length });
    offset += piece.json.length + 1;
    return `${text}\n`;
  });
}

/** Where in the index, in bytes, the line of each object begins. */
function placesOf(objects: readonly Piece[], index: readonly string[]): Map<string, number> {
  let place = 0;
  const places = new Map<string, number>();
  for (const [at, { id }] of objects.entries()) {
    places.set(id, place);
    place += Buffer.byteLength(index[at] ?? '');
  }
  return places;
}

/** End of the last object an index places. */
function expectedSize(index: string): number {
  let size = 0;
  for (const [, at, length] of index.matchAll(/"at":(\d+),"length":(\d+)\}$/gm))
    size = Math.max(size, Number(at) + Number(length) + 1);
  return size;
}

function writeLines(path: string, lines: readonly Buffer[]): void {
  const file = openSync(path, 'w');
  try {
    for (let from = 0; from < lines.length; from += AT_ONCE / 2) {
      const some = lines.slice(from, from + AT_ONCE / 2).flatMap((line) => [line, NEWLINE]);
      const wanted = some.reduce((sum, { length }) => sum + length, 0);
      if (writevSync(file, some) !== wanted) throw new Error('the disk took less than was written');
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function writeText(path: string, text: string): void {
  writeFileSync(path, text, { flush: true });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function damaged(path: string, cause?: unknown): UsageError {
  return new UsageError(
    `the library's file ${path} is damaged`,
    'remove its folder and import the release again',
    { cause },
  );
}

function newer(folder: string, format: number): UsageError {
  return new UsageError(
    `${folder} was written by a newer Credtrail (library format ${format}, this one knows ${FORMAT}); it was not changed`,
    'update Credtrail, or name another folder with --library',
  );
}
