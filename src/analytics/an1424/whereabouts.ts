/**
 * Where a workload is, whichever of its credentials it uses: they are replaced every few hours, and a stolen one may
 * be used after the workload itself has gone on to the next.
 */

import type { Json } from '../../contract/analytic.ts';
import { textsOf } from '../../contract/remembered.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode, UsePlace } from '../../lineage/credential-node.ts';
import type { Client, Event } from '../../model/event.ts';
import type { Context } from './parameters.ts';

const REMEMBER = 30 * 86_400_000;
/** Two generations overlap; a third covers a process that refreshes late. */
const MOST_CREDENTIALS = 3;

export interface Elsewhere {
  readonly place: UsePlace;
  readonly node: CredentialNode;
  /** Epoch ms of the last use there, before the event under judgement. */
  readonly last: number;
}

/** The place other than the event's that the workload, with these credentials, was last seen at. */
export function lastElsewhere(
  event: Event,
  at: Context,
  credentials: readonly string[],
): Elsewhere | undefined {
  let found: Elsewhere | undefined;
  for (const uid of credentials) {
    const node = at.lineage.node(uid);
    for (const place of node?.places ?? []) {
      if (node === undefined || place.first > event.time || place.event === event.uid) continue;
      if (place.client.networkKind === 'private' || isSamePlace(place.client, event.client)) continue;
      const last = Math.min(place.last, event.time);
      if (found === undefined || last > found.last) found = { place, node, last };
    }
  }
  return found;
}

/** The credential presented, kept with those its workload used before it; latest first. */
export function rememberCredential(event: Event, at: Context): readonly string[] {
  const key = keyOf(event);
  const credentials = credentialsOf(event, at.recall.get(key));
  if (event.credential === undefined) return credentials;
  const kept = credentials.length <= MOST_CREDENTIALS ? credentials : credentials.slice(0, MOST_CREDENTIALS);
  at.recall.set(key, kept, event.time + REMEMBER);
  return credentials;
}

/** Workloads kept per network. */
const MOST_TENANTS = 4;

/** Notes that the workload calls from here, for {@link isSharedPlace}. */
export function rememberTenant(event: Event, at: Context): void {
  const id = event.session?.workload?.id;
  if (id === undefined || event.client.network === undefined) return;
  const known = tenantsOf(event, at);
  if (known.includes(id) || known.length >= MOST_TENANTS) return;
  at.recall.set(tenantsKey(event), [...known, id], event.time + REMEMBER);
}

/** Other workloads call from the same network: it is a gateway of the organisation. */
export function isSharedPlace(event: Event, at: Context): boolean {
  const id = event.session?.workload?.id;
  return tenantsOf(event, at).filter((other) => other !== id).length >= THRESHOLDS.sharedNetwork.workloads;
}

function tenantsOf(event: Event, at: Context): readonly string[] {
  return textsOf(at.recall.get(tenantsKey(event)));
}

function tenantsKey({ client }: Event): string {
  return `tenants ${client.network ?? ''} ${client.networkKind === 'cloud' ? (client.prefix ?? '') : ''}`;
}

/** Every place its credentials of late were used from, but for the event's own. */
export function placesElsewhere(event: Event, at: Context): readonly UsePlace[] {
  return credentialsOf(event, at.recall.get(keyOf(event)))
    .flatMap((uid) => at.lineage.node(uid)?.places ?? [])
    .filter(({ client }) => client.networkKind !== 'private' && !isSamePlace(client, event.client));
}

/** All tenants of a cloud share its networks; address blocks tell them apart. */
export function isSamePlace(a: Client, b: Client): boolean {
  return a.network === b.network && (a.networkKind !== 'cloud' || a.prefix === b.prefix);
}

function credentialsOf(event: Event, remembered: Json | undefined): readonly string[] {
  const kept = textsOf(remembered);
  const uid = event.credential?.uid;
  if (uid === undefined || (kept[0] === uid && kept.lastIndexOf(uid) === 0)) return kept;
  return [uid, ...kept.filter((each) => each !== uid)];
}

function keyOf({ principal, session }: Event): string {
  return `workload ${principal.uid} ${session?.workload?.id ?? ''}`;
}
