/**
 * The main job: files in, findings and incidents out. Joins the plug-in lists, the context, the engine and the saved
 * state; everything it needs comes as arguments, everything it says goes to the caller.
 */

import { ANALYTICS } from '../analytics/index.ts';
import type { Config } from '../config/config.ts';
import type { Context } from '../contract/context.ts';
import { createEngine, type Engine, step, teach } from '../engine/engine.ts';
import { outcome } from '../engine/outcome.ts';
import { createEnricher, type Enricher } from '../enrich/enrich.ts';
import { DEFAULT_LIMITS, type Limits } from '../input/limits.ts';
import type { InputFile } from '../input/list.ts';
import type { Event } from '../model/event.ts';
import type { Level } from '../model/level.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import { UsageError } from '../model/usage-error.ts';
import { mergeRuns } from '../order/merge.ts';
import { createRunStore, type RunStore } from '../order/spill.ts';
import { createSeen, isNew, type Seen } from '../state/seen.ts';
import { loadState, saveState } from '../state/store.ts';
import { loadAddressData } from './address-data.ts';
import { countersOf } from './counters.ts';
import { type FileOutcome, readAll } from './reading.ts';

export interface ScanRequest {
  readonly files: readonly InputFile[];
  /** Problems met while listing the files. */
  readonly listing: readonly Problem[];
  readonly config: Config;
  readonly context: Context;
  /** Folder of the saved state; undefined = none is loaded or saved. */
  readonly state?: string;
  /** Epoch ms; events before are learned from, not judged. */
  readonly since?: number;
  /** Epoch ms; events from here on are left out. */
  readonly until?: number;
  readonly minLevel: Level;
  /** ATT&CK ids; undefined = all. */
  readonly analytics?: readonly string[];
  readonly threads: number;
  readonly progress?: Progress;
}

/** Told how far the run is; never asked for anything. */
export interface Progress {
  reading(bytes: number, total: number): void;
  judging(events: number, total: number): void;
}

/** Milliseconds spent in each part. */
export interface Timings {
  readonly read: number;
  readonly sort: number;
  readonly engine: number;
  readonly total: number;
}

export interface ScanOutcome {
  readonly result: Result;
  readonly engine: Engine;
  readonly timings: Timings;
}

/** Events held in memory before they go to a temporary file, in bytes. */
const DEFAULT_MEMORY = 192 * 1024 * 1024;
/** Problems shown; all are counted. */
const MOST_PROBLEMS = 10_000;

export async function scan(request: ScanRequest): Promise<ScanOutcome> {
  const began = performance.now();
  const engine = createEngine(chosenAnalytics(request.analytics), request.context, request.minLevel);
  const seen = createSeen();
  const notes: string[] = [];
  if (request.state !== undefined) await loadState(request.state, engine, seen);
  const address = loadAddressData(request.config);
  notes.push(...address.notes);
  const enricher = createEnricher({ networks: request.context.network, databases: address.databases });
  const store = createRunStore(request.config.limits.memory ?? DEFAULT_MEMORY);
  try {
    const outcomes = await readFiles(request, store);
    const read = performance.now();
    const judged = judgeAll(request, { engine, seen, store, enricher, outcomes });
    const ended = performance.now();
    if (request.state !== undefined) await saveState(request.state, engine, seen);
    const timings = {
      read: read - began,
      sort: ended - read - judged.engineTime,
      engine: judged.engineTime,
      total: ended - began,
    };
    return { result: makeResult(request, engine, store, outcomes, judged, notes), engine, timings };
  } finally {
    store.close();
  }
}

export function limitsOf(config: Config): Limits {
  const { memory: _, ...limits } = config.limits;
  return { ...DEFAULT_LIMITS, ...limits };
}

