/**
 * Who minted which credential from which, and where each was used. Order-independent within its horizon: a
 * parent whose record arrives after its child's uses is linked when it arrives, and the caller is told, so that
 * what was judged without it can be judged again. Pure and serialisable; bounded by expiry and a cap.
 */

import type { Client, Credential, CredentialKind, Event, Issued } from '../model/event.ts';
import type { TrailStep } from '../model/finding.ts';
import { boundPending, makeRoom } from './bounds.ts';
import type { CredentialNode, Mint, Suspicion, UsePlace } from './credential-node.ts';
import {
  ASSUMED_LIFE,
  createNode,
  GRACE,
  keepNode,
  type Lineage,
  type MutableNode,
  nodeOf,
  type PendingMint,
  parentOf,
} from './forest.ts';
import { learnOpened, learnSignIn } from './people.ts';
import { learnPortal } from './portal.ts';

const MOST_PLACES = 16;
const MOST_AGENTS = 8;
const DEEPEST_CHAIN = 24;
/** A console sign-in is taken as the origin of console sessions that begin within this time (the longest session). */
const SIGN_IN_HORIZON = 12 * 3_600_000;

/** What an event taught: what it is the first of, and which credentials found their parent late. */
export interface Learned {
  readonly credential: boolean;
  readonly network: boolean;
  readonly agent: boolean;
  readonly back: boolean;
  readonly adopted: readonly string[];
}

const NOTHING: Learned = { credential: false, network: false, agent: false, back: false, adopted: [] };

export function learnLineage(lineage: Lineage, event: Event): Learned {
  const used = event.credential === undefined ? NOTHING : learnUse(lineage, event, event.credential);
  if (event.outcome !== 'success') return used;
  const { action, issued } = event;
  if (issued.length === 0 && action !== 'token.mint' && action !== 'signin') return used;
  const adopted = learnIssue(lineage, event);
  return adopted.length === 0 ? used : { ...used, adopted };
}

function learnIssue(lineage: Lineage, event: Event): readonly string[] {
  const { action, credential } = event;
  const adopted: string[] = [];
  for (const issued of event.issued) {
    if (learnMint(lineage, event, issued)) adopted.push(issued.uid);
    if (credential === undefined && OPENS.has(issued.kind))
      adopted.push(...learnOpened(lineage, event, issued));
  }
  if (action === 'signin') adopted.push(...learnSignIn(lineage, event));
  else if (action === 'token.mint') adopted.push(...learnPortal(lineage, event));
  return adopted.length < 2 ? adopted : [...new Set(adopted)];
}

/** What a sign-in opens. */
const OPENS: ReadonlySet<CredentialKind> = new Set<CredentialKind>(['session-token', 'console-session']);

/** The credential and its ancestors, nearest first. */
export function ancestry(lineage: Lineage, uid: string): MutableNode[] {
  const chain: MutableNode[] = [];
  let next = nodeOf(lineage, uid);
  while (next !== undefined && chain.length < DEEPEST_CHAIN) {
    if (chain.includes(next)) break;
    chain.push(next);
    next = parentOf(lineage, next);
  }
  return chain;
}

/** Those of {@link ancestry} that something made suspect: asked of most events, and nearly always none. */
export function suspectsOf(lineage: Lineage, uid: string): readonly MutableNode[] {
  let found = NO_NODES;
  if (lineage.suspects === 0) return found;
  let node = nodeOf(lineage, uid);
  for (let depth = 0; node !== undefined && depth < DEEPEST_CHAIN; depth++) {
    if (node.suspicion !== undefined && !found.includes(node)) found = [...found, node];
    node = parentOf(lineage, node);
  }
  return found;
}

const NO_NODES: readonly MutableNode[] = [];

