/**
 * Which objects of a release belong together, written as numbers when a release is imported: a look-up reads these in
 * place of every relation's text. Only current relations between objects that are there; the rest is in the relations.
 */

import type { Relation } from './entry.ts';

export interface Links {
  readonly verbs: readonly string[];
  /** Three numbers for each relation: its verb, and the places of source and target: bytes into the index of objects. */
  readonly ends: readonly number[];
}

export interface Link {
  readonly verb: string;
  /** The place of the object at the other end. */
  readonly other: number;
  /** Whether the object asked about is the relation's source. */
  readonly outward: boolean;
}

/** `places` by STIX id. */
export function linksOf(relations: Iterable<Relation>, places: ReadonlyMap<string, number>): Links {
  const verbs = new Map<string, number>();
  const ends: number[] = [];
  for (const { verb, from, to, status } of relations) {
    const [source, target] = [places.get(from), places.get(to)];
    if (status !== 'current' || source === undefined || target === undefined) continue;
    const number = verbs.get(verb) ?? verbs.size;
    verbs.set(verb, number);
    ends.push(number, source, target);
  }
  return { verbs: [...verbs.keys()], ends };
}

/** All links that touch one of the places: one pass over the numbers, whatever is asked. */
export function touching({ verbs, ends }: Links, places: ReadonlySet<number>): Link[] {
  const found: Link[] = [];
  for (let at = 0; at < ends.length; at += 3) {
    const from = ends[at + 1] ?? 0;
    const to = ends[at + 2] ?? 0;
    const verb = ends[at] ?? 0;
    if (places.has(from)) found.push({ verb: verbs[verb] ?? '', other: to, outward: true });
    if (places.has(to)) found.push({ verb: verbs[verb] ?? '', other: from, outward: false });
  }
  return found;
}
