/** The analytics' own memory: each has its keys, entries end by themselves, the number of entries is bounded. */

import type { Json, Memory } from '../contract/analytic.ts';

export interface RecallStore {
  /** In order of first setting; which were set last, `order` says. */
  readonly entries: Map<string, Kept>;
  /** By the first word of the keys: analytics have a handful of them. */
  readonly words: Map<string, Word>;
  /** Times anything was set. */
  sets: number;
  evicted: number;
}

/** Changed in place: most keys are set again and again, and a map that they leave and enter is rebuilt all the time. */
interface Kept {
  value: Json;
  until: number;
  /** Which setting of all it was. */
  order: number;
  readonly word: Word;
}

/** What is common to all keys that begin with one word. */
interface Word {
  /** When the last of them ends; epoch ms. */
  until: number;
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
  return { entries: new Map(), words: new Map(), sets: 0, evicted: 0 };
}

/** Sets an entry, which is the latest then. */
export function keepEntry(store: RecallStore, key: string, value: Json, until: number): void {
  const order = store.sets++;
  const kept = store.entries.get(key);
  if (kept === undefined) {
    store.entries.set(key, { value, until, order, word: wordOf(store, key, until) });
    return;
  }
  kept.value = value;
  kept.until = until;
  kept.order = order;
  if (kept.word.until < until) kept.word.until = until;
}

/** All entries, those set longest ago first. */
export function entriesByAge({ entries }: RecallStore): [key: string, kept: Readonly<Kept>][] {
  return [...entries].sort(([, a], [, b]) => a.order - b.order);
}

/** A store as an analytic sees it. `now` (epoch ms of the event under judgement) is set before each judgement. */
export class RecallView implements Memory {
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
    keepEntry(this.store, key, value, until);
    if (this.store.entries.size > MOST_ENTRIES) shrink(this.store, this.now);
  }

  knows(word: string): boolean {
    const known = this.store.words.get(word);
    return known !== undefined && known.until >= this.now;
  }
}

function wordOf({ words }: RecallStore, key: string, until: number): Word {
  const end = key.indexOf(' ');
  const text = end < 0 ? key : key.slice(0, end);
  const known = words.get(text);
  if (known === undefined) {
    const word = { until };
    words.set(text, word);
    return word;
  }
  if (known.until < until) known.until = until;
  return known;
}

function shrink(store: RecallStore, now: number): void {
  const { entries } = store;
  for (const [key, { until }] of entries) if (until < now) entries.delete(key);
  if (entries.size <= MOST_ENTRIES * 0.9) return;
  for (const [key] of entriesByAge(store)) {
    if (entries.size <= MOST_ENTRIES * 0.9) return;
    entries.delete(key);
    store.evicted++;
  }
}
