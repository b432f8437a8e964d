/** The analytics' own memory: each has its keys, entries end by themselves, the number of entries is bounded. */

import type { Json, Recall } from '../contract/analytic.ts';

export interface RecallStore {
  readonly entries: Map<string, { readonly value: Json; readonly until: number }>;
  evicted: number;
}

/** Entries kept per analytic. */
const MOST_ENTRIES = 50_000;

export function createRecallStore(): RecallStore {
  return { entries: new Map(), evicted: 0 };
}

/** The store as seen at `now` (epoch ms of the event under judgement). */
export function recallAt(store: RecallStore, now: number): Recall {
  return {
    get(key) {
      const entry = store.entries.get(key);
      return entry === undefined || entry.until < now ? undefined : entry.value;
    },
    set(key, value, until) {
      store.entries.delete(key); // re-inserted last: the oldest entries come first
      store.entries.set(key, { value, until });
      if (store.entries.size > MOST_ENTRIES) shrink(store, now);
    },
  };
}

function shrink(store: RecallStore, now: number): void {
  for (const [key, { until }] of store.entries) if (until < now) store.entries.delete(key);
  for (const key of store.entries.keys()) {
    if (store.entries.size <= MOST_ENTRIES * 0.9) return;
    store.entries.delete(key);
    store.evicted++;
  }
}
