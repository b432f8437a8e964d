/**
 * Who minted which credential from which, and where each was used. Order-independent within its horizon: a
 * parent whose record arrives after its child's uses is linked when it arrives, and the caller is told, so that
 * what was judged without it can be judged again. Pure and serialisable; bounded by expiry and a cap.
 */

import type { Client, Event, Issued } from '../model/event.ts';
import type { TrailStep } from '../model/finding.ts';
import type { CredentialNode, Mint, Suspicion, UsePlace } from './credential-node.ts';

/** Kept this long after expiry or last use: records may be delivered late. */
export const GRACE = 6 * 3_600_000;
/** Life assumed for a token whose expiry was not logged: the longest STS gives (36 h, GetFederationToken). */
const ASSUMED_LIFE = 36 * 3_600_000;
/** A console sign-in is taken as the origin of console sessions that begin within this time (the longest session). */
const SIGN_IN_HORIZON = 12 * 3_600_000;
const MOST_PLACES = 16;
const MOST_AGENTS = 8;
const DEEPEST_CHAIN = 24;

export type MutableNode = { -readonly [K in keyof CredentialNode]: CredentialNode[K] } & {
  places: UsePlace[];
  agents: string[];
};

/** A mint whose credential id was not logged, waiting for the session's first use. */
export interface PendingMint {
  readonly mint: Mint;
  readonly parent: string | undefined;
  readonly issued: Issued;
}

export interface Lineage {
  readonly nodes: Map<string, MutableNode>;
  readonly childrenOf: Map<string, string[]>;
  /** By session uid, and `holder:<uid>` where the session is not known either. */
  readonly pending: Map<string, PendingMint>;
  evicted: number;
  /** Credentials ever marked suspect: while there are none, nobody needs to look. */
  suspects: number;
  /** New credentials until the expired ones are swept. */
  untilSweep: number;
  readonly mostNodes: number;
}

/** What an event taught: what it is the first of, and which credentials found their parent late. */
export interface Learned {
  readonly credential: boolean;
  readonly network: boolean;
  readonly agent: boolean;
  readonly back: boolean;
  readonly adopted: readonly string[];
}

const NOTHING: Learned = { credential: false, network: false, agent: false, back: false, adopted: [] };

export function createLineage(mostNodes = 200_000): Lineage {
  return {
    nodes: new Map(),
    childrenOf: new Map(),
    pending: new Map(),
    evicted: 0,
    suspects: 0,
    untilSweep: SWEEP_EVERY,
    mostNodes,
  };
}

export function learnLineage(lineage: Lineage, event: Event): Learned {
  const used = event.credential === undefined ? NOTHING : learnUse(lineage, event, event.credential.uid);
  if (event.outcome !== 'success' || event.issued.length === 0) return used;
  const adopted: string[] = [];
  for (const issued of event.issued) if (learnMint(lineage, event, issued)) adopted.push(issued.uid);
  return adopted.length === 0 ? used : { ...used, adopted };
}

/** The credential and its ancestors, nearest first. */
export function ancestry(lineage: Lineage, uid: string): MutableNode[] {
  const chain: MutableNode[] = [];
  let next: string | undefined = uid;
  while (next !== undefined && chain.length < DEEPEST_CHAIN) {
    const node: MutableNode | undefined = lineage.nodes.get(next);
    if (node === undefined || chain.includes(node)) break;
    chain.push(node);
    next = node.parent;
  }
  return chain;
}

/** Root first, ending with the credential itself. */
export function trail(lineage: Lineage, uid: string): TrailStep[] {
  return ancestry(lineage, uid).reverse().map(trailStep);
}

/** Marks a credential; a stronger suspicion replaces a weaker one. */
export function suspect(lineage: Lineage, uid: string, suspicion: Suspicion): void {
  const node = lineage.nodes.get(uid);
  if (node === undefined || (node.suspicion !== undefined && node.suspicion.bits >= suspicion.bits)) return;
  if (node.suspicion === undefined) lineage.suspects++;
  node.suspicion = suspicion;
}

