/** The analytics' own memory: each has its keys, entries end by themselves, the number of entries is bounded. */

import type { Json, Recall } from '../contract/analytic.ts';

export interface RecallStore {
  readonly entries: Map<string, { readonly value: Json; readonly until: number }>;
  evicted: number;
}

/** One entry as a state keeps it. */
export interface RecallEntry {
  /** ATT&CK id. */
  readonly analytic: string;
  readonly key: string;
  readonly value: Json;
  /** Epoch ms. */
  readonly until: number;
}

/** Entries kept per analytic. */
const MOST_ENTRIES = 50_000;

export function createRecallStore(): RecallStore {
  return { entries: new Map(), evicted: 0 };
}

/** A store as an analytic sees it. `now` (epoch ms of the event under judgement) is set before each judgement. */
export class RecallView implements Recall {
  now = 0;
  private readonly store: RecallStore;

  constructor(store: RecallStore) {
    this.store = store;
  }

  get(key: string): Json | undefined {
    const entry = this.store.entries.get(key);
    return entry === undefined || entry.until < this.now ? undefined : entry.value;
  }

  set(key: string, value: Json, until: number): void {
    const { entries } = this.store;
    entries.delete(key); // re-inserted last: the oldest entries come first
    entries.set(key, { value, until });
    if (entries.size > MOST_ENTRIES) shrink(this.store, this.now);
  }
}

function shrink(store: RecallStore, now: number): void {
  for (const [key, { until }] of store.entries) if (until < now) store.entries.delete(key);
  for (const key of store.entries.keys()) {
    if (store.entries.size <= MOST_ENTRIES * 0.9) return;
    store.entries.delete(key);
    store.evicted++;
  }
}
