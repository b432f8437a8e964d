/**
 * The way of an event: lineage learns, analytics judge, baselines learn. A pure function of the events, the
 * context and the restored state; it knows contracts, no plug-in, and does no I/O.
 */

import { type Baseline, createBaseline, learn, learnAround } from '../baseline/baseline.ts';
import { surpriseView } from '../baseline/view.ts';
import type { Analytic, Freshness, LineageView, SurpriseView } from '../contract/analytic.ts';
import type { Context, Exception } from '../contract/context.ts';
import { THRESHOLDS } from '../contract/thresholds.ts';
import { createLineage, type Lineage, nodeOf } from '../lineage/forest.ts';
import {
  ancestry,
  type Learned,
  learnLineage,
  rootOf,
  suspect,
  suspectsOf,
  trail,
} from '../lineage/lineage.ts';
import type { Action } from '../model/action.ts';
import type { Event } from '../model/event.ts';
import type { Judgement } from '../model/finding.ts';
import { compareLevels, higherLevel, type Level } from '../model/level.ts';
import { type Alerts, isRiskySignIn, noteAlert } from './alerts.ts';
import { createFindingStore, type FindingStore, keepFinding } from './findings.ts';
import { createOrphans, isAwaited, type Orphans, release, retain } from './orphans.ts';
import { isTwin, type Pairs } from './pairs.ts';
import { isIsolated, isolate, type Quarantine } from './quarantine.ts';
import type { RecallEntry } from './recall.ts';
import { createSeat, judgeAt, type Seat } from './seat.ts';
import { boundTraces, createTraces, type Traces } from './traces.ts';
import { credentialOf, type Weighed, weigh } from './weigh.ts';

export interface Engine {
  readonly seats: readonly Seat[];
  readonly byAction: ReadonlyMap<Action, readonly Seat[]>;
  /** Findings below it are counted and weigh on what descends from them; they are reported only as traces. */
  readonly minLevel: Level;
  readonly context: Context;
  readonly lineage: Lineage;
  readonly view: LineageView;
  readonly baseline: Baseline;
  readonly findings: FindingStore;
  readonly traces: Traces;
  /** What analytics that this run leaves out remember: kept for the run that takes them in again. */
  readonly absentRecall: RecallEntry[];
  readonly orphans: Orphans;
  readonly quarantine: Quarantine;
  readonly pairs: Pairs;
  readonly alerts: Alerts;
  readonly counters: EngineCounters;
  /** Latest event time judged. */
  watermark: number;
}

export interface EngineCounters {
  events: number;
  /** Second records of calls that are logged on both sides. */
  twins: number;
  late: number;
  excepted: number;
  belowLevel: number;
  /** Events not learned from. */
  quarantined: number;
}

export interface StepOptions {
  /** False: the user vouches for the event. Learn from it, report nothing about it, hold nothing against anybody. */
  readonly report: boolean;
}

/** How an event is taken: whether findings are reported, and whether the user vouches for it. */
interface Mode extends StepOptions {
  readonly vouched: boolean;
}

const REPORTED: Mode = { report: true, vouched: false };
const VOUCHED: Mode = { report: false, vouched: true };
const UNREPORTED: Mode = { report: false, vouched: false };

export function createEngine(
  analytics: readonly Analytic[],
  context: Context,
  minLevel: Level = 'low',
): Engine {
  const lineage = createLineage();
  const view = lineageView(lineage);
  const seats = analytics.map((analytic) => createSeat(analytic, context, view));
  const byAction = new Map<Action, Seat[]>();
  for (const seat of seats) {
    for (const action of seat.analytic.listensTo)
      byAction.set(action, [...(byAction.get(action) ?? []), seat]);
  }
  return {
    seats,
    byAction,
    minLevel,
    context,
    lineage,
    view,
    baseline: createBaseline(),
    findings: createFindingStore(),
    traces: createTraces(),
    absentRecall: [],
    orphans: createOrphans(),
    quarantine: new Map(),
    pairs: new Map(),
    alerts: new Map(),
    counters: { events: 0, twins: 0, late: 0, excepted: 0, belowLevel: 0, quarantined: 0 },
    watermark: Number.NEGATIVE_INFINITY,
  };
}

export function step(engine: Engine, event: Event, { report }: StepOptions): void {
  take(engine, event, report ? REPORTED : VOUCHED);
}

/**
 * Learns from an event that is outside the time to report on. It is judged all the same, without a report: analytics
 * keep their own memory of habits, and what it makes suspect casts its shadow on what comes after.
 */
export function teach(engine: Engine, event: Event): void {
  take(engine, event, UNREPORTED);
}

function take(engine: Engine, event: Event, mode: Mode): void {
  if (event.pair !== undefined && isTwin(engine.pairs, event.pair, event.time)) {
    // The second record of one call may complete the lineage, and teaches nothing else.
    if (mode !== UNREPORTED) engine.counters.twins++;
    const { adopted } = learnLineage(engine.lineage, event);
    for (const uid of adopted) judgeAgain(engine, uid, mode);
    return;
  }
  if (mode !== UNREPORTED) engine.counters.events++;
  if (event.time < engine.watermark) engine.counters.late++;
  else engine.watermark = event.time;
  if (event.action === 'alert') {
    // It is no call of the principal: nothing in it is a habit or a use of a credential.
    noteAlert(engine.alerts, event);
    return;
  }
  if (isRiskySignIn(event)) noteAlert(engine.alerts, event);
  const learned = learnLineage(engine.lineage, event);
  const level = judge(engine, event, learned, mode);
  for (const uid of learned.adopted) judgeAgain(engine, uid, mode);
  learnIfFit(engine, event, level, mode);
}

