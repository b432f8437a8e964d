/**
 * What is normal, per principal, peer group and organisation. Pure and serialisable: no clock, no randomness. Learns
 * only what it is told to learn, after judging; `query.ts` asks how surprising something is against it.
 */

import type { Client, Event, Principal } from '../model/event.ts';
import {
  accumulate,
  type Counts,
  createCounts,
  entriesOf,
  featureOf,
  type Key,
  keyOf,
  MOST_VALUES,
  observe,
  prune,
  rescale,
} from './counts.ts';
import { clientFeatures, edgeOf, FEATURE, FEATURES, groupOf, hourOfWeek } from './features.ts';

const HOUR = 3_600_000;
/** Old habits count half after this long. */
export const HALF_LIFE_HOURS = 30 * 24;
/** The origin of the forward weights moves before they grow beyond 2^40. */
const MOST_HALF_LIVES = 40;
/** Observations further back than this all weigh the same: less would be no number a computer can divide by. */
const LEAST_HALF_LIVES = -900;
/** A value whose decayed weight fell below this is as good as forgotten. */
const FORGOTTEN = 0.02;
/** Hour of no event: later than all. */
const NEVER = 2 ** 30;
/** Clients whose keys are remembered; beyond it the memory starts anew, which costs time only. */
const CLIENTS_REMEMBERED = 65_536;

export interface Habits {
  readonly counts: Counts;
  /** Undecayed, for the account of normal given to people. */
  calls: number;
  /** Hours since the epoch. */
  firstHour: number;
  lastHour: number;
}

export interface PrincipalHabits extends Habits {
  readonly uid: string;
  readonly group: GroupHabits;
  /** Hour and client learned from last: the next event mostly shares them, and they have nothing new to teach then. */
  hour: number;
  client: Client | undefined;
}

export interface GroupHabits extends Habits {
  readonly name: string;
  /** Uids of the members. */
  readonly members: Set<string>;
  /** How many members have shown each address prefix: asked for most judged calls, so kept and not counted then. */
  readonly shownBy: Map<Key, number>;
}

export interface Baseline {
  readonly principals: Map<string, PrincipalHabits>;
  readonly groups: Map<string, GroupHabits>;
  readonly organisation: Habits;
  readonly doubts: Doubts;
  /** Ids of values, one table per feature. */
  readonly values: readonly ValueTable[];
  /** Clients are shared objects: one look-up gives the keys of all features that depend on them. */
  readonly clientKeys: Map<Client, readonly Key[]>;
  /** Hour the forward weights are measured from. */
  origin: number | undefined;
  /** The weight of `weightHour`, computed last. */
  weight: number;
  weightHour: number;
  evicted: number;
  readonly mostPrincipals: number;
}

/** Interned values of one feature. */
export interface ValueTable {
  readonly ids: Map<string, number>;
  readonly texts: string[];
}

