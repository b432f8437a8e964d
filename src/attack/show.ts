/**
 * Everything a release says about one object, joined: its own members, relations both ways, where an analytic leads
 * to, its references numbered, and its editions in other releases. Plain data; nothing of ours is mixed in.
 */

import { listAt, textAt } from '../lib/json.ts';
import type { Entry, Relation } from './entry.ts';
import { rankOf, wordOf } from './kinds.ts';
import { editions, type Found, type Library, readEntries, readRaw, relationFinder } from './library.ts';
import { CARRIED } from './relations.ts';
import type { Release } from './store.ts';
import { type Reference, readableText } from './text.ts';

export interface ObjectPage {
  readonly entry: Entry;
  readonly release: Release;
  readonly others: readonly Entry[];
  readonly description: string;
  /** The page on MITRE's site. */
  readonly url?: string;
  readonly logSources: readonly LogSource[];
  readonly mutableElements: readonly { readonly field: string; readonly description: string }[];
  readonly relations: readonly RelationGroup[];
  /** What it is joined to through others: an analytic to techniques, groups and mitigations, a technique to analytics. */
  readonly leadsTo: readonly RelationGroup[];
  readonly references: readonly Reference[];
  readonly editions: readonly { readonly release: Release; readonly entry: Entry }[];
}

export interface LogSource {
  readonly name: string;
  readonly channel: string;
  /** Where an analytic names one: `DC0002 User Account Authentication`. */
  readonly component?: Entry;
}

export interface RelationGroup {
  /** `Mitigated by`, `Used by group`. */
  readonly title: string;
  readonly entries: readonly Entry[];
}

const ANALYTIC = 'x-mitre-analytic';
const STRATEGY = 'x-mitre-detection-strategy';
const COMPONENT = 'x-mitre-data-component';

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

export function showObject(library: Library, { release, entry, others }: Found): ObjectPage {
  const object: unknown = JSON.parse(readRaw(release, entry).toString('utf8'));
  const entries = new Map(readEntries(release).map((each) => [each.id, each]));
  const net = netOf(relationFinder(release), entries);
  const references = referencesOf(object);
  const url = textAt(ownReference(object), 'url');
  return {
    entry,
    release,
    others,
    description: readableText(textAt(object, 'description') ?? '', references),
    ...(url === undefined ? {} : { url }),
    logSources: logSourcesOf(object, entries),
    mutableElements: listAt(object, 'x_mitre_mutable_elements').map((each) => ({
      field: textAt(each, 'field') ?? '',
      description: textAt(each, 'description') ?? '',
    })),
    relations: entry.type === 'relationship' ? endsOf(object, entries) : net.groups(entry.id),
    leadsTo: leadsTo(net, entry),
    references,
    editions: editions(library, entry.id),
  };
}

/** A relationship's two objects. */
function endsOf(object: unknown, entries: ReadonlyMap<string, Entry>): RelationGroup[] {
  const end = (title: string, member: string): RelationGroup => ({
    title,
    entries: [entries.get(textAt(object, member) ?? '') ?? []].flat(),
  });
  return [end('From', 'source_ref'), end('To', 'target_ref')].filter(({ entries: ends }) => ends.length > 0);
}

interface Net {
  groups(id: string): RelationGroup[];
  /** Objects of the types that are joined to the object by any relation. */
  near(ids: readonly string[], ...types: readonly string[]): Entry[];
}

function netOf(find: (id: string) => readonly Relation[], entries: ReadonlyMap<string, Entry>): Net {
  const known = new Map<string, readonly Relation[]>();
  const relationsOf = (id: string): readonly Relation[] => {
    const relations = known.get(id) ?? find(id).filter(({ status }) => status === 'current');
    known.set(id, relations);
    return relations;
  };
  const otherEnd = (relation: Relation, id: string): Entry | undefined =>
    entries.get(relation.from === id ? relation.to : relation.from);
  return {
    groups(id) {
      const groups = new Map<string, Map<string, Entry>>();
      for (const relation of relationsOf(id)) {
        const other = otherEnd(relation, id);
        if (other === undefined) continue;
        const title = titleOf(relation, id, other);
        const group = groups.get(title) ?? new Map<string, Entry>();
        groups.set(title, group.set(other.id, other));
      }
      return [...groups].map(([title, group]) => ({ title, entries: sorted(group.values()) })).sort(byRank);
    },
    near(ids, ...types) {
      const found = new Map<string, Entry>();
      for (const id of ids)
        for (const relation of relationsOf(id)) {
          const other = otherEnd(relation, id);
          if (other !== undefined && relation.verb !== 'revoked-by' && types.includes(other.type))
            found.set(other.id, other);
        }
      return sorted(found.values());
    },
  };
}