/** The last of {@link ancestry}, found without listing it. */
export function rootOf(lineage: Lineage, uid: string): MutableNode | undefined {
  let root: MutableNode | undefined;
  let next = nodeOf(lineage, uid);
  for (let depth = 0; next !== undefined; depth++) {
    // Chains that deep are cut off, and hostile ones may have no end.
    if (depth === DEEPEST_CHAIN) return ancestry(lineage, uid).at(-1);
    root = next;
    next = parentOf(lineage, root);
  }
  return root;
}

/** Root first, ending with the credential itself. */
export function trail(lineage: Lineage, uid: string): TrailStep[] {
  return ancestry(lineage, uid).reverse().map(trailStep);
}

/** Marks a credential; a stronger suspicion replaces a weaker one. */
export function suspect(lineage: Lineage, uid: string, suspicion: Suspicion): void {
  const node = nodeOf(lineage, uid);
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
    ...(node.use === undefined ? {} : { firstUse: node.use.first, lastUse: node.use.last }),
    uses: node.uses,
    networks: [...new Set(node.places.map((place) => place.network))],
  };
}

function learnUse(lineage: Lineage, event: Event, presented: Credential): Learned {
  const node = nodeOf(lineage, presented.uid) ?? meet(lineage, event, presented);
  lineage.latest = node;
  const { time, client } = event;
  const credential = node.uses === 0;
  const stayed = node.lastClient === client && wasThereLast(node);
  node.uses++;
  if (node.use === undefined) node.use = { first: time, last: time };
  else widen(node.use, time);
  node.workload ??= event.session?.workload;
  if (stayed) {
    if (node.lastPlace !== undefined) countUse(node.lastPlace, time);
    return NOTHING;
  }
  node.lastClient = client;
  node.lastPlace = undefined;
  const place = learnPlace(lineage, node, event);
  const [network, back] = [place === 'new', place === 'back'];
  const agent = learnAgent(node, client);
  return credential || network || agent || back ? { credential, network, agent, back, adopted: [] } : NOTHING;
}

function meet(lineage: Lineage, event: Event, { uid, kind }: Credential): MutableNode {
  makeRoom(lineage, event.time);
  const node = createNode(uid, kind, event.principal, event.session?.workload);
  keepNode(lineage, node);
  adoptPending(lineage, node, event);
  return node;
}

/** To be at the place it was learned at last is no return, unless a record that came late was learned in between. */
function wasThereLast({ use, lastPlace }: MutableNode): boolean {
  if (lastPlace === undefined || use === undefined) return true;
  return lastPlace.last >= use.last || lastPlace.returned === true;
}

function countUse(place: UsePlace, time: number): void {
  place.count++;
  widen(place, time);
}

function widen(span: { first: number; last: number }, time: number): void {
  if (time > span.last) span.last = time;
  else if (time < span.first) span.first = time;
}

/** `back`: a place it had left for another, and is at again for the first time. */
function learnPlace(lineage: Lineage, node: MutableNode, event: Event): 'new' | 'back' | 'known' {
  const { client } = event;
  // The provider acting on the holder's behalf says nothing about where the credential is.
  if (client.network === undefined || client.networkKind === 'service') return 'known';
  for (const place of node.places) {
    if (place.client !== client && !isSamePlace(place, client)) continue;
    const back = place.returned !== true && wasElsewhere(node, place.last);
    if (back) place.returned = true;
    countUse(place, event.time);
    node.lastPlace = place;
    return back ? 'back' : 'known';
  }
  if (node.places.length >= MOST_PLACES) {
    node.places.splice(1, 1); // the first place is where it belongs: keep that one
    lineage.evicted++;
  }
  const { time, uid } = event;
  node.lastPlace = { network: client.network, client, first: time, last: time, count: 1, event: uid };
  node.places.push(node.lastPlace);
  return 'new';
}

function wasElsewhere({ places }: MutableNode, since: number): boolean {
  for (const { last } of places) if (last > since) return true;
  return false;
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
  const node = createNode(issued.uid, issued.kind, issued.holder, undefined);
  keepNode(lineage, node);
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