export function trailStep(node: CredentialNode): TrailStep {
  const { mint } = node;
  return {
    credential: { uid: node.uid, kind: node.kind },
    principal: { uid: node.holder.uid, kind: node.holder.kind, name: node.holder.name },
    ...(mint === undefined
      ? {}
      : { mint: { event: mint.event, operation: mint.operation, time: mint.time } }),
    ...(node.firstUse === undefined ? {} : { firstUse: node.firstUse }),
    ...(node.lastUse === undefined ? {} : { lastUse: node.lastUse }),
    uses: node.uses,
    networks: [...new Set(node.places.map((place) => place.network))],
  };
}

function learnUse(lineage: Lineage, event: Event, uid: string): Learned {
  let node = lineage.nodes.get(uid);
  if (node === undefined) {
    makeRoom(lineage, event.time);
    node = nodeOfUse(event, uid);
    lineage.nodes.set(uid, node);
    adoptPending(lineage, node, event);
  }
  const credential = node.uses === 0;
  node.uses++;
  if (node.firstUse === undefined || event.time < node.firstUse) node.firstUse = event.time;
  if (node.lastUse === undefined || event.time > node.lastUse) node.lastUse = event.time;
  node.workload ??= event.session?.workload;
  const { network, back } = learnPlace(lineage, node, event);
  const agent = learnAgent(node, event.client);
  return credential || network || agent || back ? { credential, network, agent, back, adopted: [] } : NOTHING;
}

function nodeOfUse(event: Event, uid: string): MutableNode {
  return {
    uid,
    kind: event.credential?.kind ?? 'unknown',
    holder: event.principal,
    parent: undefined,
    mint: undefined,
    expiresAt: undefined,
    workload: event.session?.workload,
    firstUse: undefined,
    lastUse: undefined,
    uses: 0,
    places: [],
    agents: [],
    suspicion: undefined,
  };
}

function learnPlace(lineage: Lineage, node: MutableNode, event: Event): Pick<Learned, 'network' | 'back'> {
  const { client } = event;
  // The provider acting on the holder's behalf says nothing about where the credential is.
  if (client.network === undefined || client.networkKind === 'service') return NOTHING;
  for (const place of node.places) {
    if (place.client !== client && !isSamePlace(place, client)) continue;
    const back = place.returned !== true && node.places.some((other) => other.last > place.last);
    if (back) place.returned = true;
    place.count++;
    if (event.time > place.last) place.last = event.time;
    if (event.time < place.first) place.first = event.time;
    return { network: false, back };
  }
  if (node.places.length >= MOST_PLACES) {
    node.places.splice(1, 1); // the first place is where it belongs: keep that one
    lineage.evicted++;
  }
  node.places.push({
    network: client.network,
    client,
    first: event.time,
    last: event.time,
    count: 1,
    event: event.uid,
  });
  return { network: true, back: false };
}

/** Thousands of tenants share the network of a cloud or a hoster: there, address blocks are told apart. */
function isSamePlace(place: UsePlace, { network, networkKind, asn, prefix }: Client): boolean {
  if (place.network !== network) return false;
  const shared = (networkKind === 'cloud' || networkKind === 'hosting') && network === `AS${asn}`;
  return !shared || place.client.prefix === prefix;
}

function learnAgent(node: MutableNode, client: Client): boolean {
  if (client.agent === undefined || client.networkKind === 'service' || node.agents.includes(client.agent))
    return false;
  if (node.agents.length >= MOST_AGENTS) return false;
  node.agents.push(client.agent);
  return true;
}

