/**
 * The main job: files in, findings and incidents out. Joins the plug-in lists, the context, the engine and the saved
 * state; everything it needs comes as arguments, everything it says goes to the caller.
 */

import { ANALYTICS } from '../analytics/index.ts';
import type { Config } from '../config/config.ts';
import type { Analytic } from '../contract/analytic.ts';
import { createEngine, type Engine, step, teach } from '../engine/engine.ts';
import { outcome } from '../engine/outcome.ts';
import type { Event } from '../model/event.ts';
import type { Level } from '../model/level.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import { UsageError } from '../model/usage-error.ts';
import { createSeen, isNew, type Seen } from '../state/seen.ts';
import { loadState, saveState, tryState } from '../state/store.ts';
import { countersOf } from './counters.ts';
import { type EventsOutcome, type EventsRequest, eventsInOrder } from './events.ts';
import { setupOf } from './setup.ts';

export interface ScanRequest extends EventsRequest {
  /** Problems met while listing the files. */
  readonly listing: readonly Problem[];
  /** Folder of the saved state; undefined = none is loaded or saved. */
  readonly state?: string;
  /** Epoch ms; events before are learned from, not reported on. */
  readonly since?: number;
  /** Epoch ms; events from here on are left out. */
  readonly until?: number;
  readonly minLevel: Level;
  /** ATT&CK ids; undefined = all. */
  readonly analytics?: readonly string[];
  /** The context file that `config` and `context` were made from. */
  readonly configuration?: { readonly file: string; readonly sha256: string };
  /** Sees every event that is judged, beside the engine; asked for anew when everything begins again. */
  readonly beside?: () => { take(event: Event): void };
}

/** Milliseconds: of the whole run, and of its lineage, baselines and analytics (which overlaps with reading). */
export interface Timings {
  readonly engine: number;
  readonly total: number;
}

export interface ScanOutcome {
  readonly result: Result;
  readonly timings: Timings;
  /**
   * Saves the state, where one was asked for. To be called when the result is out: what could not be reported is then
   * found again by the next run.
   */
  save(): Promise<void>;
}

/** Problems listed; all are counted. */
const MOST_PROBLEMS = 10_000;

/** For whoever will save: throws UsageError when that could not be done, before there is anything to lose. */
export function trySaving({ state }: ScanRequest): void {
  if (state !== undefined) tryState(state);
}

export async function scan(request: ScanRequest): Promise<ScanOutcome> {
  const began = performance.now();
  const analytics = chosenAnalytics(request.analytics);
  const read = await eventsInOrder(request, async () => {
    const engine = createEngine(analytics, request.context, request.minLevel);
    const seen = createSeen();
    if (request.state !== undefined) await loadState(request.state, engine, seen);
    return createJudging(request, engine, seen);
  });
  const { engine, seen, counts, flush } = read.taker;
  flush();
  const total = performance.now() - began;
  return {
    result: makeResult(request, engine, read, counts),
    timings: { engine: counts.engineTime, total },
    async save() {
      if (request.state !== undefined) await saveState(request.state, engine, seen);
    },
  };
}

function chosenAnalytics(ids: readonly string[] | undefined): readonly Analytic[] {
  if (ids === undefined) return ANALYTICS;
  const known = ANALYTICS.map(({ attack }) => attack);
  for (const id of ids) {
    if (!known.includes(id))
      throw new UsageError(`unknown analytic '${id}'`, `choose from ${known.join(', ')}`);
  }
  return ANALYTICS.filter(({ attack }) => ids.includes(attack));
}

interface JudgingCounts {
  duplicate: number;
  outside: number;
  first: number;
  last: number;
  /** Milliseconds. */
  engineTime: number;
}

/** Events judged between two looks at the clock and two words of progress. */
const STRIDE = 256;

/** Hands events to the engine in strides, so that its time is measured with two clock readings a stride. */
function createJudging(request: ScanRequest, engine: Engine, seen: Seen) {
  const isFirst = (event: Event): boolean =>
    request.state === undefined || isNew(seen, event.time, event.uid);
  const counts: JudgingCounts = {
    duplicate: 0,
    outside: 0,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    engineTime: 0,
  };
  const stride: Event[] = [];
  const beside = request.beside?.();
  let done = 0;
  let most = 0;
  const judge = (event: Event): void => {
    if (request.since !== undefined && event.time < request.since) {
      counts.outside++;
      teach(engine, event);
    } else step(engine, event, { report: request.files[event.place.file]?.baseline !== true });
  };
  const flush = (): void => {
    const began = performance.now();
    for (const event of stride) judge(event);
    counts.engineTime += performance.now() - began;
    if (beside !== undefined) for (const event of stride) beside.take(event);
    done += stride.length;
    stride.length = 0;
    request.progress?.judging(done, most);
  };
  const take = (event: Event, total: number): void => {
    most = total;
    if (request.until !== undefined && event.time >= request.until) counts.outside++;
    else if (!isFirst(event)) counts.duplicate++;
    else {
      counts.first = Math.min(counts.first, event.time);
      counts.last = Math.max(counts.last, event.time);
      if (stride.push(event) === STRIDE) flush();
    }
  };
  return { engine, seen, counts, take, flush };
}

function makeResult(
  request: ScanRequest,
  engine: Engine,
  read: EventsOutcome<unknown>,
  counts: JudgingCounts,
): Result {
  const { findings, incidents, overBudget } = outcome(engine);
  const problems = [...request.listing, ...read.outcomes.flatMap((each) => each.problems)];
  const duplicate = counts.duplicate + read.duplicate;
  const more = problems.length - MOST_PROBLEMS;
  return {
    findings,
    incidents,
    problems: problems.slice(0, MOST_PROBLEMS),
    counters: countersOf(engine, read.outcomes, {
      duplicate,
      outside: counts.outside,
      overBudget,
      spilled: read.spilled,
    }),
    notes: [
      ...read.notes,
      ...historyNotes(engine),
      ...expiryNotes(request.config, counts.last),
      ...(more > 0 ? [`${more} more problems are counted but not listed.`] : []),
    ],
    run: setupOf(request),
    period: Number.isFinite(counts.first) ? { first: counts.first, last: counts.last } : undefined,
  };
}

const MOST_EXPIRY_NOTES = 10;

/** Exceptions that had run out when the logs end, the latest first: findings they once covered are told again. */
function expiryNotes({ exceptions }: Config, last: number): string[] {
  const expired = exceptions
    .flatMap(({ name, owner, expires = last }) => (expires < last ? [{ name, owner, expires }] : []))
    .sort((a, b) => b.expires - a.expires);
  const told = expired.slice(0, MOST_EXPIRY_NOTES).map(({ name, owner, expires }) => {
    const day = new Date(expires).toISOString().slice(0, 10);
    return `The exception "${name}" of ${owner} expired on ${day} and no longer applies.`;
  });
  const more = expired.length - told.length;
  return more > 0 ? [...told, `${more} more exceptions have expired.`] : told;
}

/** Hours. Surprise needs something to be surprised against; with less than this, facts carry the findings. */
const SHORT_HISTORY = 72;

function historyNotes(engine: Engine): string[] {
  const { firstHour, lastHour, calls } = engine.baseline.organisation;
  if (calls === 0 || lastHour - firstHour >= SHORT_HISTORY) return [];
  const hours = Math.max(1, lastHour - firstHour);
  return [
    `The logs cover only ${hours} h: little is known of what is normal, so findings rest on facts more than on surprise. Give older logs with --baseline, or keep a --state.`,
  ];
}
