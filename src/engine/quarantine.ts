/**
 * Credentials the baselines do not learn from: learning an intruder's calls would make them normal. A credential
 * that misbehaved is left out from where it did; what it minted is left out everywhere, until somebody triages.
 */

import type { Event } from '../model/event.ts';

/** By credential: the networks it is left out from, or `everywhere`. */
export type Quarantine = Map<string, Set<string> | 'everywhere'>;

const MOST_CREDENTIALS = 50_000;

export function isolate(quarantine: Quarantine, event: Event): void {
  for (const issued of event.issued) put(quarantine, issued.uid, 'everywhere');
  if (event.credential === undefined) return;
  const held = quarantine.get(event.credential.uid);
  if (held === 'everywhere') return;
  put(quarantine, event.credential.uid, (held ?? new Set()).add(event.client.network ?? ''));
}

/** Whether the event's credential is left out here; what it mints is left out as well then. */
export function isIsolated(quarantine: Quarantine, event: Event): boolean {
  if (quarantine.size === 0 || event.credential === undefined) return false;
  const held = quarantine.get(event.credential.uid);
  if (held === undefined || (held !== 'everywhere' && !held.has(event.client.network ?? ''))) return false;
  for (const issued of event.issued) put(quarantine, issued.uid, 'everywhere');
  return true;
}

function put(quarantine: Quarantine, uid: string, where: Set<string> | 'everywhere'): void {
  quarantine.set(uid, where);
  if (quarantine.size <= MOST_CREDENTIALS) return;
  const [oldest] = quarantine.keys();
  if (oldest !== undefined) quarantine.delete(oldest);
}
