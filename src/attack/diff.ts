/**
 * What changed from one release to another: objects that came, went or changed, and in these every member that
 * differs, texts word by word. Raw hashes decide whether an object changed; only what changed is read.
 */

import { isObject } from '../lib/json.ts';
import { diffWords, type TextPart } from '../lib/word-diff.ts';
import type { Entry } from './entry.ts';
import { rankOf } from './kinds.ts';
import { type Filters, passes } from './query.ts';
import { rawReader, readEntries, readRelations } from './read-release.ts';
import type { Release } from './store.ts';

export type Change =
  | { readonly kind: 'text'; readonly path: string; readonly parts: readonly TextPart[] }
  | { readonly kind: 'value'; readonly path: string; readonly before: unknown; readonly after: unknown }
  | {
      readonly kind: 'list';
      readonly path: string;
      readonly removed: readonly unknown[];
      readonly added: readonly unknown[];
      /** The same entries in another order. */
      readonly reordered: boolean;
    };

export interface ChangedObject {
  readonly before: Entry;
  readonly after: Entry;
  readonly changes: readonly Change[];
}

export interface ReleaseDiff {
  readonly before: Release;
  readonly after: Release;
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  readonly changed: readonly ChangedObject[];
  /** Counted only. */
  readonly relationships: { readonly added: number; readonly removed: number; readonly changed: number };
}

/** Shorter texts are shown whole, before and after. */
const PROSE = 40;

export function diffReleases(before: Release, after: Release, filters: Filters): ReleaseDiff {
  const left = new Map(readEntries(before).map((entry) => [entry.id, entry]));
  const right = new Map(readEntries(after).map((entry) => [entry.id, entry]));
  const wanted = (entry: Entry): boolean => passes(entry, filters);
  const [leftSource, rightSource] = [rawReader(before), rawReader(after)];
  const changed = [...right.values()].flatMap((entry): ChangedObject[] => {
    const old = left.get(entry.id);
    if (old === undefined || old.hash === entry.hash || !(wanted(entry) || wanted(old))) return [];
    const changes = diffObjects(JSON.parse(leftSource(old)), JSON.parse(rightSource(entry)));
    return [{ before: old, after: entry, changes }];
  });
  return {
    before,
    after,
    added: [...right.values()].filter((entry) => !left.has(entry.id) && wanted(entry)).sort(byKind),
    removed: [...left.values()].filter((entry) => !right.has(entry.id) && wanted(entry)).sort(byKind),
    changed: changed.sort((a, b) => byKind(a.after, b.after)),
    relationships: diffRelationships(before, after),
  };
}

/** Every member that differs; a change of member order or white space alone gives none. */
export function diffObjects(before: unknown, after: unknown, path = ''): Change[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => {
      const inner = path === '' ? key : `${path}.${key}`;
      return diffObjects(own(before, key), own(after, key), inner);
    });
  }
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (typeof before === 'string' && typeof after === 'string' && before.length + after.length > 2 * PROSE)
    return [{ kind: 'text', path, parts: diffWords(before, after) }];
  return [{ kind: 'value', path, before, after }];
}

function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Entries by content: how often each is there before and after. */
function diffLists(before: readonly unknown[], after: readonly unknown[], path: string): Change[] {
  const counts = new Map<string, number>();
  for (const each of before) counts.set(JSON.stringify(each), (counts.get(JSON.stringify(each)) ?? 0) + 1);
  const added = after.filter((each) => !takeOne(counts, JSON.stringify(each)));
  const removed = before.filter((each) => takeOne(counts, JSON.stringify(each)));
  const reordered =
    added.length === 0 && removed.length === 0 && JSON.stringify(before) !== JSON.stringify(after);
  if (added.length === 0 && removed.length === 0 && !reordered) return [];
  return [{ kind: 'list', path, removed, added, reordered }];
}

function takeOne(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

function diffRelationships(before: Release, after: Release): ReleaseDiff['relationships'] {
  const hashes = (release: Release): Map<string, string> =>
    new Map(
      readRelations(release).flatMap(({ id, hash }) =>
        id === undefined || hash === undefined ? [] : [[id, hash]],
      ),
    );
  const [left, right] = [hashes(before), hashes(after)];
  let [added, changed] = [0, 0];
  for (const [id, hash] of right) {
    if (!left.has(id)) added++;
    else if (left.get(id) !== hash) changed++;
  }
  return { added, changed, removed: left.size - (right.size - added) };
}

function byKind(a: Entry, b: Entry): number {
  const key = (entry: Entry): string => entry.attack ?? entry.id;
  return rankOf(a.type) - rankOf(b.type) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