/** True when the credential had been used before its mint was seen. */
function learnMint(lineage: Lineage, event: Event, issued: Issued): boolean {
  const mint: Mint = {
    event: event.uid,
    operation: event.operation,
    time: event.time,
    by: event.principal,
    client: event.client,
    region: event.region,
  };
  const parent = event.credential?.uid;
  if (issued.uid === '') {
    lineage.pending.set(issued.session ?? `holder:${issued.holder.uid}`, { mint, parent, issued });
    boundPending(lineage, event.time);
    return false;
  }
  if (issued.session !== undefined || issued.holder.kind === 'federated-user') {
    lineage.pending.set(issued.session ?? `holder:${issued.holder.uid}`, {
      mint,
      parent: issued.uid,
      issued,
    });
    boundPending(lineage, event.time);
  }
  const known = lineage.nodes.get(issued.uid);
  if (known !== undefined) return link(lineage, known, { mint, parent, issued });
  makeRoom(lineage, event.time);
  const node: MutableNode = {
    ...nodeOfUse(event, issued.uid),
    kind: issued.kind,
    holder: issued.holder,
    workload: undefined,
  };
  lineage.nodes.set(issued.uid, node);
  link(lineage, node, { mint, parent, issued });
  return false;
}

/** Gives a node its mint and parent; true when it had been used without them. */
function link(lineage: Lineage, node: MutableNode, { mint, parent, issued }: PendingMint): boolean {
  if (node.mint !== undefined) return false;
  node.mint = mint;
  node.expiresAt = issued.expiresAt;
  if (parent !== undefined && parent !== node.uid) {
    node.parent = parent;
    const siblings = lineage.childrenOf.get(parent);
    if (siblings === undefined) lineage.childrenOf.set(parent, [node.uid]);
    else siblings.push(node.uid);
  }
  return node.uses > 0;
}

/**
 * A credential seen for the first time may belong to a mint whose id was not logged: the same role session, the
 * console session that a sign-in opened, or a federated user's session.
 */
function adoptPending(lineage: Lineage, node: MutableNode, event: Event): void {
  const session = event.session?.uid;
  const keys = [session, session?.split('@')[0], `holder:${event.principal.uid}`];
  for (const key of keys) {
    const pending = key === undefined ? undefined : lineage.pending.get(key);
    if (pending === undefined || pending.parent === node.uid) continue;
    const age = event.time - pending.mint.time;
    if (age < -GRACE || age > (pending.issued.expiresAt === undefined ? SIGN_IN_HORIZON : ASSUMED_LIFE))
      continue;
    link(lineage, node, pending);
    return;
  }
}

function boundPending(lineage: Lineage, now: number): void {
  if (lineage.pending.size <= lineage.mostNodes / 4) return;
  for (const [key, { mint }] of lineage.pending)
    if (now - mint.time > ASSUMED_LIFE) lineage.pending.delete(key);
  for (const key of lineage.pending.keys()) {
    if (lineage.pending.size <= lineage.mostNodes / 8) break;
    lineage.pending.delete(key);
    lineage.evicted++;
  }
}

/** New credentials between two sweeps of the expired ones. */
const SWEEP_EVERY = 10_000;

/** Forgets expired credentials from time to time, and at the cap the tenth of the rest that was idle longest. */
function makeRoom(lineage: Lineage, now: number): void {
  if (--lineage.untilSweep > 0 && lineage.nodes.size < lineage.mostNodes) return;
  lineage.untilSweep = SWEEP_EVERY;
  for (const node of lineage.nodes.values())
    if (endOfLife(node) + GRACE < now) lineage.nodes.delete(node.uid);
  if (lineage.nodes.size >= lineage.mostNodes * 0.9) evictIdle(lineage);
  forgetChildren(lineage);
}

function evictIdle(lineage: Lineage): void {
  const idle = [...lineage.nodes.values()].sort(
    (a, b) => lastSeen(a) - lastSeen(b) || (a.uid < b.uid ? -1 : 1),
  );
  for (const node of idle.slice(0, Math.max(1, Math.floor(lineage.mostNodes / 10)))) {
    lineage.nodes.delete(node.uid);
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
  return Math.max(node.lastUse ?? 0, node.mint?.time ?? 0);
}

/** Long-lived credentials end only by the cap. */
function endOfLife(node: MutableNode): number {
  if (node.kind !== 'session-token' && node.kind !== 'console-session') return Number.POSITIVE_INFINITY;
  return Math.max(node.expiresAt ?? 0, lastSeen(node)) + (node.expiresAt === undefined ? ASSUMED_LIFE : 0);
}
