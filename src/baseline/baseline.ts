/**
 * What is normal, per principal, peer group and organisation, and how surprising an event is against it.
 * Pure and serialisable: no clock, no randomness. Learns only what it is told to learn, after judging.
 *
 * Surprise of a value is −log2 of the probability of seeing something at least as unusual. Where the principal
 * has seen the value, that is the weight of all its values no likelier than this one; where it has not, it is
 * the chance of anything new (Witten–Bell: distinct values over observations plus distinct values) times the
 * same question asked of the peer group, then of the organisation.
 */

import type { Client, Event, Principal } from '../model/event.ts';
import {
  accumulate,
  type Counts,
  createCounts,
  MOST_VALUES,
  observe,
  prune,
  rescale,
  tailWeight,
  weightOf,
} from './counts.ts';
import { clientFeatures, edgeOf, FEATURES, groupOf, hourOfWeek, serviceOf } from './features.ts';

const HOUR = 3_600_000;
/** Old habits count half after this long. */
export const HALF_LIFE_HOURS = 30 * 24;
/** Rescale before the forward weights grow beyond 2^40. */
const RESCALE_AFTER = 40;
/** A value whose decayed weight fell below this is as good as forgotten. */
const FORGOTTEN = 0.02;

export interface Habits {
  readonly counts: Counts[];
  /** Undecayed, for the account of normal given to people. */
  calls: number;
  firstSeen: number;
  lastSeen: number;
}

export interface PrincipalHabits extends Habits {
  readonly uid: string;
  readonly group: GroupHabits;
  /** What the present hour has taught already: most calls of an hour repeat it. */
  readonly lately: { hour: number; client: Client | undefined; readonly taught: Set<string> };
}

export interface GroupHabits extends Habits {
  readonly name: string;
  /** Uids of the members. */
  readonly members: Set<string>;
}

export interface Baseline {
  readonly principals: Map<string, PrincipalHabits>;
  readonly groups: Map<string, GroupHabits>;
  readonly organisation: Habits;
  /** One table per feature. */
  readonly values: readonly ValueTable[];
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
    values: FEATURES.map(() => ({ ids: new Map(), texts: [] })),
    origin: undefined,
    weight: 1,
    weightHour: Number.NaN,
    evicted: 0,
    mostPrincipals,
  };
}

export function learn(baseline: Baseline, event: Event): void {
  const habits = habitsOf(baseline, event.principal, event.time);
  touch(habits, event.time);
  touch(baseline.organisation, event.time);
  const hour = Math.floor(event.time / HOUR);
  const { lately } = habits;
  if (lately.hour !== hour) {
    lately.hour = hour;
    lately.client = undefined;
    lately.taught.clear();
    teach(baseline, habits, HOUR_FEATURE, hourOfWeek(event.time), hour);
  }
  if (lately.client !== event.client) {
    lately.client = event.client;
    clientFeatures(event.client).forEach((value, feature) => teach(baseline, habits, feature, value, hour));
  }
  teachOnce(baseline, habits, ACCESS_FEATURE, event.access, hour);
  if (teachOnce(baseline, habits, OPERATION_FEATURE, event.operation, hour)) {
    teach(baseline, habits, SERVICE_FEATURE, serviceOf(event.operation), hour);
  }
  if (event.region !== undefined) teachOnce(baseline, habits, REGION_FEATURE, event.region, hour);
  const edge = edgeOf(event);
  if (edge !== undefined) teachOnce(baseline, habits, EDGE_FEATURE, edge, hour);
}

const [ACCESS_FEATURE, OPERATION_FEATURE, SERVICE_FEATURE, REGION_FEATURE, EDGE_FEATURE, HOUR_FEATURE] = (
  ['access', 'operation', 'service', 'region', 'edge', 'hour'] as const
).map((name) => FEATURES.findIndex((feature) => feature.name === name)) as [
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Teaches a value unless this hour has it; words of these features are never alike. True when it was new. */
function teachOnce(
  baseline: Baseline,
  habits: PrincipalHabits,
  feature: number,
  value: string,
  hour: number,
): boolean {
  const { taught } = habits.lately;
  if (taught.has(value)) return false;
  taught.add(value);
  teach(baseline, habits, feature, value, hour);
  return true;
}

/** The surprise of one feature value: bits without cap, and whether the principal itself never showed it. */
export function surpriseOf(
  baseline: Baseline,
  principal: Principal,
  feature: number,
  value: string,
  time: number,
): { readonly bits: number; readonly never: boolean; readonly observations: number } {
  const id = known(baseline, feature, value);
  const habits = baseline.principals.get(principal.uid);
  const group = habits?.group ?? baseline.groups.get(groupOf(principal));
  const scale = forwardWeight(baseline, Math.floor(time / HOUR));
  let probability = 1;
  let never = true;
  for (const level of levelsFor(baseline, habits, group)) {
    const counts = level?.counts[feature];
    if (counts === undefined || counts.total === 0) continue;
    const observations = counts.total / scale;
    const distinct = counts.values.length;
    const weight = id < 0 ? 0 : weightOf(counts, id);
    if (weight > 0) {
      if (level === habits) never = false;
      probability *= (tailWeight(counts, weight) / scale + distinct) / (observations + distinct);
      break;
    }
    probability *= distinct / (observations + distinct);
  }
  const own = habits?.counts[feature];
  return { bits: -Math.log2(probability), never, observations: own === undefined ? 0 : own.total / scale };
}

/** A group of one, or an organisation of one, would only repeat the principal's own answer. */
function levelsFor(baseline: Baseline, habits: Habits | undefined, group: GroupHabits | undefined): Habits[] {
  const levels: Habits[] = habits === undefined ? [] : [habits];
  const self = habits === undefined ? 0 : 1;
  if (group !== undefined && group.members.size > self) levels.push(group);
  if (baseline.principals.size > self) levels.push(baseline.organisation);
  return levels;
}

/** How many of the principal's peers have shown a value, and how many peers there are. */
export function peersWith(
  baseline: Baseline,
  principal: Principal,
  feature: number,
  value: string,
): [number, number] {
  const id = known(baseline, feature, value);
  const group = baseline.groups.get(groupOf(principal));
  let seen = 0;
  let peers = 0;
  for (const uid of group?.members ?? []) {
    const counts = uid === principal.uid ? undefined : baseline.principals.get(uid)?.counts[feature];
    if (counts === undefined) continue;
    peers++;
    if (id >= 0 && weightOf(counts, id) > 0) seen++;
  }
  return [seen, peers];
}

/** Decayed principal-hours in which the organisation showed a value, and in all. */
export function organisationWith(
  baseline: Baseline,
  feature: number,
  value: string,
  time: number,
): [number, number] {
  const counts = baseline.organisation.counts[feature];
  const id = known(baseline, feature, value);
  const scale = forwardWeight(baseline, Math.floor(time / HOUR));
  if (counts === undefined) return [0, 0];
  return [id < 0 ? 0 : weightOf(counts, id) / scale, counts.total / scale];
}

/** Values the principal showed most, heaviest first. */
export function usualValues(
  baseline: Baseline,
  principal: Principal,
  feature: number,
  most: number,
): string[] {
  const counts = baseline.principals.get(principal.uid)?.counts[feature];
  if (counts === undefined) return [];
  return counts.values
    .map((value, at) => ({
      text: baseline.values[feature]?.texts[value] ?? '',
      weight: counts.weights[at] ?? 0,
    }))
    .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1))
    .slice(0, most)
    .map(({ text }) => text);
}

