/**
 * `credtrail attack import`: files and folders become releases in the library. A bundle with its own collection is a
 * release by itself; the other documents of one path make one together. A release is taken whole or not at all, and
 * one that is there with other content is never overwritten.
 */

import { basename } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import { compactDocument } from './compact.ts';
import { listDocuments, readDocument } from './documents.ts';
import { identityOf, type Relation } from './entry.ts';
import { type Gathering, gather, type ImportProblem, newGathering, type Piece, report } from './gather.ts';
import { inTactics } from './relations.ts';
import { digestOf, isWhole, openReleases, prepareLibrary, type Release, writeRelease } from './store.ts';

export interface ImportOptions {
  readonly library: string;
  /** For objects that name none: the release they belong to. */
  readonly release?: string;
}

export interface Imported {
  readonly key: string;
  readonly version: string;
  readonly domain: string;
  /** `damaged` was there with files cut short, and was written again. */
  readonly outcome: 'imported' | 'unchanged' | 'damaged' | 'refused';
  readonly digest: string;
  /** Of the release that is there, when this one was refused. */
  readonly present?: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Files it came from. */
  readonly files: number;
}

export interface ImportReport {
  readonly releases: readonly Imported[];
  readonly problems: readonly ImportProblem[];
  /** Files of folders that are not named like JSON, and were not opened. */
  readonly leftAlone: number;
}

interface Batch {
  readonly gathering: Gathering;
  readonly files: string[];
  /** The path named on the command line. */
  readonly path: string;
}

const VERSION = /^\d{1,3}(?:\.\d{1,3}){0,2}$/;
const VERSION_IN_NAME = /-v?(\d{1,3}\.\d{1,3})(?=[-.]|$)/;
const DOMAIN = /^[a-z][a-z0-9-]{0,40}$/;

/** Throws UsageError when the library cannot be used, or when nothing says which release objects belong to. */
export function importAttack(paths: readonly string[], options: ImportOptions): ImportReport {
  prepareLibrary(options.library);
  const problems: ImportProblem[] = [];
  const releases: Imported[] = [];
  let leftAlone = 0;
  for (const path of paths) {
    const documents = listDocuments(path);
    leftAlone += documents.leftAlone;
    problems.push(...documents.problems);
    const loose: Batch = { gathering: newGathering(), files: [], path };
    for (const file of documents.files) {
      const own = takeFile(file, loose, problems);
      if (own !== undefined) releases.push(keep(own, options, problems));
    }
    if (loose.gathering.pieces.size > 0) releases.push(keep(loose, options, problems));
    else problems.push(...loose.gathering.problems);
  }
  return { releases, problems, leftAlone };
}

/** The batch of a bundle that is a release by itself; other objects join the loose ones. */
function takeFile(file: string, loose: Batch, problems: ImportProblem[]): Batch | undefined {
  const bytes = readDocument(file);
  if (!Buffer.isBuffer(bytes)) {
    problems.push(bytes);
    return undefined;
  }
  const document = compactDocument(bytes);
  if ('code' in document) {
    const { code, message, at } = document;
    problems.push({ code, file, message: `${message} (byte ${at}); nothing of it was taken` });
    return undefined;
  }
  if (!document.bundle && !isStix(document.objects[0])) {
    problems.push({ code: 'foreign', file, message: 'it is neither a STIX bundle nor a STIX object' });
    return undefined;
  }
  if (document.objects.length === 0) {
    problems.push({ code: 'foreign', file, message: 'it is a bundle without objects' });
    return undefined;
  }
  if (!isRelease(document.objects, file)) {
    if (gather(loose.gathering, document, file)) loose.files.push(file);
    return undefined;
  }
  const batch: Batch = { gathering: newGathering(), files: [file], path: file };
  if (gather(batch.gathering, document, file) && batch.gathering.pieces.size > 0) return batch;
  problems.push(...batch.gathering.problems);
  return undefined;
}