/**
 * What a finding rests on is not learned as its principal's habit, or whoever repeats an act daily would make it
 * normal: repeats fold into the one finding, so what is harmless after all costs one look. It still tells the
 * organisation what its people do; what an isolated credential does tells nothing.
 */
function learnIfFit(engine: Engine, event: Event, level: Level | undefined, mode: Mode): void {
  const isolated = !mode.vouched && isIsolated(engine.quarantine, event);
  const alarming = level !== undefined && compareLevels(level, 'medium') >= 0;
  if (mode.vouched || !(alarming || isolated)) {
    learn(engine.baseline, event);
    return;
  }
  engine.counters.quarantined++;
  if (!isolated) learnAround(engine.baseline, event);
}

/** The highest level of what came of it. */
function judge(engine: Engine, event: Event, learned: Learned, mode: Mode): Level | undefined {
  if (isRoutine(event) && !isFresh(learned) && !isSuspect(engine.lineage, event)) return undefined;
  const listening = engine.byAction.get(event.action);
  if (listening === undefined) return undefined;
  const awaited = isAwaited(engine.lineage, event);
  const surprise = surpriseView(engine.baseline, event, THRESHOLDS.surprise.bits, awaited);
  const level = judgeWith(engine, listening, event, surprise, learned, false, mode);
  if (awaited) retain(engine.orphans, event, surprise, learned);
  return level;
}

/** Targets of data events: with `use` by far the most calls, of which each says little. */
const DATA: ReadonlySet<string> = new Set(['object', 'bucket', 'table', 'key', 'queue', 'topic']);

/** Says something new only by where it comes from, or by what its credential descends from. */
function isRoutine({ action, targets }: Event): boolean {
  return action === 'use' || (action === 'resource.access' && DATA.has(targets[0]?.kind ?? ''));
}

function isSuspect(lineage: Lineage, { credential }: Event): boolean {
  return lineage.suspects > 0 && credential !== undefined && suspectsOf(lineage, credential.uid).length > 0;
}

function isFresh({ credential, network, agent, back }: Freshness): boolean {
  return credential || network || agent || back;
}

/** A late mint: what its credential did before is judged again, with the surprise of its own time. */
function judgeAgain(engine: Engine, uid: string, mode: Mode): void {
  for (const { event, surprise, fresh } of release(engine.orphans, uid)) {
    judgeWith(engine, engine.byAction.get(event.action) ?? [], event, surprise, fresh, true, mode);
  }
}

function judgeWith(
  engine: Engine,
  listening: readonly Seat[],
  event: Event,
  surprise: SurpriseView,
  fresh: Freshness,
  again: boolean,
  mode: Mode,
): Level | undefined {
  let highest: Level | undefined;
  for (const seat of listening) {
    for (const judgement of judgeAt(seat, event, surprise, fresh, again)) {
      const level = record(engine, seat.analytic, judgement, judgement.about ?? event, mode);
      if (level !== undefined) highest = highest === undefined ? level : higherLevel(highest, level);
    }
  }
  return highest;
}

/** Weighs a judgement and keeps the finding; its level, or undefined when it is below all or excepted. */
function record(
  engine: Engine,
  analytic: Analytic,
  judgement: Judgement,
  event: Event,
  mode: Mode,
): Level | undefined {
  const weighed = weigh(analytic, judgement, event, engine.context);
  if (weighed === undefined) return undefined;
  const { active, expired } = engine.context.exception(event, analytic.attack, judgement.detection);
  if (active !== undefined) {
    if (mode.report) engine.counters.excepted++;
    return undefined;
  }
  const quiet = weighed.detection.quiet === true;
  if (!(mode.vouched || quiet)) spread(engine, weighed);
  const below = compareLevels(weighed.level, engine.minLevel) < 0;
  const light = quiet || below;
  if (below && mode.report) engine.counters.belowLevel++;
  if (light && !mode.report) return weighed.level;
  const store = light ? engine.traces.store : engine.findings;
  keepFinding(store, withExpired(weighed, expired), engine, mode.report);
  if (light) boundTraces(engine.traces, engine.watermark);
  return weighed.level;
}

function withExpired(weighed: Weighed, expired: readonly Exception[]): Weighed {
  if (expired.length === 0) return weighed;
  const words = expired.map(
    ({ name, owner }) => `exception ${name} of ${owner} has expired and no longer applies`,
  );
  return { ...weighed, considered: [...weighed.considered, ...words] };
}

/** What a finding means for the credentials it concerns: suspicion for descendants, quarantine for learning. */
function spread(engine: Engine, weighed: Weighed): void {
  const { bits, analytic, detection, judgement, event, level } = weighed;
  if (bits >= THRESHOLDS.doubtfulMint.bits && event.outcome === 'success') {
    const suspicion = {
      bits,
      analytic: analytic.attack,
      detection: judgement.detection,
      event: event.uid,
      time: event.time,
    };
    for (const issued of event.issued) suspect(engine.lineage, issued.uid, suspicion);
    const credential = credentialOf(weighed);
    if (credential !== undefined && detection.phase === 'use')
      suspect(engine.lineage, credential.uid, suspicion);
  }
  if (compareLevels(level, 'high') >= 0) isolate(engine.quarantine, event);
}

function lineageView(lineage: Lineage): LineageView {
  return {
    node: (uid) => nodeOf(lineage, uid),
    trail: (uid) => trail(lineage, uid),
    ancestors: (uid) => ancestry(lineage, uid).slice(1),
    suspects: (uid) => suspectsOf(lineage, uid),
    root: (uid) => rootOf(lineage, uid),
    children: (uid) => (lineage.childrenOf.get(uid) ?? []).flatMap((child) => lineage.nodes.get(child) ?? []),
  };
}
