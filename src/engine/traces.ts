/**
 * Findings too light to report by themselves, kept for a while: on the trail of a weighty finding, or from the address
 * it came from, they are the intrusion's quieter steps and are reported with it. Never a reason to report anything.
 */

import { THRESHOLDS } from '../contract/thresholds.ts';
import type { Evidence, Finding } from '../model/finding.ts';
import { compareLevels, type Level } from '../model/level.ts';
import { createFindingStore, type FindingStore, type OpenFinding } from './findings.ts';
import { actorJoins, isTight, LONGEST_WINDOW, windowOf } from './joins.ts';

export interface Traces {
  readonly store: FindingStore;
  evicted: number;
  /** Epoch ms until which the oldest is not outdated: most looks at them would find nothing to do. */
  goodUntil: number;
}

const MOST_TRACES = 5_000;
/** What the step of an intrusion is worth when nothing else is said for it. */
const RAISED_TO: Level = 'low';
/** From this level on a finding speaks for what is on its trail. */
const WEIGHTY: Level = 'medium';
/** From this level on it speaks also for what else was odd about the people who acted in it. */
const CERTAIN: Level = 'high';

export function createTraces(): Traces {
  return { store: createFindingStore(), evicted: 0, goodUntil: Number.NEGATIVE_INFINITY };
}

/** Keeps within bounds; oldest come first, so the outdated are at the beginning. */
export function boundTraces(traces: Traces, now: number): void {
  const { all, open } = traces.store;
  if (now <= traces.goodUntil && all.size <= MOST_TRACES && open.size <= 2 * MOST_TRACES) return;
  for (const [uid, { finding }] of all) {
    traces.goodUntil = finding.lastSeen + LONGEST_WINDOW;
    const outdated = now > traces.goodUntil;
    if (!outdated && all.size <= MOST_TRACES) break;
    all.delete(uid);
    if (!outdated) traces.evicted++;
  }
  if (open.size <= 2 * MOST_TRACES) return;
  for (const [key, { finding }] of open) if (!all.has(finding.uid)) open.delete(key);
}

/** The traces that belong to one of the findings, as findings of their own. */
export function tracesOf({ store }: Traces, findings: readonly OpenFinding[], least: Level): OpenFinding[] {
  if (store.all.size === 0 || compareLevels(RAISED_TO, least) < 0) return [];
  const byJoin = new Map<string, OpenFinding[]>();
  for (const open of findings) {
    if (compareLevels(open.finding.level, WEIGHTY) < 0) continue;
    const certain = compareLevels(open.finding.level, CERTAIN) >= 0;
    for (const join of [...[...open.joins].filter(isTight), ...(certain ? actorJoins(open.finding) : [])]) {
      const before = byJoin.get(join);
      if (before === undefined) byJoin.set(join, [open]);
      else before.push(open);
    }
  }
  return [...store.all.values()].flatMap((trace) => raise(trace, byJoin) ?? []);
}

function raise(
  trace: OpenFinding,
  byJoin: ReadonlyMap<string, readonly OpenFinding[]>,
): OpenFinding | undefined {
  const { finding } = trace;
  // Below it is everyday variation, and everybody has some.
  const odd = finding.bits >= THRESHOLDS.wholeOddity.bits;
  const joins = new Set([...[...trace.joins].filter(isTight), ...(odd ? actorJoins(finding) : [])]);
  const weighty = [...joins]
    .flatMap((join) => (byJoin.get(join) ?? []).filter((open) => isNear(trace, open, windowOf(join))))
    .sort((a, b) => a.finding.firstSeen - b.finding.firstSeen || (a.finding.uid < b.finding.uid ? -1 : 1));
  const [first] = weighty;
  if (first === undefined) return undefined;
  const raised: Finding = {
    ...finding,
    level: RAISED_TO,
    evidence: [...finding.evidence, sharing(first.finding)],
  };
  return {
    ...trace,
    finding: raised,
    joins,
    touched: trace.touched || weighty.some(({ touched }) => touched),
  };
}

function isNear({ finding: a }: OpenFinding, { finding: b }: OpenFinding, window: number): boolean {
  return Math.max(a.firstSeen, b.firstSeen) - Math.min(a.lastSeen, b.lastSeen) <= window;
}

function sharing({ analytic, detection, eventUids }: Finding): Evidence {
  return {
    condition: 'same credential trail or address',
    held: true,
    observed: `${analytic} ${detection}`,
    expected: 'nothing of weight beside it',
    bits: 0,
    events: eventUids.slice(0, 1),
  };
}