function isStix(json: Buffer | undefined): boolean {
  try {
    return typeof identityOf(JSON.parse(json?.toString('utf8') ?? '')) === 'object';
  } catch {
    return false;
  }
}

/** Per-object files are bundles of one object; a whole release states its version in a collection or in its name. */
function isRelease(objects: readonly Buffer[], file: string): boolean {
  if (objects.length < 2) return false;
  return (
    VERSION_IN_NAME.test(basename(file)) ||
    objects.some((json) => json.includes('"type":"x-mitre-collection"'))
  );
}

function keep(batch: Batch, options: ImportOptions, problems: ImportProblem[]): Imported {
  const { gathering } = batch;
  const pieces = [...gathering.pieces.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { domain, version } = releaseOf(batch, options.release);
  const carried = carriedRelations(pieces);
  reportDangling(batch, pieces);
  problems.push(...gathering.problems);
  const about = {
    key: `${domain}-${version}`,
    domain,
    version,
    digest: digestOf(pieces),
    counts: countTypes(pieces),
    copyright: [...gathering.statements].sort().join(' '),
  };
  const { key, digest, counts } = about;
  const imported = { key, version, domain, digest, counts, files: batch.files.length };
  const present = openReleases(options.library).find((each) => each.key === key);
  const outcome = outcomeOf(present, digest);
  if (outcome === 'imported' || outcome === 'damaged') writeRelease(options.library, about, pieces, carried);
  return { ...imported, outcome, ...(present === undefined ? {} : { present: present.digest }) };
}

function outcomeOf(present: Release | undefined, digest: string): Imported['outcome'] {
  if (present === undefined) return 'imported';
  if (present.digest !== digest) return 'refused';
  return isWhole(present) ? 'unchanged' : 'damaged';
}

/** What the objects' collection says, else `--release`, else the name of the file or folder. */
function releaseOf(
  { gathering, path }: Batch,
  asked: string | undefined,
): { domain: string; version: string } {
  const stated = [...gathering.collections.values()];
  if (stated.length > 1)
    throw new UsageError(
      `${path} holds objects of several releases (${stated.map(({ name, version }) => `${name} ${version}`).join(', ')})`,
      'import each folder or file by itself',
    );
  const version = stated[0]?.version ?? asked ?? VERSION_IN_NAME.exec(basename(path))?.[1];
  if (version === undefined)
    throw new UsageError(
      `${path} does not say which ATT&CK release it is`,
      'say it with --release, for example --release 18.1',
    );
  if (stated[0] !== undefined && asked !== undefined && asked !== version)
    throw new UsageError(`${path} is release ${version}, not ${asked}`, 'leave out --release');
  if (!VERSION.test(version))
    throw new UsageError(`'${version}' of ${path} is no release of ATT&CK`, 'a release is written like 18.1');
  return { domain: commonest(gathering.domains), version };
}

function commonest(domains: ReadonlyMap<string, number>): string {
  const named = [...domains].filter(([domain]) => DOMAIN.test(domain));
  const [most] = named.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return most?.[0] ?? 'enterprise-attack';
}

function carriedRelations(pieces: readonly Piece[]): Relation[] {
  const tacticIds = new Map(
    pieces.flatMap(({ tacticKey, id }) => (tacticKey === undefined ? [] : [[tacticKey, id]])),
  );
  return pieces.flatMap(({ carried, entry }) =>
    entry === undefined ? carried : [...carried, ...inTactics(entry, tacticIds)],
  );
}

function reportDangling({ gathering, path }: Batch, pieces: readonly Piece[]): void {
  for (const { id, relation } of pieces)
    for (const end of relation === undefined ? [] : [relation.from, relation.to])
      if (!gathering.pieces.has(end))
        report(gathering, 'dangling', path, `${id} names ${end}, which is not there`);
}

function countTypes(pieces: readonly Piece[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of pieces) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