export function createBaseline(mostPrincipals = 100_000): Baseline {
  return {
    principals: new Map(),
    groups: new Map(),
    organisation: createHabits(),
    doubts: { day: Number.NEGATIVE_INFINITY, taught: new Set() },
    values: FEATURES.map(() => ({ ids: new Map(), texts: [] })),
    clientKeys: new Map(),
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
  touch(habits, hour);
  touch(baseline.organisation, hour);
  if (habits.hour !== hour) {
    habits.hour = hour;
    habits.client = undefined;
    teach(baseline, habits, keyIn(baseline, FEATURE.hour, hourOfWeek(event.time)), hour);
  }
  if (habits.client !== event.client) {
    habits.client = event.client;
    for (const key of clientKeys(baseline, event.client)) teach(baseline, habits, key, hour);
  }
  teach(baseline, habits, keyIn(baseline, FEATURE.operation, event.operation), hour);
  if (event.region !== undefined)
    teach(baseline, habits, keyIn(baseline, FEATURE.region, event.region), hour);
  const edge = edgeOf(event);
  if (edge !== undefined) teach(baseline, habits, keyIn(baseline, FEATURE.edge, edge), hour);
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
    ...clientKeys(baseline, event.client),
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

/** What doubtful events have taught on the latest of their days. */
export interface Doubts {
  day: number;
  readonly taught: Set<string>;
}

const MOST_DOUBTS = 100_000;

function isFirstDoubt(doubts: Doubts, day: number, what: string): boolean {
  if (day > doubts.day) {
    doubts.day = day;
    doubts.taught.clear();
  }
  if (doubts.taught.has(what) || doubts.taught.size >= MOST_DOUBTS) return false;
  doubts.taught.add(what);
  return true;
}

export function createHabits(): Habits {
  return { counts: createCounts(), calls: 0, firstHour: NEVER, lastHour: 0 };
}

export function createGroup(name: string): GroupHabits {
  return {
    counts: createCounts(),
    calls: 0,
    firstHour: NEVER,
    lastHour: 0,
    name,
    members: new Set(),
    shownBy: new Map(),
  };
}

export function createPrincipal(uid: string, group: GroupHabits): PrincipalHabits {
  group.members.add(uid);
  return {
    counts: createCounts(),
    calls: 0,
    firstHour: NEVER,
    lastHour: 0,
    uid,
    group,
    hour: -1,
    client: undefined,
  };
}

/** Tells the group what a member's counts, which were filled from a saved state, have shown. */
export function joinGroup({ group, counts }: PrincipalHabits): void {
  for (const { key } of entriesOf(counts)) show(group, key, 1);
}

/** A member has a value of its own now, or has it no longer. */
function show({ shownBy }: GroupHabits, key: Key, change: 1 | -1): void {
  if (featureOf(key) !== FEATURE.prefix) return;
  const members = (shownBy.get(key) ?? 0) + change;
  if (members > 0) shownBy.set(key, members);
  else shownBy.delete(key);
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

/** Interns a value of a feature. */
function keyIn(baseline: Baseline, feature: number, value: string): Key {
  const table = baseline.values[feature];
  if (table === undefined) throw new Error(`there is no feature ${feature}`);
  let id = table.ids.get(value);
  if (id === undefined) {
    id = table.texts.push(value) - 1;
    table.ids.set(value, id);
  }
  return keyOf(id, feature);
}

function clientKeys(baseline: Baseline, client: Client): readonly Key[] {
  let keys = baseline.clientKeys.get(client);
  if (keys === undefined) {
    keys = clientFeatures(client).flatMap((value, feature) =>
      value === undefined ? [] : keyIn(baseline, feature, value),
    );
    if (baseline.clientKeys.size >= CLIENTS_REMEMBERED) baseline.clientKeys.clear();
    baseline.clientKeys.set(client, keys);
  }
  return keys;
}

function habitsOf(baseline: Baseline, principal: Principal): PrincipalHabits {
  const existing = baseline.principals.get(principal.uid);
  if (existing !== undefined) return existing;
  if (baseline.principals.size >= baseline.mostPrincipals) evictIdle(baseline);
  const name = groupOf(principal);
  let group = baseline.groups.get(name);
  if (group === undefined) {
    group = createGroup(name);
    baseline.groups.set(name, group);
  }
  const habits = createPrincipal(principal.uid, group);
  baseline.principals.set(principal.uid, habits);
  return habits;
}

/** Drops the tenth of the principals that were idle longest; their hours stay in the group's counts. */
function evictIdle(baseline: Baseline): void {
  const idle = [...baseline.principals.values()].sort(
    (a, b) => a.lastHour - b.lastHour || (a.uid < b.uid ? -1 : 1),
  );
  for (const habits of idle.slice(0, Math.max(1, Math.floor(baseline.mostPrincipals / 10)))) {
    habits.group.members.delete(habits.uid);
    for (const { key } of entriesOf(habits.counts)) show(habits.group, key, -1);
    baseline.principals.delete(habits.uid);
    baseline.evicted++;
  }
}

function touch(habits: Habits, hour: number): void {
  habits.calls++;
  if (hour > habits.lastHour) habits.lastHour = hour;
  if (hour < habits.firstHour) habits.firstHour = hour;
}

/** A value counts once an hour for the principal, and once a day of the principal for its group and the organisation. */
function teach(baseline: Baseline, habits: PrincipalHabits, key: Key, hour: number): void {
  const weight = forwardWeight(baseline, hour);
  const first = observe(habits.counts, key, hour, weight);
  if (first !== 'day' && first !== 'ever') return;
  const { group } = habits;
  if (first === 'ever') show(group, key, 1);
  accumulate(group.counts, key, hour, weight);
  accumulate(baseline.organisation.counts, key, hour, weight);
  for (const dropped of bound(baseline, habits.counts, key, MOST_VALUES.principal, weight))
    show(group, dropped, -1);
  bound(baseline, group.counts, key, MOST_VALUES.group, weight);
  bound(baseline, baseline.organisation.counts, key, MOST_VALUES.organisation, weight);
}

/** Returns the keys it had to drop. */
function bound(baseline: Baseline, counts: Counts, key: Key, most: number, weight: number): readonly Key[] {
  const feature = featureOf(key);
  if (counts.size <= most || (counts.distinct[feature] ?? 0) <= most) return NONE;
  const dropped = prune(counts, feature, Math.floor(most * 0.75), FORGOTTEN * weight);
  baseline.evicted += dropped.length;
  return dropped;
}

const NONE: readonly Key[] = [];
