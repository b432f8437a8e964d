/** Follows one credential, or all credentials of one principal, through the logs: `credtrail trail`. */

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

/** `asked` is a credential's uid or a principal's uid or name; wildcards allowed. */
export async function followTrail(
  asked: string,
  request: EventsRequest,
): Promise<{ report: TrailReport; outcomes: readonly FileOutcome[] }> {
  const { taker, outcomes } = await eventsInOrder(request, async () => {
    const lineage = createLineage();
    const calls = new Map<string, Map<string, number>>();
    const take = (event: Event): void => {
      learnLineage(lineage, event);
      countCall(calls, event);
    };
    return { lineage, calls, take };
  });
  return { report: { asked, roots: rootsOf(taker.lineage, taker.calls, asked) }, outcomes };
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
  const wanted = new Set(
    [...lineage.nodes.values()].filter((node) => isAsked(node, asked)).map(({ uid }) => uid),
  );
  const shown = new Set<string>();
  for (const uid of wanted) for (const step of upwards(lineage, uid)) shown.add(step);
  const below = (uid: string): void => {
    for (const child of lineage.childrenOf.get(uid) ?? []) {
      if (shown.has(child)) continue;
      shown.add(child);
      below(child);
    }
  };
  for (const uid of wanted) below(uid);
  const roots = [...shown]
    .flatMap((uid) => lineage.nodes.get(uid) ?? [])
    .filter(({ parent }) => parent === undefined || !shown.has(parent));
  return roots.sort(byTime).map((node) => treeOf(lineage, calls, shown, node));
}

function isAsked(node: MutableNode, asked: string): boolean {
  return (
    matchesAny([asked], node.uid) ||
    matchesAny([asked], node.holder.uid) ||
    matchesAny([asked], node.holder.name)
  );
}

function upwards(lineage: Lineage, uid: string): string[] {
  const path: string[] = [];
  for (
    let next: string | undefined = uid;
    next !== undefined && !path.includes(next);
    next = lineage.nodes.get(next)?.parent
  ) {
    if (lineage.nodes.has(next)) path.push(next);
  }
  return path;
}

function treeOf(
  lineage: Lineage,
  calls: Map<string, Map<string, number>>,
  shown: ReadonlySet<string>,
  node: MutableNode,
): TrailTreeNode {
  const { mint } = node;
  const counted = [...(calls.get(node.uid) ?? [])].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const children = (lineage.childrenOf.get(node.uid) ?? [])
    .filter((uid) => shown.has(uid))
    .flatMap((uid) => lineage.nodes.get(uid) ?? []);
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
    firstUse: node.firstUse,
    lastUse: node.lastUse,
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
    children: children.sort(byTime).map((child) => treeOf(lineage, calls, shown, child)),
  };
}

function byTime(a: MutableNode, b: MutableNode): number {
  return (a.mint?.time ?? a.firstUse ?? 0) - (b.mint?.time ?? b.firstUse ?? 0) || (a.uid < b.uid ? -1 : 1);
}
