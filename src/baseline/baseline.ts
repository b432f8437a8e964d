/**
 * What is normal, per principal, peer group and organisation. Pure and serialisable: no clock, no randomness. Learns
 * only what it is told to learn, after judging; `query.ts` asks how surprising something is against it.
 */

import { type ByOrdinal, createByOrdinal, forgetAll, keep, recall } from '../lib/by-ordinal.ts';
import type { Client, Event, Principal } from '../model/event.ts';
import { type Blocks, createBlocks } from './blocks.ts';
import {
  accumulate,
  type Counts,
  distinctOf,
  featureOf,
  type Key,
  MOST_VALUES,
  observe,
  prune,
  rescale,
} from './counts.ts';
import { createDoubts, type Doubts, isFirstDoubt } from './doubts.ts';
import { edgeOf, FEATURE, groupOf, hourOfWeek, saysWhere } from './features.ts';
import {
  createGroup,
  createHabits,
  createPrincipal,
  type GroupHabits,
  type Habits,
  leaveGroup,
  NO_KEYS,
  type PrincipalHabits,
  show,
  touch,
} from './habits.ts';
import { createValues, keyIn, keysOfClient, NO_KEY, type Values } from './values.ts';

const HOUR = 3_600_000;
/** Old habits count half after this long. */
export const HALF_LIFE_HOURS = 30 * 24;
/** The origin of the forward weights moves before they grow beyond 2^40. */
const MOST_HALF_LIVES = 40;
/** Observations further back than this all weigh the same: less would be no number a computer can divide by. */
const LEAST_HALF_LIVES = -900;
/** A value whose decayed weight fell below this is as good as forgotten. */
const FORGOTTEN = 0.02;

export interface Baseline extends Values {
  readonly principals: Map<string, PrincipalHabits>;
  readonly groups: Map<string, GroupHabits>;
  readonly organisation: Habits;
  /** The memory of all counts. */
  readonly blocks: Blocks;
  readonly doubts: Doubts;
  readonly byOrdinal: ByOrdinal<Principal, PrincipalHabits>;
  /** Hour the forward weights are measured from. */
  origin: number | undefined;
  /** The weight of `weightHour`, computed last. */
  weight: number;
  weightHour: number;
  evicted: number;
  readonly mostPrincipals: number;
}

export function createBaseline(mostPrincipals = 100_000): Baseline {
  const blocks = createBlocks();
  const { values, clientKeys } = createValues();
  return {
    principals: new Map(),
    groups: new Map(),
    organisation: createHabits(blocks),
    blocks,
    doubts: createDoubts(),
    values,
    clientKeys,
    byOrdinal: createByOrdinal(),
    origin: undefined,
    weight: 1,
    weightHour: Number.NaN,
    evicted: 0,
    mostPrincipals,
  };
}

export function learn(baseline: Baseline, event: Event): void {
  const habits = habitsOf(baseline, event.principal);
  const hour = Math.floor(event.time / HOUR);
  const weight = forwardWeight(baseline, hour);
  touch(habits, hour);
  touch(baseline.organisation, hour);
  if (habits.hour !== hour) {
    habits.hour = hour;
    habits.client = undefined;
    forgetTaught(habits);
    teach(baseline, habits, keyIn(baseline, FEATURE.hour, hourOfWeek(event.time)), hour, weight);
  }
  if (habits.client !== event.client) {
    habits.client = event.client;
    if (saysWhere(event.client)) teachClient(baseline, habits, event.client, hour, weight);
  }
  if (event.operation !== habits.operation) {
    habits.operation = event.operation;
    teach(baseline, habits, keyIn(baseline, FEATURE.operation, event.operation), hour, weight);
  }
  if (event.region !== undefined && event.region !== habits.region) {
    habits.region = event.region;
    teach(baseline, habits, keyIn(baseline, FEATURE.region, event.region), hour, weight);
  }
  const edge = edgeOf(event);
  if (edge !== undefined && edge !== habits.edge) {
    habits.edge = edge;
    teach(baseline, habits, keyIn(baseline, FEATURE.edge, edge), hour, weight);
  }
}

function teachClient(
  baseline: Baseline,
  habits: PrincipalHabits,
  client: Client,
  hour: number,
  weight: number,
): void {
  const taught = habits.clientKeys;
  const keys = keysOfClient(baseline, client);
  habits.clientKeys = keys;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? NO_KEY;
    if (key !== NO_KEY && key !== taught[at]) teach(baseline, habits, key, hour, weight);
  }
}

/**
 * What a doubtful event may teach: that it happened in this organisation, once a day for each principal. A change
 * that many make together (another provider of the VPN, new runners) becomes known so; one principal's own habits,
 * which somebody else may be making for it, do not.
 */