function titleOf({ verb, from }: Relation, id: string, other: Entry): string {
  const words = Object.hasOwn(WORDS, verb) ? WORDS[verb] : undefined;
  const [out, back] = words ?? [verb, `${verb} (from)`];
  return `${from === id ? out : back} ${wordOf(other.type)}`;
}

function leadsTo(net: Net, { id, type }: Entry): RelationGroup[] {
  const groups = stepsFrom(net, id, type);
  return groups.filter(({ entries }) => entries.length > 0);
}

function stepsFrom(net: Net, id: string, type: string): RelationGroup[] {
  switch (type) {
    case ANALYTIC: {
      const strategies = idsOf(net.near([id], STRATEGY));
      const siblings = net.near(strategies, ANALYTIC).filter((each) => each.id !== id);
      return [{ title: 'Sibling analytic', entries: siblings }, ...aroundTechniques(net, strategies)];
    }
    case STRATEGY: {
      const components = net.near(idsOf(net.near([id], ANALYTIC)), COMPONENT);
      return [...aroundTechniques(net, [id]), { title: 'Data component', entries: components }];
    }
    case 'attack-pattern': {
      const analytics = net.near(idsOf(net.near([id], STRATEGY)), ANALYTIC);
      return [
        { title: 'Analytic', entries: analytics },
        { title: 'Data component', entries: net.near(idsOf(analytics), COMPONENT) },
      ];
    }
    case COMPONENT: {
      const strategies = idsOf(net.near(idsOf(net.near([id], ANALYTIC)), STRATEGY));
      return [{ title: 'Technique', entries: net.near(strategies, 'attack-pattern') }];
    }
    default:
      return [];
  }
}

/** Techniques that the strategies detect, and what stands around those. */
function aroundTechniques(net: Net, strategies: readonly string[]): RelationGroup[] {
  const techniques = net.near(strategies, 'attack-pattern');
  const ids = idsOf(techniques);
  return [
    { title: 'Technique', entries: techniques },
    { title: 'Tactic', entries: net.near(ids, 'x-mitre-tactic') },
    { title: 'Group', entries: net.near(ids, 'intrusion-set') },
    { title: 'Software', entries: net.near(ids, 'malware', 'tool') },
    { title: 'Campaign', entries: net.near(ids, 'campaign') },
    { title: 'Mitigation', entries: net.near(ids, 'course-of-action') },
  ];
}

function idsOf(entries: readonly Entry[]): string[] {
  return entries.map(({ id }) => id);
}

function logSourcesOf(object: unknown, entries: ReadonlyMap<string, Entry>): LogSource[] {
  const named = [
    ...listAt(object, 'x_mitre_log_source_references'),
    ...listAt(object, 'x_mitre_log_sources'),
  ];
  return named.map((each) => {
    const component = entries.get(textAt(each, 'x_mitre_data_component_ref') ?? '');
    return {
      name: textAt(each, 'name') ?? '',
      channel: textAt(each, 'channel') ?? '',
      ...(component === undefined ? {} : { component }),
    };
  });
}

/** All but the object's own page, numbered in their order. */
function referencesOf(object: unknown): Reference[] {
  const own = ownReference(object);
  return listAt(object, 'external_references')
    .filter((each) => each !== own)
    .map((each, at) => {
      const description = textAt(each, 'description');
      const url = textAt(each, 'url');
      return {
        number: at + 1,
        source: textAt(each, 'source_name') ?? textAt(each, 'external_id') ?? 'unnamed',
        ...(description === undefined ? {} : { description }),
        ...(url === undefined ? {} : { url }),
      };
    });
}

function ownReference(object: unknown): unknown {
  return listAt(object, 'external_references').find((each) =>
    textAt(each, 'source_name')?.startsWith('mitre-'),
  );
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
