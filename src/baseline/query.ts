/**
 * How surprising a value is: −log2 of the probability of seeing something at least as unusual. Where the principal
 * has shown the value, that is the weight of all its values no likelier than this one; where it has not, it is the
 * chance of anything new (Witten–Bell: distinct values over observations plus distinct values) times the same question
 * asked of the peer group, then of the organisation.
 */

import type { Event, Principal } from '../model/event.ts';
import { type Baseline, forwardWeight, knownHabits } from './baseline.ts';
import {
  type Counts,
  distinctOf,
  entriesOf,
  featureOf,
  type Key,
  keyOf,
  tailWeight,
  totalOf,
  valueIdOf,
  weightOf,
} from './counts.ts';
import { FEATURE, groupOf, valueIn } from './features.ts';
import type { GroupHabits, Habits } from './habits.ts';
import { NO_KEY } from './values.ts';

const HOUR = 3_600_000;

export interface Unusual {
  /** Without cap; 0 when nothing was learned. */
  readonly bits: number;
  /** The principal itself never showed it. */
  readonly never: boolean;
  /** Decayed observations (principal-hours) of the principal. */
  readonly observations: number;
}

export function surpriseOf(
  baseline: Baseline,
  principal: Principal,
  feature: number,
  value: string,
  time: number,
): Unusual {
  const key = knownKey(baseline, feature, value);
  const habits = knownHabits(baseline, principal);
  const group = habits === undefined ? groupAround(baseline, principal) : habits.group;
  const scale = forwardWeight(baseline, Math.floor(time / HOUR));
  const own = habits === undefined ? 0 : totalOf(habits.counts, feature) / scale;
  let probability = 1;
  let never = true;
  for (let reach = 0; reach < 3; reach++) {
    const counts = countsAt(reach, baseline, habits, group);
    const observations = counts === undefined ? 0 : totalOf(counts, feature) / scale;
    if (counts === undefined || observations === 0) continue;
    const distinct = distinctOf(counts, feature);
    const weight = key === undefined ? 0 : weightOf(counts, key);
    if (weight > 0) {
      if (reach === 0) never = false;
      probability *= (tailWeight(counts, feature, weight) / scale + distinct) / (observations + distinct);
      break;
    }
    probability *= distinct / (observations + distinct);
  }
  // Sums of weights may miss one another by a rounding: certainty is never less than no surprise.
  return { bits: Math.max(0, -Math.log2(probability)), never, observations: own };
}

/** Whether the event has nothing at these features that its principal never showed. */
export function hasShown(baseline: Baseline, event: Event, features: readonly number[]): boolean {
  const habits = knownHabits(baseline, event.principal);
  if (habits === undefined) return false;
  const { client } = event;
  const ofClient = habits.client === client ? habits.clientKeys : baseline.clientKeys.get(client);
  for (const feature of features) {
    const key = ofClient?.[feature] ?? keyShown(baseline, event, feature);
    if (key !== NO_KEY && (key === undefined || weightOf(habits.counts, key) <= 0)) return false;
  }
  return true;
}

/** Undefined of a value nobody has shown. */
function keyShown(baseline: Baseline, event: Event, feature: number): Key | undefined {
  const value = valueIn(event, feature);
  return value === undefined ? NO_KEY : knownKey(baseline, feature, value);
}

/** How many of the principal's peers, itself left out, have shown a value, and how many peers there are. */
export function peersWith(
  baseline: Baseline,
  principal: Principal,
  feature: number,
  value: string,
): [number, number] {
  const group = groupAround(baseline, principal);
  if (group === undefined) return [0, 0];
  const key = knownKey(baseline, feature, value);
  const others = group.members.size - (group.members.has(principal.uid) ? 1 : 0);
  return [key === undefined ? 0 : shownByOthers(baseline, principal, group, key), others];
}

/** How many of the principal's peers were seen at an address prefix. */
export function companyAt(baseline: Baseline, principal: Principal, prefix: string): number {
  const key = knownKey(baseline, FEATURE.prefix, prefix);
  const group = key === undefined ? undefined : groupAround(baseline, principal);
  return key === undefined || group === undefined ? 0 : shownByOthers(baseline, principal, group, key);
}

function shownByOthers(baseline: Baseline, principal: Principal, group: GroupHabits, key: Key): number {
  const own = knownHabits(baseline, principal);
  const isAmong = own?.group === group && weightOf(own.counts, key) > 0;
  return (group.shownBy.get(key) ?? 0) - (isAmong ? 1 : 0);
}

/** Decayed principal-days in which the organisation showed a value, and in all. */
export function organisationWith(
  baseline: Baseline,
  feature: number,
  value: string,
  time: number,
): [number, number] {
  const { counts } = baseline.organisation;
  const key = knownKey(baseline, feature, value);
  const scale = forwardWeight(baseline, Math.floor(time / HOUR));
  return [key === undefined ? 0 : weightOf(counts, key) / scale, totalOf(counts, feature) / scale];
}

/** Values the principal showed most, heaviest first. */
export function usualValues(
  baseline: Baseline,
  principal: Principal,
  feature: number,
  most: number,
): string[] {
  const counts = knownHabits(baseline, principal)?.counts;
  if (counts === undefined) return [];
  const texts = baseline.values[feature]?.texts;
  const shown: { readonly text: string; readonly weight: number }[] = [];
  for (const { key, weight } of entriesOf(counts))
    if (featureOf(key) === feature) shown.push({ text: texts?.[valueIdOf(key)] ?? '', weight });
  return shown
    .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1))
    .slice(0, most)
    .map(({ text }) => text);
}

/**
 * What is asked first, second and third: the principal, its group, everybody. A group of one, or an organisation of
 * one, would only repeat the principal's own answer.
 */
function countsAt(
  reach: number,
  baseline: Baseline,
  habits: Habits | undefined,
  group: GroupHabits | undefined,
): Counts | undefined {
  if (reach === 0) return habits?.counts;
  const self = habits === undefined ? 0 : 1;
  if (reach === 1) return group !== undefined && group.members.size > self ? group.counts : undefined;
  return baseline.principals.size > self ? baseline.organisation.counts : undefined;
}

/** Principals are shared objects, and telling the group of one takes its name apart. */
const groupNames = new WeakMap<Principal, string>();

function groupAround(baseline: Baseline, principal: Principal): GroupHabits | undefined {
  let name = groupNames.get(principal);
  if (name === undefined) {
    name = groupOf(principal);
    groupNames.set(principal, name);
  }
  return baseline.groups.get(name);
}

function knownKey(baseline: Baseline, feature: number, value: string): Key | undefined {
  const id = baseline.values[feature]?.ids.get(value);
  return id === undefined ? undefined : keyOf(id, feature);
}
