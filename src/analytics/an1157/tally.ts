/**
 * Counts distinct things per principal and hour, and remembers the busiest earlier hour: what is many for one is a
 * morning's work for another. Bounded per principal; counts beyond the bound are not needed to tell collecting.
 */

import type { Json, Recall } from '../../contract/analytic.ts';
import { isText } from '../../contract/remembered.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import { shortHash } from '../../lib/hash.ts';

export interface Tally {
  /** Distinct things in this hour, with the present ones. */
  readonly count: number;
  /** Count in the busiest earlier hour. */
  readonly busiest: number;
  /** From here on it is many. */
  readonly threshold: number;
  /** Doublings beyond the threshold; undefined below it, or when this event adds no doubling. */
  readonly reached: number | undefined;
  /** Some of the hour's events; told where it has reached something. */
  readonly events: readonly string[];
}

interface Hour {
  readonly from: number;
  readonly busiest: number;
  /** Hashes; only ever compared and counted. */
  readonly seen: readonly Json[];
  readonly events: readonly Json[];
  /** It is the hour remembered, and no new one. */
  readonly isKept: boolean;
}

const HOUR = 3_600_000;
const REMEMBER = 30 * 24 * HOUR;
const MOST_SEEN = 500;
const MOST_EVENTS = 20;
const HASH_LENGTH = 8;

export interface Occurrence {
  readonly key: string;
  readonly things: readonly string[];
  readonly time: number;
  readonly event: string;
  /** What counts as many for a principal without a history. */
  readonly many: number;
}

export function tally(recall: Recall, { key, things, time, event, many }: Occurrence): Tally {
  const kept = recall.get(key);
  const hour = currentHour(kept, time);
  const seen = withNew(hour.seen, things);
  const full = hour.events.length >= MOST_EVENTS || hour.events.includes(event);
  const events = full ? hour.events : [...hour.events, event];
  const { from, busiest } = hour;
  const isSame = hour.isKept && seen === hour.seen && events === hour.events;
  recall.set(key, isSame && kept !== undefined ? kept : { from, busiest, seen, events }, time + REMEMBER);
  const threshold = Math.max(many, busiest * THRESHOLDS.busiestHour.times);
  const before = doublings(hour.seen.length, threshold);
  const after = doublings(seen.length, threshold);
  const reached = after !== undefined && after !== before ? after : undefined;
  const told = reached === undefined ? NONE : events.filter(isText);
  return { count: seen.length, busiest, threshold, reached, events: told };
}

/** The very list where nothing is new. */
function withNew(seen: readonly Json[], things: readonly string[]): readonly Json[] {
  let more: Json[] | undefined;
  for (const thing of things) {
    const all = more ?? seen;
    if (all.length >= MOST_SEEN) break;
    const hash = hashOf(thing);
    if (all.includes(hash)) continue;
    more ??= [...seen];
    more.push(hash);
  }
  return more ?? seen;
}

/** A program reads the same few secrets day by day. */
const hashes = new Map<string, string>();
const MOST_HASHES = 10_000;

function hashOf(thing: string): string {
  let hash = hashes.get(thing);
  if (hash === undefined) {
    if (hashes.size >= MOST_HASHES) hashes.clear();
    hash = shortHash([thing], HASH_LENGTH);
    hashes.set(thing, hash);
  }
  return hash;
}

/** The running hour, or a new one that has learned from the last. */
function currentHour(remembered: Json | undefined, time: number): Hour {
  const hour = hourOf(remembered);
  if (hour === undefined) return { from: time, busiest: 0, seen: NONE, events: NONE, isKept: false };
  if (time - hour.from < HOUR) return hour;
  const busiest = Math.max(hour.busiest, hour.seen.length);
  return { from: time, busiest, seen: NONE, events: NONE, isKept: false };
}

function hourOf(remembered: Json | undefined): Hour | undefined {
  if (typeof remembered !== 'object' || remembered === null || !('from' in remembered)) return undefined;
  const { from, busiest, seen, events } = remembered;
  if (typeof from !== 'number' || typeof busiest !== 'number') return undefined;
  return { from, busiest, seen: listOf(seen), events: listOf(events), isKept: true };
}

const NONE: readonly string[] = [];

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : NONE;
}

function doublings(count: number, threshold: number): number | undefined {
  return count < threshold ? undefined : Math.floor(Math.log2(count / threshold));
}
