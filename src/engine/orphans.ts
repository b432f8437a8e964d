/**
 * Judged events of credentials whose mint, or whose person's sign-in, has not been seen, kept for a while with the
 * surprise of their time: when it arrives they are judged again. Bounded per credential, in number of credentials and
 * in time.
 */

import type { SurpriseOf } from '../baseline/view.ts';
import type { Freshness } from '../contract/analytic.ts';
import { type Lineage, nodeOf } from '../lineage/forest.ts';
import { awaitsSignIn } from '../lineage/people.ts';
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

const MOST_PER_CREDENTIAL = 8;
const MOST_CREDENTIALS = 10_000;
/** CloudTrail delivers within minutes, on bad days within hours. */
const HORIZON = 6 * 3_600_000;

export function createOrphans(): Orphans {
  return { waiting: new Map(), evicted: 0 };
}

/** Whether what made the event's credential may still be on its way, so that the event is judged again then. */
export function isAwaited(lineage: Lineage, { credential }: Event): boolean {
  // Long-lived credentials were made long ago: nobody waits for that record.
  if (
    credential === undefined ||
    (credential.kind !== 'session-token' && credential.kind !== 'console-session')
  )
    return false;
  const node = nodeOf(lineage, credential.uid);
  return node?.mint === undefined || awaitsSignIn(lineage, node);
}

/** Keeps an event that {@link isAwaited} was said of. */
export function retain(orphans: Orphans, event: Event, surprise: SurpriseOf, fresh: Freshness): void {
  const { credential } = event;
  if (credential === undefined) return;
  const waiting = orphans.waiting.get(credential.uid);
  if (waiting !== undefined) {
    if (waiting.length < MOST_PER_CREDENTIAL) waiting.push({ event, surprise, fresh });
    return;
  }
  orphans.waiting.set(credential.uid, [{ event, surprise, fresh }]);
  dropOutdated(orphans, event.time);
}

/** What was waiting for this credential's mint; it waits no longer. */
export function release(orphans: Orphans, credential: string): readonly Retained[] {
  const waiting = orphans.waiting.get(credential) ?? [];
  orphans.waiting.delete(credential);
  return waiting;
}

/** The map is in the order of first use, so the outdated are at its beginning. */
function dropOutdated(orphans: Orphans, now: number): void {
  for (const [uid, [first]] of orphans.waiting) {
    const outdated = first === undefined || now - first.event.time > HORIZON;
    if (!outdated && orphans.waiting.size <= MOST_CREDENTIALS) return;
    orphans.waiting.delete(uid);
    if (!outdated) orphans.evicted++;
  }
}