export function createHabits(): Habits {
  return { counts: FEATURES.map(createCounts), calls: 0, firstSeen: Number.POSITIVE_INFINITY, lastSeen: 0 };
}

export function createGroup(name: string): GroupHabits {
  return { ...createHabits(), name, members: new Set() };
}

export function createPrincipal(uid: string, group: GroupHabits): PrincipalHabits {
  group.members.add(uid);
  return { ...createHabits(), uid, group, lately: { hour: -1, client: undefined, taught: new Set() } };
}

/** Interns a value of a feature. */
export function idOf(baseline: Baseline, feature: number, value: string): number {
  const table = baseline.values[feature];
  if (table === undefined) return -1;
  let id = table.ids.get(value);
  if (id === undefined) {
    id = table.texts.length;
    table.ids.set(value, id);
    table.texts.push(value);
  }
  return id;
}

function known(baseline: Baseline, feature: number, value: string): number {
  return baseline.values[feature]?.ids.get(value) ?? -1;
}

function habitsOf(baseline: Baseline, principal: Principal, time: number): PrincipalHabits {
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
  habits.firstSeen = time;
  baseline.principals.set(principal.uid, habits);
  return habits;
}

/** Drops the tenth of the principals that were idle longest; their hours stay in the group's counts. */
function evictIdle(baseline: Baseline): void {
  const idle = [...baseline.principals.values()].sort(
    (a, b) => a.lastSeen - b.lastSeen || (a.uid < b.uid ? -1 : 1),
  );
  for (const habits of idle.slice(0, Math.max(1, Math.floor(baseline.mostPrincipals / 10)))) {
    habits.group.members.delete(habits.uid);
    baseline.principals.delete(habits.uid);
    baseline.evicted++;
  }
}

function touch(habits: Habits, time: number): void {
  habits.calls++;
  if (time > habits.lastSeen) habits.lastSeen = time;
  if (time < habits.firstSeen) habits.firstSeen = time;
}

function teach(
  baseline: Baseline,
  habits: PrincipalHabits,
  feature: number,
  value: string | undefined,
  hour: number,
): void {
  const own = habits.counts[feature];
  const peers = habits.group.counts[feature];
  const all = baseline.organisation.counts[feature];
  if (value === undefined || own === undefined || peers === undefined || all === undefined) return;
  const id = idOf(baseline, feature, value);
  const weight = forwardWeight(baseline, hour);
  if (!observe(own, id, hour, weight)) return;
  accumulate(peers, id, hour, weight);
  accumulate(all, id, hour, weight);
  bound(baseline, own, MOST_VALUES.principal, weight);
  bound(baseline, peers, MOST_VALUES.group, weight);
  bound(baseline, all, MOST_VALUES.organisation, weight);
}

function bound(baseline: Baseline, counts: Counts, most: number, weight: number): void {
  if (counts.values.length > most)
    baseline.evicted += prune(counts, Math.floor(most * 0.75), FORGOTTEN * weight);
}

/** 2^(hours since origin / half-life); moves the origin when that grows large. */
function forwardWeight(baseline: Baseline, hour: number): number {
  if (hour === baseline.weightHour) return baseline.weight;
  baseline.origin ??= hour;
  if (hour - baseline.origin > RESCALE_AFTER * HALF_LIFE_HOURS) moveOrigin(baseline, hour);
  baseline.weightHour = hour;
  baseline.weight = 2 ** ((hour - baseline.origin) / HALF_LIFE_HOURS);
  return baseline.weight;
}

function moveOrigin(baseline: Baseline, hour: number): void {
  const factor = 2 ** (((baseline.origin ?? hour) - hour) / HALF_LIFE_HOURS);
  for (const level of [baseline.organisation, ...baseline.groups.values(), ...baseline.principals.values()]) {
    for (const counts of level.counts) rescale(counts, factor);
  }
  baseline.origin = hour;
}
