/**
 * Judged events of credentials whose mint has not been seen, kept for a while with the surprise of their time: when
 * the mint arrives they are judged again. Bounded per credential, in number of credentials and in time.
 */

import type { SurpriseOf } from '../baseline/view.ts';
import type { Freshness } from '../contract/analytic.ts';
import type { Lineage } from '../lineage/lineage.ts';
import type { Event } from '../model/event.ts';

export interface Retained {
  readonly event: Event;
  readonly surprise: SurpriseOf;
  readonly fresh: Freshness;
}

export interface Orphans {
  readonly waiting: Map<string, Retained[]>;
  evicted: number;
}

const MOST_PER_CREDENTIAL = 16;
const MOST_CREDENTIALS = 20_000;
/** The longest an AWS session lives. */
const HORIZON = 36 * 3_600_000;

export function createOrphans(): Orphans {
  return { waiting: new Map(), evicted: 0 };
}

export function retain(
  orphans: Orphans,
  lineage: Lineage,
  event: Event,
  surprise: SurpriseOf,
  fresh: Freshness,
): void {
  const { credential } = event;
  // Long-lived credentials were made long ago: nobody waits for that record.
  if (
    credential === undefined ||
    (credential.kind !== 'session-token' && credential.kind !== 'console-session')
  )
    return;
  if (lineage.nodes.get(credential.uid)?.mint !== undefined) return;
  const waiting = orphans.waiting.get(credential.uid);
  if (waiting !== undefined) {
    if (waiting.length < MOST_PER_CREDENTIAL) waiting.push({ event, surprise, fresh });
    return;
  }
  orphans.waiting.set(credential.uid, [{ event, surprise, fresh }]);
  if (orphans.waiting.size > MOST_CREDENTIALS) makeRoom(orphans, event.time);
}

/** What was waiting for this credential's mint; it waits no longer. */
export function release(orphans: Orphans, credential: string): readonly Retained[] {
  const waiting = orphans.waiting.get(credential) ?? [];
  orphans.waiting.delete(credential);
  return waiting;
}

function makeRoom(orphans: Orphans, now: number): void {
  for (const [uid, [first]] of orphans.waiting) {
    if (first !== undefined && now - first.event.time > HORIZON) orphans.waiting.delete(uid);
  }
  for (const uid of orphans.waiting.keys()) {
    if (orphans.waiting.size <= MOST_CREDENTIALS * 0.9) return;
    orphans.waiting.delete(uid);
    orphans.evicted++;
  }
}