function chosenAnalytics(ids: readonly string[] | undefined): typeof ANALYTICS {
  if (ids === undefined) return ANALYTICS;
  for (const id of ids) {
    if (!ANALYTICS.some(({ attack }) => attack === id)) {
      throw new UsageError(
        `unknown analytic '${id}'`,
        `choose from ${ANALYTICS.map(({ attack }) => attack).join(', ')}`,
      );
    }
  }
  return ANALYTICS.filter(({ attack }) => ids.includes(attack));
}

async function readFiles(request: ScanRequest, store: RunStore): Promise<FileOutcome[]> {
  const total = request.files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  return readAll(request.files, {
    threads: request.threads,
    limits: limitsOf(request.config),
    run: (run) => store.add(run),
    progress(bytes) {
      done += bytes;
      request.progress?.reading(done, total);
    },
  });
}

interface Judged {
  readonly duplicate: number;
  readonly outside: number;
  readonly first: number;
  readonly last: number;
  readonly engineTime: number;
}

/** How many events are judged between two looks at the clock and two words of progress. */
const STRIDE = 4096;

function judgeAll(
  request: ScanRequest,
  parts: {
    engine: Engine;
    seen: Seen;
    store: RunStore;
    enricher: Enricher;
    outcomes: readonly FileOutcome[];
  },
): Judged {
  const { engine, seen, store, enricher } = parts;
  const total = parts.outcomes.reduce((sum, { report }) => sum + report.events, 0);
  const remember = request.state !== undefined;
  let [duplicate, outside, done, first, last, engineTime] = [
    0,
    0,
    0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
  ];
  // Events are judged in strides so that the engine's time is measured with two clock readings a stride.
  let stride: Event[] = [];
  const judgeStride = (): void => {
    const began = performance.now();
    for (const event of stride) {
      if (request.since !== undefined && event.time < request.since) {
        teach(engine, event);
        outside++;
      } else step(engine, event, { report: request.files[event.place.file]?.baseline !== true });
    }
    engineTime += performance.now() - began;
    done += stride.length;
    stride = [];
    request.progress?.judging(done, total);
  };
  const merged = mergeRuns(store.readers(), enricher.client, (event) => {
    if (request.until !== undefined && event.time >= request.until) {
      outside++;
      return;
    }
    if (remember && !isNew(seen, event.time, event.uid)) {
      duplicate++;
      return;
    }
    first = Math.min(first, event.time);
    last = Math.max(last, event.time);
    if (stride.push(event) === STRIDE) judgeStride();
  });
  judgeStride();
  return { duplicate: duplicate + merged.duplicate, outside, first, last, engineTime };
}

function makeResult(
  request: ScanRequest,
  engine: Engine,
  store: RunStore,
  outcomes: readonly FileOutcome[],
  judged: Judged,
  notes: readonly string[],
): Result {
  const { findings, incidents, overBudget } = outcome(engine);
  const problems = [...request.listing, ...outcomes.flatMap((each) => each.problems)];
  const more = problems.length - MOST_PROBLEMS;
  return {
    findings,
    incidents,
    problems: problems.slice(0, MOST_PROBLEMS),
    counters: countersOf(engine, outcomes, { ...judged, overBudget, spilled: store.spilled }),
    notes: [
      ...notes,
      ...historyNotes(engine),
      ...(more > 0 ? [`${more} more problems are counted but not listed`] : []),
    ],
    period: Number.isFinite(judged.first) ? { first: judged.first, last: judged.last } : undefined,
  };
}

/** Surprise needs something to be surprised against; with less than this, facts carry the findings. */
const SHORT_HISTORY = 3 * 86_400_000;

function historyNotes(engine: Engine): string[] {
  const { firstSeen, lastSeen, calls } = engine.baseline.organisation;
  if (calls === 0 || lastSeen - firstSeen >= SHORT_HISTORY) return [];
  const hours = Math.max(1, Math.round((lastSeen - firstSeen) / 3_600_000));
  return [
    `The logs cover only ${hours} h: little is known of what is normal, so findings rest on facts more than on surprise. Give older logs with --baseline, or keep a --state.`,
  ];
}
