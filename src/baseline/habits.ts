/** What is kept of a principal, a group and the organisation. It says who has habits, not what is a habit. */

import type { Client } from '../model/event.ts';
import type { Blocks } from './blocks.ts';
import { type Counts, createCounts, discard, entriesOf, type Key } from './counts.ts';

/** Hour of no event: later than all. */
const NEVER = 2 ** 30;

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
  /** Hour learned from last, and what was taught in it: the next event mostly shares it and has less to teach then. */
  hour: number;
  client: Client | undefined;
  clientKeys: readonly Key[];
  operation: string | undefined;
  region: string | undefined;
  edge: string | undefined;
}

export interface GroupHabits extends Habits {
  readonly name: string;
  /** Uids of the members. */
  readonly members: Set<string>;
  /** How many members have shown each value: they are too many to be counted when it is asked. */
  readonly shownBy: Map<Key, number>;
}

export const NO_KEYS: readonly Key[] = [];

export function createHabits(blocks: Blocks): Habits {
  return { counts: createCounts(blocks), calls: 0, firstHour: NEVER, lastHour: 0 };
}

// One literal each, for one shape each: objects spread together are slow to read.
export function createGroup(blocks: Blocks, name: string): GroupHabits {
  return {
    counts: createCounts(blocks),
    calls: 0,
    firstHour: NEVER,
    lastHour: 0,
    name,
    members: new Set(),
    shownBy: new Map(),
  };
}

export function createPrincipal(blocks: Blocks, uid: string, group: GroupHabits): PrincipalHabits {
  group.members.add(uid);
  return {
    counts: createCounts(blocks),
    calls: 0,
    firstHour: NEVER,
    lastHour: 0,
    uid,
    group,
    hour: -1,
    client: undefined,
    clientKeys: NO_KEYS,
    operation: undefined,
    region: undefined,
    edge: undefined,
  };
}

export function touch(habits: Habits, hour: number): void {
  habits.calls++;
  if (hour > habits.lastHour) habits.lastHour = hour;
  if (hour < habits.firstHour) habits.firstHour = hour;
}

/** Tells the group what a member's counts, which were filled from a saved state, have shown. */
export function joinGroup({ group, counts }: PrincipalHabits): void {
  for (const { key } of entriesOf(counts)) show(group, key, 1);
}

/** The member is forgotten, and with it what it has shown; what it taught the group stays in the group's counts. */
export function leaveGroup({ group, uid, counts }: PrincipalHabits): void {
  group.members.delete(uid);
  for (const { key } of entriesOf(counts)) show(group, key, -1);
  discard(counts);
}

/** A member has a value of its own now, or has it no longer. */
export function show({ shownBy }: GroupHabits, key: Key, change: 1 | -1): void {
  const members = (shownBy.get(key) ?? 0) + change;
  if (members > 0) shownBy.set(key, members);
  else shownBy.delete(key);
}
