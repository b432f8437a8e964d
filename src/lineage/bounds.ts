/** Keeps lineage within bounds: the expired go from time to time, the idlest at the cap; what the cap cost is counted. */

import {
  ASSUMED_LIFE,
  forgetNode,
  GRACE,
  type Lineage,
  type MutableNode,
  parentOf,
  SWEEP_EVERY,
} from './forest.ts';

/** Forgets expired credentials from time to time, and at the cap the tenth of the rest that was idle longest. */
export function makeRoom(lineage: Lineage, now: number): void {
  if (--lineage.untilSweep > 0 && lineage.nodes.size < lineage.mostNodes) return;
  lineage.untilSweep = SWEEP_EVERY;
  forgetExpired(lineage, now);
  if (lineage.nodes.size >= lineage.mostNodes * 0.9) evictIdle(lineage);
  forgetChildren(lineage);
}

/** Forgets everything that has expired, mints that nobody will claim any more included: before a state is saved. */
export function tidy(lineage: Lineage, now: number): void {
  forgetExpired(lineage, now);
  forgetChildren(lineage);
  for (const [key, { mint, issued }] of lineage.pending)
    if ((issued.expiresAt ?? mint.time + ASSUMED_LIFE) + GRACE < now) lineage.pending.delete(key);
}

/** But not what a living credential descends from: its trail and what is held against it go through all of them. */
function forgetExpired(lineage: Lineage, now: number): void {
  const isOver = (node: MutableNode): boolean => endOfLife(node) + GRACE < now;
  const needed = new Set<MutableNode>();
  for (const node of lineage.nodes.values()) {
    if (isOver(node)) continue;
    let above = parentOf(lineage, node);
    for (; above !== undefined && !needed.has(above); above = parentOf(lineage, above)) needed.add(above);
  }
  for (const node of lineage.nodes.values()) if (isOver(node) && !needed.has(node)) forgetNode(lineage, node);
}

function evictIdle(lineage: Lineage): void {
  const idle = [...lineage.nodes.values()].sort(
    (a, b) => lastSeen(a) - lastSeen(b) || (a.uid < b.uid ? -1 : 1),
  );
  for (const node of idle.slice(0, Math.max(1, Math.floor(lineage.mostNodes / 10)))) {
    forgetNode(lineage, node);
    lineage.evicted++;
  }
}

function forgetChildren(lineage: Lineage): void {
  for (const [parent, children] of lineage.childrenOf) {
    const left = children.filter((child) => lineage.nodes.has(child));
    if (left.length === 0) lineage.childrenOf.delete(parent);
    else if (left.length < children.length) lineage.childrenOf.set(parent, left);
  }
}

function lastSeen(node: MutableNode): number {
  return Math.max(node.use?.last ?? 0, node.mint?.time ?? 0);
}

/** Long-lived credentials end only by the cap; an id that all tokens of a chain share, when it has long been idle. */
function endOfLife(node: MutableNode): number {
  if (node.kind !== 'session-token' && node.kind !== 'console-session') return Number.POSITIVE_INFINITY;
  if (REISSUED.test(node.uid)) return lastSeen(node) + REISSUED_LIFE;
  return Math.max(node.expiresAt ?? 0, lastSeen(node)) + (node.expiresAt === undefined ? ASSUMED_LIFE : 0);
}

/** Google logs no ids of tokens: each new one of the same callers goes by the same name. */
const REISSUED = /^(?:gcp:(?:delegated|federated|attached)|google:token):/;
const REISSUED_LIFE = 14 * 24 * 3_600_000;

/** Mints waiting for a credential end with the longest session. */
export function boundPending(lineage: Lineage, now: number): void {
  if (lineage.pending.size <= lineage.mostNodes / 4) return;
  for (const [key, { mint }] of lineage.pending)
    if (now - mint.time > ASSUMED_LIFE) lineage.pending.delete(key);
  for (const key of lineage.pending.keys()) {
    if (lineage.pending.size <= lineage.mostNodes / 8) break;
    lineage.pending.delete(key);
    lineage.evicted++;
  }
}