export function learnAround(baseline: Baseline, event: Event): void {
  const { group } = habitsOf(baseline, event.principal);
  const hour = Math.floor(event.time / HOUR);
  const weight = forwardWeight(baseline, hour);
  const edge = edgeOf(event);
  const keys = [
    ...keysOfClient(baseline, event.client).filter((key) => key !== NO_KEY),
    keyIn(baseline, FEATURE.operation, event.operation),
    ...(event.region === undefined ? [] : [keyIn(baseline, FEATURE.region, event.region)]),
    ...(edge === undefined ? [] : [keyIn(baseline, FEATURE.edge, edge)]),
  ];
  for (const key of keys) {
    if (!isFirstDoubt(baseline.doubts, Math.floor(hour / 24), `${event.principal.uid} ${key}`)) continue;
    accumulate(group.counts, key, hour, weight);
    accumulate(baseline.organisation.counts, key, hour, weight);
    bound(baseline, group.counts, key, MOST_VALUES.group, weight);
    bound(baseline, baseline.organisation.counts, key, MOST_VALUES.organisation, weight);
  }
}

/** The habits of a principal that has taught something. */
export function knownHabits(baseline: Baseline, principal: Principal): PrincipalHabits | undefined {
  const met = recall(baseline.byOrdinal, principal);
  if (met !== undefined) return met;
  const habits = baseline.principals.get(principal.uid);
  if (habits !== undefined) keep(baseline.byOrdinal, principal, habits);
  return habits;
}

/** Weight of an observation in this hour: 2^(hours since the origin / half-life). */
export function forwardWeight(baseline: Baseline, hour: number): number {
  if (hour === baseline.weightHour) return baseline.weight;
  baseline.origin ??= hour;
  if (hour - baseline.origin > MOST_HALF_LIVES * HALF_LIFE_HOURS) moveOrigin(baseline, baseline.origin, hour);
  baseline.weightHour = hour;
  baseline.weight = 2 ** Math.max(LEAST_HALF_LIVES, (hour - baseline.origin) / HALF_LIFE_HOURS);
  return baseline.weight;
}

function moveOrigin(baseline: Baseline, from: number, to: number): void {
  const factor = 2 ** ((from - to) / HALF_LIFE_HOURS);
  for (const { counts } of [
    baseline.organisation,
    ...baseline.groups.values(),
    ...baseline.principals.values(),
  ]) {
    rescale(counts, factor);
  }
  baseline.origin = to;
}

function habitsOf(baseline: Baseline, principal: Principal): PrincipalHabits {
  const known = knownHabits(baseline, principal);
  if (known !== undefined) return known;
  if (baseline.principals.size >= baseline.mostPrincipals) evictIdle(baseline);
  const name = groupOf(principal);
  let group = baseline.groups.get(name);
  if (group === undefined) {
    group = createGroup(baseline.blocks, name);
    baseline.groups.set(name, group);
  }
  const habits = createPrincipal(baseline.blocks, principal.uid, group);
  baseline.principals.set(principal.uid, habits);
  keep(baseline.byOrdinal, principal, habits);
  return habits;
}

/** Drops the tenth of the principals that were idle longest; their hours stay in the group's counts. */
function evictIdle(baseline: Baseline): void {
  forgetAll(baseline.byOrdinal);
  const idle = [...baseline.principals.values()].sort(
    (a, b) => a.lastHour - b.lastHour || (a.uid < b.uid ? -1 : 1),
  );
  for (const habits of idle.slice(0, Math.max(1, Math.floor(baseline.mostPrincipals / 10)))) {
    leaveGroup(habits);
    baseline.principals.delete(habits.uid);
    baseline.evicted++;
  }
}

/** A value counts once an hour for the principal, and once a day of the principal for its group and the organisation. */
function teach(baseline: Baseline, habits: PrincipalHabits, key: Key, hour: number, weight: number): void {
  const first = observe(habits.counts, key, hour, weight);
  if (first !== 'day' && first !== 'ever') return;
  const { group } = habits;
  if (first === 'ever') show(group, key, 1);
  accumulate(group.counts, key, hour, weight);
  accumulate(baseline.organisation.counts, key, hour, weight);
  const dropped = bound(baseline, habits.counts, key, MOST_VALUES.principal, weight);
  if (dropped.length > 0) forgetTaught(habits);
  for (const each of dropped) show(group, each, -1);
  bound(baseline, group.counts, key, MOST_VALUES.group, weight);
  bound(baseline, baseline.organisation.counts, key, MOST_VALUES.organisation, weight);
}

/** What the hour has taught may have to be taught again. */
function forgetTaught(habits: PrincipalHabits): void {
  habits.clientKeys = NO_KEYS;
  habits.operation = undefined;
  habits.region = undefined;
  habits.edge = undefined;
}

/** Returns the keys it had to drop. */
function bound(baseline: Baseline, counts: Counts, key: Key, most: number, weight: number): readonly Key[] {
  const feature = featureOf(key);
  if (counts.size <= most || distinctOf(counts, feature) <= most) return NO_KEYS;
  const dropped = prune(counts, feature, Math.floor(most * 0.75), FORGOTTEN * weight);
  baseline.evicted += dropped.length;
  return dropped;
}
