/** What an object is joined to, from either end of a relation. It follows one step at a time and knows no page. */

import type { Entry } from './entry.ts';
import { rankOf, wordOf } from './kinds.ts';
import { touching } from './links.ts';
import { type EntryIndex, readLinks } from './read-release.ts';
import { CARRIED } from './relations.ts';
import type { Release } from './store.ts';

export interface RelationGroup {
  /** `Mitigated by`, `Used by group`. */
  readonly title: string;
  readonly entries: readonly Entry[];
}

export interface Net {
  /** All that the object is joined to, by relation and kind. */
  groups(id: string): RelationGroup[];
  /** Objects of the types that are joined to one of the objects by any relation. */
  near(ids: readonly string[], ...types: readonly string[]): Entry[];
}

/** Verb → how it reads from its source, and from its target. */
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  [CARRIED.analytic]: ['Holds', 'Part of'],
  [CARRIED.component]: ['Reads', 'Read by'],
  [CARRIED.tactic]: ['Serves', 'Served by'],
  [CARRIED.source]: ['Part of', 'Holds'],
  [CARRIED.matrix]: ['Lists', 'Listed by'],
  detects: ['Detects', 'Detected by'],
  uses: ['Uses', 'Used by'],
  mitigates: ['Mitigates', 'Mitigated by'],
  'subtechnique-of': ['Part of', 'Divided into'],
  'revoked-by': ['Replaced by', 'Replaces'],
  'attributed-to': ['Attributed to', 'Credited with'],
  targets: ['Targets', 'Targeted by'],
};

export function netOf(release: Release, index: EntryIndex): Net {
  const links = readLinks(release);
  const linksAt = (ids: readonly string[]) =>
    touching(links, new Set(ids.flatMap((id) => index.placeOf(id) ?? [])));
  return {
    groups(id) {
      const groups = new Map<string, Map<string, Entry>>();
      for (const { verb, other: place, outward } of linksAt([id])) {
        const other = index.entryAt(place);
        const title = `${phrase(verb, outward)} ${wordOf(other.type)}`;
        const group = groups.get(title) ?? new Map<string, Entry>();
        groups.set(title, group.set(other.id, other));
      }
      return [...groups].map(([title, group]) => ({ title, entries: sorted(group.values()) })).sort(byRank);
    },
    near(ids, ...types) {
      const places = linksAt(ids).flatMap(({ verb, other }) => (verb === 'revoked-by' ? [] : [other]));
      const entries = [...new Set(places)].map((place) => index.entryAt(place));
      return sorted(entries.filter(({ type }) => types.includes(type)));
    },
  };
}

function phrase(verb: string, outward: boolean): string {
  const words = Object.hasOwn(WORDS, verb) ? WORDS[verb] : undefined;
  const [out, back] = words ?? [verb, `${verb} (from)`];
  return outward ? out : back;
}

function sorted(entries: Iterable<Entry>): Entry[] {
  return [...entries].sort(
    (a, b) =>
      rankOf(a.type) - rankOf(b.type) ||
      compare(a.attack ?? a.id, b.attack ?? b.id) ||
      compare(a.name, b.name),
  );
}

function byRank(a: RelationGroup, b: RelationGroup): number {
  return rankOf(a.entries[0]?.type ?? '') - rankOf(b.entries[0]?.type ?? '') || compare(a.title, b.title);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
