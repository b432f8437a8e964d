/** Follows one credential, or all credentials of one principal, through the logs: `credtrail trail`. */

import { nearest } from '../lib/nearest.ts';
import { matchesAny } from '../lib/wildcard.ts';
import { createLineage, type Lineage, type MutableNode } from '../lineage/forest.ts';
import { learnLineage } from '../lineage/lineage.ts';
import type { Event } from '../model/event.ts';
import type { TrailReport, TrailTreeNode } from '../report/trail.ts';
import { type EventsRequest, eventsInOrder } from './events.ts';
import type { FileOutcome } from './reading-messages.ts';

/** Operations shown per credential. */
const MOST_CALLS = 8;
/** Operations counted per credential; the rest are counted as others. */
const MOST_OPERATIONS = 500;
/** Levels of one tree; no honest chain of roles comes near. */
const DEEPEST = 100;

export interface Followed {
  readonly report: TrailReport;
  readonly outcomes: readonly FileOutcome[];
  /** What was probably meant, where nothing is called what was asked for. */
  readonly near?: string;
}

/** `asked` is a credential's uid or a principal's uid or name; wildcards allowed. */
export async function followTrail(asked: string, request: EventsRequest): Promise<Followed> {
  const { taker, outcomes } = await eventsInOrder(request, async () => {
    const lineage = createLineage();
    const calls = new Map<string, Map<string, number>>();
    const take = (event: Event): void => {
      learnLineage(lineage, event);
      countCall(calls, event);
    };
    return { lineage, calls, take };
  });
  const roots = rootsOf(taker.lineage, taker.calls, asked);
  const near = roots.length > 0 ? undefined : nearest(asked, namesIn(taker.lineage));
  return { report: { asked, roots }, outcomes, ...(near === undefined ? {} : { near }) };
}

function namesIn({ nodes }: Lineage): Set<string> {
  return new Set([...nodes.values()].flatMap(({ uid, holder }) => [holder.name, holder.uid, uid]));
}

function countCall(calls: Map<string, Map<string, number>>, event: Event): void {
  if (event.credential === undefined) return;
  let counts = calls.get(event.credential.uid);
  if (counts === undefined) {
    counts = new Map();
    calls.set(event.credential.uid, counts);
  }
  if (counts.size < MOST_OPERATIONS || counts.has(event.operation))
    counts.set(event.operation, (counts.get(event.operation) ?? 0) + 1);
}

/** The topmost matching credentials, each with what descends from it, below the ancestors that lead to it. */
function rootsOf(lineage: Lineage, calls: Map<string, Map<string, number>>, asked: string): TrailTreeNode[] {
  const patterns = [asked];
  const wanted = [...lineage.nodes.values()].filter((node) => isAsked(node, patterns)).map(({ uid }) => uid);
  const shown = below(lineage, wanted);
  for (const uid of wanted) {
    for (let next = parentOf(lineage, uid); next !== undefined && !shown.has(next); ) {
      shown.add(next);
      next = parentOf(lineage, next);
    }
  }
  const trees: Trees = { lineage, calls, shown, placed: new Set(), deferred: [] };
  const nodes = [...shown].flatMap((uid) => lineage.nodes.get(uid) ?? []).sort(byTime);
  const tops = nodes.filter(({ parent }) => parent === undefined || !shown.has(parent));
  const roots: TrailTreeNode[] = [];
  // Credentials that descend from each other have no top: what is left over starts with the earliest.
  for (const node of [...tops, ...nodes]) {
    trees.deferred.push(node);
    for (let next = trees.deferred.shift(); next !== undefined; next = trees.deferred.shift())
      if (!trees.placed.has(next.uid)) roots.push(treeOf(trees, next, 0));
  }
  return roots;
}

function parentOf({ nodes }: Lineage, uid: string): string | undefined {
  const parent = nodes.get(uid)?.parent;
  return parent !== undefined && nodes.has(parent) ? parent : undefined;
}

/** The given credentials and all their descendants. */
function below({ nodes, childrenOf }: Lineage, uids: readonly string[]): Set<string> {
  const found = new Set(uids);
  for (const uid of found) // a set gives out what is added while it is walked
    for (const child of childrenOf.get(uid) ?? []) if (nodes.has(child)) found.add(child);
  return found;
}

function isAsked({ uid, holder }: MutableNode, patterns: readonly string[]): boolean {
  return matchesAny(patterns, uid) || matchesAny(patterns, holder.uid) || matchesAny(patterns, holder.name);
}

interface Trees {
  readonly lineage: Lineage;
  readonly calls: Map<string, Map<string, number>>;
  readonly shown: ReadonlySet<string>;
  readonly placed: Set<string>;
  /** Roots still to come: where a tree would become too deep, another begins. */
  readonly deferred: MutableNode[];
}

function treeOf(trees: Trees, node: MutableNode, depth: number): TrailTreeNode {
  const { lineage, calls, shown, placed, deferred } = trees;
  placed.add(node.uid);
  const { mint } = node;
  const counted = [...(calls.get(node.uid) ?? [])].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const children = (lineage.childrenOf.get(node.uid) ?? [])
    .filter((uid) => shown.has(uid) && !placed.has(uid))
    .flatMap((uid) => lineage.nodes.get(uid) ?? [])
    .sort(byTime);
  if (depth >= DEEPEST) deferred.push(...children);
  return {
    credential: { uid: node.uid, kind: node.kind },
    holder: node.holder,
    mint:
      mint === undefined
        ? undefined
        : {
            event: mint.event,
            operation: mint.operation,
            time: mint.time,
            by: mint.by,
            from: mint.client.ip ?? mint.client.service ?? mint.client.network,
          },
    expiresAt: node.expiresAt,
    firstUse: node.use?.first,
    lastUse: node.use?.last,
    uses: node.uses,
    places: node.places.map(({ network, client, first, last, count }) => ({
      network,
      country: client.country,
      agent: client.agent,
      first,
      last,
      count,
    })),
    calls: counted.slice(0, MOST_CALLS).map(([operation, count]) => ({ operation, count })),
    otherOperations: Math.max(0, counted.length - MOST_CALLS),
    children: depth >= DEEPEST ? [] : children.map((child) => treeOf(trees, child, depth + 1)),
  };
}

function byTime(a: MutableNode, b: MutableNode): number {
  return (
    (a.mint?.time ?? a.use?.first ?? 0) - (b.mint?.time ?? b.use?.first ?? 0) || (a.uid < b.uid ? -1 : 1)
  );
}
