/**
 * Everything a release says about one object, joined: its own members, relations both ways, where an analytic leads
 * to, its references numbered, and its editions in other releases. Plain data; nothing of ours is mixed in.
 */

import { listAt, textAt } from '../lib/json.ts';
import type { Entry } from './entry.ts';
import { editions, type Found, type Library } from './library.ts';
import { type Net, netOf, type RelationGroup } from './net.ts';
import { type EntryIndex, indexOf, readRaw } from './read-release.ts';
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

const ANALYTIC = 'x-mitre-analytic';
const STRATEGY = 'x-mitre-detection-strategy';
const COMPONENT = 'x-mitre-data-component';

export function showObject(library: Library, { release, entry, others }: Found): ObjectPage {
  const object: unknown = JSON.parse(readRaw(release, entry).toString('utf8'));
  const index = indexOf(release);
  const net = netOf(release, index);
  const references = referencesOf(object);
  const url = textAt(ownReference(object), 'url');
  return {
    entry,
    release,
    others,
    description: readableText(textAt(object, 'description') ?? '', references),
    ...(url === undefined ? {} : { url }),
    logSources: logSourcesOf(object, index),
    mutableElements: listAt(object, 'x_mitre_mutable_elements').map((each) => ({
      field: textAt(each, 'field') ?? '',
      description: textAt(each, 'description') ?? '',
    })),
    relations: entry.type === 'relationship' ? endsOf(object, index) : net.groups(entry.id),
    leadsTo: leadsTo(net, entry),
    references,
    editions: editions(library, entry.id),
  };
}

/** A relationship's two objects. */
function endsOf(object: unknown, index: EntryIndex): RelationGroup[] {
  const end = (title: string, member: string): RelationGroup => ({
    title,
    entries: [index.entryOf(textAt(object, member) ?? '') ?? []].flat(),
  });
  return [end('From', 'source_ref'), end('To', 'target_ref')].filter(({ entries: ends }) => ends.length > 0);
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

function logSourcesOf(object: unknown, index: EntryIndex): LogSource[] {
  const named = [
    ...listAt(object, 'x_mitre_log_source_references'),
    ...listAt(object, 'x_mitre_log_sources'),
  ];
  return named.map((each) => {
    const reference = textAt(each, 'x_mitre_data_component_ref');
    const component = reference === undefined ? undefined : index.entryOf(reference);
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
