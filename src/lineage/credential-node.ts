/** What lineage knows of one credential: issuer, holder, life, places. Plain data, as analytics see it. */

import type { Client, CredentialKind, Principal, Workload } from '../model/event.ts';

/** Where a credential was used: one entry per network, per address block within clouds and hosters. */
export interface UsePlace {
  readonly network: string;
  readonly client: Client;
  /** Epoch ms. */
  first: number;
  last: number;
  count: number;
  /** Uid of the first event seen from there. */
  readonly event: string;
  /** It was used from here again after it had been used elsewhere. */
  returned?: boolean;
}

/** First and last time, epoch ms. An object of its own: two numbers that change with every call stay unboxed in it. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** How a credential came to be. */
export interface Mint {
  readonly event: string;
  readonly operation: string;
  readonly time: number;
  readonly by: Principal;
  readonly client: Client;
  readonly region: string | undefined;
}

/** A detection that made a mint or use of a credential look wrong; descendants inherit it. */
export interface Suspicion {
  readonly bits: number;
  readonly analytic: string;
  readonly detection: string;
  readonly event: string;
  readonly time: number;
}

/** One credential: issuer, holder, life, places. */
export interface CredentialNode {
  readonly uid: string;
  readonly kind: CredentialKind;
  readonly holder: Principal;
  readonly parent: string | undefined;
  readonly mint: Mint | undefined;
  readonly expiresAt: number | undefined;
  readonly workload: Workload | undefined;
  readonly use: Span | undefined;
  readonly uses: number;
  readonly places: readonly UsePlace[];
  /** User-agent families it was used with, first seen first. */
  readonly agents: readonly string[];
  readonly suspicion: Suspicion | undefined;
}
