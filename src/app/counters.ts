/** The run's counters, from the engine's and the readers'. Nothing is dropped uncounted. */

import type { Engine } from '../engine/engine.ts';
import type { Counters, SourceCounters } from '../model/result.ts';
import type { FileOutcome } from './reading-messages.ts';

export interface RunCounts {
  readonly duplicate: number;
  readonly outside: number;
  readonly overBudget: number;
  readonly spilled: number;
}

export function countersOf(engine: Engine, outcomes: readonly FileOutcome[], run: RunCounts): Counters {
  const recalls = engine.seats.reduce((sum, { store }) => sum + store.evicted, 0);
  return {
    sources: bySource(outcomes),
    unrecognised: outcomes.reduce((sum, { report }) => sum + report.unrecognised, 0),
    skipReasons: skipReasons(outcomes),
    events: engine.counters.events,
    duplicate: run.duplicate + engine.counters.twins,
    late: engine.counters.late,
    evicted:
      engine.orphans.evicted +
      engine.traces.evicted +
      engine.lineage.evicted +
      engine.baseline.evicted +
      recalls,
    spilled: run.spilled,
    outside: run.outside,
    excepted: engine.counters.excepted,
    overBudget: run.overBudget,
    belowLevel: engine.counters.belowLevel,
    bytes: outcomes.reduce((sum, { report }) => sum + report.decompressedBytes, 0),
    principals: engine.baseline.principals.size,
    credentials: engine.lineage.nodes.size,
  };
}

function bySource(outcomes: readonly FileOutcome[]): Record<string, SourceCounters> {
  const sources = new Map<string, { -readonly [K in keyof SourceCounters]: number }>();
  for (const [source, share] of outcomes.flatMap(({ report }) => Object.entries(report.shares))) {
    const counters = sources.get(source) ?? {
      files: 0,
      records: 0,
      events: 0,
      skipped: 0,
      problems: 0,
    };
    counters.files += share.inputs;
    counters.records += share.records;
    counters.events += share.events;
    counters.skipped += Object.values(share.skipped).reduce((sum, count) => sum + count, 0);
    counters.problems += share.problems;
    sources.set(source, counters);
  }
  return Object.fromEntries([...sources].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function skipReasons(outcomes: readonly FileOutcome[]): Record<string, Record<string, number>> {
  const sources = new Map<string, Map<string, number>>();
  for (const [source, share] of outcomes.flatMap(({ report }) => Object.entries(report.shares))) {
    const reasons = sources.get(source) ?? new Map<string, number>();
    for (const [reason, count] of Object.entries(share.skipped))
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    if (reasons.size > 0) sources.set(source, reasons);
  }
  return Object.fromEntries([...sources].map(([source, reasons]) => [source, Object.fromEntries(reasons)]));
}
