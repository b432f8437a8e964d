/**
 * Approved changes that speak about an event: those that cover it and near misses, where all but one of actor,
 * target, action and time fit. Finds them without going through every ticket.
 */

import type { Change, ChangeEvidence } from '../contract/context.ts';
import type { Matcher } from '../lib/wildcard.ts';
import type { Event } from '../model/event.ts';
import { compilePattern, fitsIdentity } from './patterns.ts';

const DAY = 86_400_000;
/** A change further from the event than this is another matter. */
const NEAR = 7 * DAY;
const MOST_NEAR_MISSES = 5;

/** Most bytes kept of answers to which patterns fit an actor or an action. */
const REMEMBERED_BYTES = 8 * 1024 * 1024;

interface CompiledChange {
  readonly change: Change;
  /** Positions in the lists of distinct patterns. */
  readonly actor: number;
  readonly action: number | undefined;
  readonly target: Matcher | undefined;
}

export function compileChanges(changes: readonly Change[]): (event: Event) => ChangeEvidence {
  const actors = new PatternTable();
  const actions = new PatternTable();
  const byStart = changes
    .toSorted((a, b) => a.from - b.from)
    .map((change): CompiledChange => {
      const { actor, target, action } = change;
      return {
        change,
        actor: actors.add(actor),
        action: action === undefined ? undefined : actions.add(action),
        target: target === undefined ? undefined : compilePattern(target),
      };
    });
  // The latest end among a change and all that start before it tells where a walk backwards may stop.
  const latestEnd: number[] = [];
  for (const { change } of byStart) latestEnd.push(Math.max(latestEnd.at(-1) ?? change.to, change.to));

  return (event) => {
    const first = countStarted(byStart, event.time + NEAR) - 1;
    if (first < 0 || (latestEnd[first] ?? 0) < event.time - NEAR) return NOTHING;
    const { principal, session, operation, action } = event;
    const actorFits = actors.fitting([principal.uid, principal.name, session?.onBehalfOf ?? principal.uid]);
    const actionFits = actions.fitting([operation, action]);
    const matching: Change[] = [];
    const near: NearMiss[] = [];
    for (let index = first; index >= 0 && (latestEnd[index] ?? 0) >= event.time - NEAR; index--) {
      const compiled = byStart[index];
      if (!compiled || compiled.change.to < event.time - NEAR) continue;
      const misses = missed(compiled, event, actorFits, actionFits);
      if (misses === 'none') matching.push(compiled.change);
      else if (misses !== 'several')
        near.push({ change: compiled.change, mismatch: inWords(misses, compiled.change, event) });
    }
    return { matching, near: closest(near, event.time) };
  };
}

type NearMiss = ChangeEvidence['near'][number];
type Aspect = 'actor' | 'action' | 'target' | 'time';

const NOTHING: ChangeEvidence = { matching: [], near: [] };

/** Distinct patterns, and which of them fit: the same few actors and operations are asked about again and again. */
class PatternTable {
  private readonly positions = new Map<string, number>();
  private readonly matchers: Matcher[] = [];
  private answers = new Map<string, Uint8Array>();

  add(pattern: string): number {
    const known = this.positions.get(pattern);
    if (known !== undefined) return known;
    this.positions.set(pattern, this.matchers.length);
    return this.matchers.push(compilePattern(pattern)) - 1;
  }

  /** 1 at the position of every pattern that fits any of the names. */
  fitting(names: readonly string[]): Uint8Array {
    const key = JSON.stringify(names);
    const known = this.answers.get(key);
    if (known) return known;
    if (this.answers.size * (this.matchers.length + key.length) > REMEMBERED_BYTES) this.answers = new Map();
    const answer = Uint8Array.from(this.matchers, (matches) => (names.some(matches) ? 1 : 0));
    this.answers.set(key, answer);
    return answer;
  }
}

/** Of changes sorted by start, how many have begun by `time`. */
function countStarted(changes: readonly CompiledChange[], time: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changes[middle]?.change.from ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The one aspect that does not fit, if it is one. */
function missed(
  { change, actor, action, target }: CompiledChange,
  event: Event,
  actorFits: Uint8Array,
  actionFits: Uint8Array,
): Aspect | 'none' | 'several' {
  let misses: Aspect | 'none' = event.time < change.from || event.time > change.to ? 'time' : 'none';
  if (actorFits[actor] !== 1) {
    // A change that names neither action nor target says nothing about what other people do meanwhile.
    if (misses !== 'none' || (action === undefined && !target)) return 'several';
    misses = 'actor';
  }
  if (action !== undefined && actionFits[action] !== 1) {
    if (misses !== 'none') return 'several';
    misses = 'action';
  }
  if (target && !targetFits(target, event)) return misses === 'none' ? 'target' : 'several';
  return misses;
}

function inWords(aspect: Aspect, { actor, action, target, from, to }: Change, event: Event): string {
  switch (aspect) {
    case 'actor':
      return `approved for ${actor}, done by ${event.session?.onBehalfOf ?? event.principal.name}`;
    case 'action':
      return `approved for ${action}, done ${event.operation}`;
    case 'target':
      return `approved for ${target}, done to ${firstTarget(event)}`;
    case 'time':
      return event.time < from
        ? `approved from ${minute(from)}, done ${span(from - event.time)} earlier`
        : `approved until ${minute(to)}, done ${span(event.time - to)} later`;
  }
}

function targetFits(target: Matcher, { targets, subject }: Event): boolean {
  return (
    targets.some((one) => fitsIdentity(target, one)) ||
    (subject !== undefined && fitsIdentity(target, subject))
  );
}

function firstTarget({ targets, subject }: Event): string {
  const [target] = targets;
  return subject?.name ?? target?.name ?? target?.uid ?? 'nothing named';
}

function closest(near: readonly NearMiss[], time: number): readonly NearMiss[] {
  const distance = ({ change: { from, to } }: NearMiss) => Math.max(from - time, time - to, 0);
  return near
    .toSorted((a, b) => distance(a) - distance(b) || (a.change.id < b.change.id ? -1 : 1))
    .slice(0, MOST_NEAR_MISSES);
}

/** `2026-03-02T10:00Z`. */
function minute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}

function span(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
