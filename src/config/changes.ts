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

interface CompiledChange {
  readonly change: Change;
  readonly actor: Matcher;
  readonly target: Matcher | undefined;
  readonly action: Matcher | undefined;
}

export function compileChanges(changes: readonly Change[]): (event: Event) => ChangeEvidence {
  const byStart = changes.toSorted((a, b) => a.from - b.from).map(compile);
  // The latest end among a change and all that start before it tells where a walk backwards may stop.
  const latestEnd: number[] = [];
  for (const { change } of byStart) latestEnd.push(Math.max(latestEnd.at(-1) ?? change.to, change.to));

  return (event) => {
    const matching: Change[] = [];
    const near: { change: Change; mismatch: string }[] = [];
    const first = countStarted(byStart, event.time + NEAR) - 1;
    for (let index = first; index >= 0 && (latestEnd[index] ?? 0) >= event.time - NEAR; index--) {
      const compiled = byStart[index];
      if (!compiled || compiled.change.to < event.time - NEAR) continue;
      const misses = mismatches(compiled, event);
      if (misses.length === 0) matching.push(compiled.change);
      const [mismatch] = misses;
      if (mismatch !== undefined && misses.length === 1) near.push({ change: compiled.change, mismatch });
    }
    return { matching, near: closest(near, event.time) };
  };
}

function compile(change: Change): CompiledChange {
  const { actor, target, action } = change;
  return {
    change,
    actor: compilePattern(actor),
    target: target === undefined ? undefined : compilePattern(target),
    action: action === undefined ? undefined : compilePattern(action),
  };
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

/** What does not fit, in words. Stops at two: that is no near miss any more. */
function mismatches({ change, actor, target, action }: CompiledChange, event: Event): readonly string[] {
  const misses: string[] = [];
  const byWhom = actorFits(actor, event);
  if (!byWhom)
    misses.push(`approved for ${change.actor}, done by ${event.session?.onBehalfOf ?? event.principal.name}`);
  if (action && !action(event.operation) && !action(event.action)) {
    misses.push(`approved for ${change.action}, done ${event.operation}`);
  }
  if (misses.length < 2 && target && !targetFits(target, event)) {
    misses.push(`approved for ${change.target}, done to ${firstTarget(event)}`);
  }
  const late = lateness(change, event.time);
  if (late !== undefined) misses.push(late);
  // A change that names neither action nor target says nothing about what other people do meanwhile.
  if (!byWhom && !action && !target) misses.push('says nothing about this');
  return misses;
}

function actorFits(actor: Matcher, { principal, session }: Event): boolean {
  return fitsIdentity(actor, principal) || (session?.onBehalfOf !== undefined && actor(session.onBehalfOf));
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

function lateness({ from, to }: Change, time: number): string | undefined {
  if (time < from) return `approved from ${minute(from)}, done ${span(from - time)} earlier`;
  if (time > to) return `approved until ${minute(to)}, done ${span(time - to)} later`;
  return undefined;
}

function closest<T extends { readonly change: Change }>(near: readonly T[], time: number): readonly T[] {
  const distance = ({ change: { from, to } }: T) => Math.max(from - time, time - to, 0);
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
