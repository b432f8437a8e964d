/**
 * Objects on their way into a release: each document is cut, each object identified and indexed, and what cannot be is
 * counted with its reason. It knows no files and writes nothing.
 */

import { hash } from 'node:crypto';
import { textAt } from '../lib/json.ts';
import { clip, escapeControls } from '../lib/text.ts';
import type { CompactDocument } from './compact.ts';
import { entryOf, identityOf, type Relation, type Unplaced, wrongMembers } from './entry.ts';
import { isKnownType } from './kinds.ts';
import { carriedBy, relationshipOf, tacticKeyOf } from './relations.ts';

export const IMPORT_PROBLEMS = [
  'unreadable', // the file could not be opened
  'encoding', // not UTF-8
  'corrupt-compression',
  'too-large', // expands beyond the limit
  'too-deep',
  'foreign', // no STIX
  'truncated',
  'syntax',
  'no-identity', // an entry that is no STIX object; left out
  'wrong-type', // a member of the wrong type; the object is kept
  'unknown-type', // a STIX type ATT&CK does not have; the object is kept
  'duplicate', // the same object again; counted once
  'superseded', // an older edition of an object in the same release; the newer is kept
  'contradiction', // the same edition of an object with different content; the first is kept
  'dangling', // a relationship with an end that is not in the release; kept
] as const;
export type ImportProblemCode = (typeof IMPORT_PROBLEMS)[number];

export interface ImportProblem {
  readonly code: ImportProblemCode;
  readonly file: string;
  readonly message: string;
}

/** One object as it will be stored. */
export interface Piece {
  readonly json: Buffer;
  readonly id: string;
  readonly type: string;
  readonly modified: string;
  readonly hash: string;
  readonly entry?: Unplaced;
  readonly relation?: Relation;
  /** References it carries itself; those of techniques to tactics come from {@link Unplaced.tactics}. */
  readonly carried: readonly Relation[];
  /** The short name techniques know this tactic by. */
  readonly tacticKey?: string;
}

export interface Gathering {
  readonly pieces: Map<string, Piece>;
  readonly problems: ImportProblem[];
  /** Release and domain as collection objects state them. */
  readonly collections: Map<string, Collection>;
  /** Statements of marking definitions: MITRE's copyright designation. */
  readonly statements: Set<string>;
  readonly domains: Map<string, number>;
}

export interface Collection {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

export function newGathering(): Gathering {
  return {
    pieces: new Map(),
    problems: [],
    collections: new Map(),
    statements: new Set(),
    domains: new Map(),
  };
}

/** Adds a document's objects; false when it is broken, and then nothing of it was added. */
export function gather(gathering: Gathering, document: CompactDocument, file: string): boolean {
  const parsed: unknown[] = [];
  for (const json of document.objects) {
    try {
      parsed.push(JSON.parse(json.toString('utf8')));
    } catch {
      report(
        gathering,
        'syntax',
        file,
        `object ${parsed.length + 1} is not valid JSON; nothing of the file was taken`,
      );
      return false;
    }
  }
  for (const [at, object] of parsed.entries()) {
    const json = document.objects[at];
    if (json !== undefined) take(gathering, object, json, file);
  }
  return true;
}

export function report(gathering: Gathering, code: ImportProblemCode, file: string, message: string): void {
  gathering.problems.push({ code, file, message: clip(escapeControls(message), 200) });
}

function take(gathering: Gathering, object: unknown, json: Buffer, file: string): void {
  const piece = pieceOf(object, json);
  if (typeof piece === 'string') {
    report(gathering, 'no-identity', file, piece);
    return;
  }
  const { type, id } = piece;
  const known = gathering.pieces.get(id);
  if (known !== undefined && !replaces(gathering, known, piece, file)) return;
  for (const wrong of wrongMembers(object)) report(gathering, 'wrong-type', file, `${id}: ${wrong}`);
  if (!isKnownType(type)) report(gathering, 'unknown-type', file, `${id} is of the unknown type ${type}`);
  gathering.pieces.set(id, piece);
  note(gathering, object, piece);
}

/** Of several editions the one modified last counts, whatever their order. */
function replaces(gathering: Gathering, known: Piece, piece: Piece, file: string): boolean {
  if (known.hash === piece.hash) {
    report(gathering, 'duplicate', file, `${piece.id} comes more than once`);
    return false;
  }
  if (known.modified === piece.modified) {
    const hashes = `${known.hash.slice(0, 12)} and ${piece.hash.slice(0, 12)}`;
    report(gathering, 'contradiction', file, `${piece.id} comes with different content (${hashes})`);
    return false;
  }
  report(gathering, 'superseded', file, `${piece.id} comes in several editions; the latest counts`);
  return known.modified < piece.modified;
}

/** A fault in words when it is no object of a release. */
function pieceOf(object: unknown, json: Buffer): Piece | string {
  const identity = identityOf(object);
  if (typeof identity === 'string') return identity;
  const { type, id } = identity;
  const sum = hash('sha256', json, 'hex');
  const common = { json, id, type, modified: textAt(object, 'modified') ?? '', hash: sum };
  if (type === 'relationship') {
    const relation = relationshipOf(object, id, sum);
    return typeof relation === 'string' ? relation : { ...common, relation, carried: [] };
  }
  const tacticKey = type === 'x-mitre-tactic' ? tacticKeyOf(object) : undefined;
  return {
    ...common,
    entry: entryOf(object, type, id, sum),
    carried: carriedBy(object, type, id),
    ...(tacticKey === undefined ? {} : { tacticKey }),
  };
}

function note(gathering: Gathering, object: unknown, { id, type, entry }: Piece): void {
  for (const domain of entry?.domains ?? [])
    gathering.domains.set(domain, (gathering.domains.get(domain) ?? 0) + 1);
  const statement = textAt(object, 'definition', 'statement');
  if (type === 'marking-definition' && statement !== undefined) gathering.statements.add(statement);
  const version = textAt(object, 'x_mitre_version');
  if (type === 'x-mitre-collection' && version !== undefined)
    gathering.collections.set(id, { id, name: entry?.name ?? id, version });
}
