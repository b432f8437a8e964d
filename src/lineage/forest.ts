/** What lineage keeps: every credential known, who descends from whom, and mints that wait for their credential. */

import type { Client, CredentialKind, Issued, Principal, Workload } from '../model/event.ts';
import type { CredentialNode, Mint, UsePlace } from './credential-node.ts';
import type { HalfOpen, Person } from './sightings.ts';

/** Kept this long after expiry or last use: records may be delivered late. */
export const GRACE = 6 * 3_600_000;
/** Life assumed for a token whose expiry was not logged: the longest STS gives (36 h, GetFederationToken). */
export const ASSUMED_LIFE = 36 * 3_600_000;

export type MutableNode = { -readonly [K in keyof CredentialNode]: CredentialNode[K] } & {
  places: UsePlace[];
  use: { first: number; last: number } | undefined;
  agents: string[];
  /** What it was used with last, and where that is: mostly it is so again. */
  lastClient: Client | undefined;
  lastPlace: UsePlace | undefined;
  /** The parent's node, once somebody has looked for it. */
  above: MutableNode | undefined;
  /** In {@link Lineage.nodes}: whoever still knows a forgotten one can tell. */
  isKept: boolean;
};

/** A mint whose credential id was not logged, waiting for the session's first use. */
export interface PendingMint {
  readonly mint: Mint;
  readonly parent: string | undefined;
  readonly issued: Issued;
}

export interface Lineage {
  readonly nodes: Map<string, MutableNode>;
  /** The credential used last: most of what is asked is asked of it. */
  latest: MutableNode | undefined;
  readonly childrenOf: Map<string, string[]>;
  /** By session uid, and `holder:<uid>` where the session is not known either. */
  readonly pending: Map<string, PendingMint>;
  /** By e-mail address in lower case: sign-ins at identity providers, and what may have come of them. */
  readonly people: Map<string, Person>;
  /** By account and role: requests at the access portal and the sessions they open, where one waits for the other. */
  readonly portals: Map<string, HalfOpen[]>;
  /** Whether identity providers' logs are read at all: while there are none, nobody waits for a sign-in. */
  seesSignIns: boolean;
  evicted: number;
  /** Credentials ever marked suspect: while there are none, nobody needs to look. */
  suspects: number;
  /** New credentials until the expired ones are swept. */
  untilSweep: number;
  readonly mostNodes: number;
}

/** New credentials between two sweeps of the expired ones. */
export const SWEEP_EVERY = 10_000;

export function createLineage(mostNodes = 200_000): Lineage {
  return {
    nodes: new Map(),
    latest: undefined,
    childrenOf: new Map(),
    pending: new Map(),
    people: new Map(),
    portals: new Map(),
    seesSignIns: false,
    evicted: 0,
    suspects: 0,
    untilSweep: SWEEP_EVERY,
    mostNodes,
  };
}

/** A credential of which only who holds it is known. All nodes are made here: one shape is read fastest. */
export function createNode(
  uid: string,
  kind: CredentialKind,
  holder: Principal,
  workload: Workload | undefined,
): MutableNode {
  return {
    uid,
    kind,
    holder,
    parent: undefined,
    mint: undefined,
    expiresAt: undefined,
    workload,
    use: undefined,
    uses: 0,
    places: [],
    agents: [],
    suspicion: undefined,
    lastClient: undefined,
    lastPlace: undefined,
    above: undefined,
    isKept: false,
  };
}

/** What of a node is not saved: it is found again. */
export const NOT_SAVED = {
  lastClient: undefined,
  lastPlace: undefined,
  above: undefined,
  isKept: undefined,
} as const satisfies { readonly [K in keyof MutableNode]?: undefined };

/** Undefined of a credential that is not known, or no longer. */
export function nodeOf({ nodes, latest }: Lineage, uid: string): MutableNode | undefined {
  return latest?.uid === uid && latest.isKept ? latest : nodes.get(uid);
}

/** The node of its parent, if that is known. */
export function parentOf({ nodes }: Lineage, node: MutableNode): MutableNode | undefined {
  const { parent, above } = node;
  if (parent === undefined) return undefined;
  if (above?.isKept && above.uid === parent) return above;
  node.above = nodes.get(parent);
  return node.above;
}

/** Takes it into the lineage, in place of one with the same uid. */
export function keepNode({ nodes }: Lineage, node: MutableNode): void {
  nodes.set(node.uid, node);
  node.isKept = true;
}

/** Takes it out of the lineage. */
export function forgetNode(lineage: Lineage, node: MutableNode): void {
  lineage.nodes.delete(node.uid);
  if (node.suspicion !== undefined) lineage.suspects--;
  node.isKept = false;
  // Whoever still knows this one must not keep all its ancestors.
  node.above = undefined;
}
