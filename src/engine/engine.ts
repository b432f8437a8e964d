/**
 * The way of an event: lineage learns, analytics judge, baselines learn. A pure function of the events, the
 * context and the restored state; it knows contracts, no plug-in, and does no I/O.
 */

import { type Baseline, createBaseline, learn } from '../baseline/baseline.ts';
import { type SurpriseOf, surpriseView } from '../baseline/view.ts';
import type { Analytic, Freshness, LineageView, SurpriseView } from '../contract/analytic.ts';
import type { Context } from '../contract/context.ts';
import { parameterValues } from '../contract/parameter.ts';
import { SURPRISE_CAP } from '../contract/weights.ts';
import {
  ancestry,
  createLineage,
  type Learned,
  type Lineage,
  learnLineage,
  suspect,
  trail,
} from '../lineage/lineage.ts';
import type { Action } from '../model/action.ts';
import type { Event } from '../model/event.ts';
import type { Finding, Judgement } from '../model/finding.ts';
import { compareLevels, type Level } from '../model/level.ts';
import { contextEvidence } from './context-evidence.ts';
import {
  createFindingStore,
  type FindingStore,
  foldKey,
  joinsOf,
  keepFinding,
  makeFinding,
} from './findings.ts';
import { createRecallStore, type RecallStore, recallAt } from './recall.ts';

/** Bits from which a judgement makes the credentials it concerns suspect to what descends from them. */
const SUSPICIOUS_BITS = 10;
/** Judged events kept per credential whose mint is not known yet. */
const MOST_RETAINED = 16;
const MOST_ORPHANS = 20_000;
/** The two records of one call carry the same time; clocks and queues are given this much. */
const PAIR_HORIZON = 3_600_000;
const MOST_PAIRS = 20_000;
/** A credential without a known mint waits this long for it. */
const ORPHAN_HORIZON = 36 * 3_600_000;

interface Retained {
  readonly event: Event;
  readonly surprise: SurpriseOf;
  readonly fresh: Freshness;
}

export interface Engine {
  readonly analytics: readonly Analytic[];
  /** Findings below it are counted and weigh on what descends from them, but are not kept. */
  readonly minLevel: Level;
  readonly byAction: ReadonlyMap<Action, readonly Analytic[]>;
  readonly parameters: ReadonlyMap<string, ReturnType<typeof parameterValues>>;
  readonly context: Context;
  readonly lineage: Lineage;
  readonly view: LineageView;
  readonly baseline: Baseline;
  readonly recalls: Map<string, RecallStore>;
  readonly findings: FindingStore;
  /** Judged events of credentials whose mint has not been seen, with the surprise of their time. */
  readonly orphans: Map<string, Retained[]>;
  /** `credential|network`, or a whole `credential|`: not learned from until triaged. */
  readonly quarantine: Map<string, number>;
  readonly counters: EngineCounters;
  /** Shared ids of two-sided calls already judged, with their time. */
  readonly pairs: Map<string, number>;
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
  evicted: number;
  quarantined: number;
}

export interface StepOptions {
  /** False: learn from the event, report nothing about it. */
  readonly report: boolean;
}

export function createEngine(
  analytics: readonly Analytic[],
  context: Context,
  minLevel: Level = 'low',
): Engine {
  const lineage = createLineage();
  const byAction = new Map<Action, Analytic[]>();
  for (const analytic of analytics) {
    for (const action of analytic.listensTo)
      byAction.set(action, [...(byAction.get(action) ?? []), analytic]);
  }
  return {
    analytics,
    minLevel,
    byAction,
    parameters: new Map(
      analytics.map((each) => [
        each.attack,
        parameterValues(each.parameters, context.parameters(each.attack)),
      ]),
    ),
    context,
    lineage,
    view: lineageView(lineage),
    baseline: createBaseline(),
    recalls: new Map(analytics.map((each) => [each.attack, createRecallStore()])),
    findings: createFindingStore(),
    orphans: new Map(),
    quarantine: new Map(),
    counters: { events: 0, twins: 0, late: 0, excepted: 0, belowLevel: 0, evicted: 0, quarantined: 0 },
    pairs: new Map(),
    watermark: Number.NEGATIVE_INFINITY,
  };
}

export function step(engine: Engine, event: Event, options: StepOptions): void {
  if (event.pair !== undefined && isTwin(engine, event.pair, event.time)) {
    // The second record of one call may complete the lineage, and teaches nothing else.
    engine.counters.twins++;
    learnLineage(engine.lineage, event);
    return;
  }
  engine.counters.events++;
  if (event.time < engine.watermark) engine.counters.late++;
  else engine.watermark = event.time;
  const learned = learnLineage(engine.lineage, event);
  const alarming = judge(engine, event, learned, options);
  for (const uid of learned.adopted) judgeAgain(engine, uid, options);
  if (!options.report || !(alarming || quarantined(engine, event))) learn(engine.baseline, event);
  else engine.counters.quarantined++;
}

/** Learns from an event that is outside the time to report on: lineage and baselines, no judgement. */
export function teach(engine: Engine, event: Event): void {
  learnLineage(engine.lineage, event);
  learn(engine.baseline, event);
  if (event.time > engine.watermark) engine.watermark = event.time;
}

function isTwin(engine: Engine, pair: string, time: number): boolean {
  const { pairs } = engine;
  const before = pairs.get(pair);
  if (before !== undefined && time - before <= PAIR_HORIZON) return true;
  pairs.set(pair, time);
  if (pairs.size > MOST_PAIRS) {
    for (const [key, seen] of pairs) if (time - seen > PAIR_HORIZON) pairs.delete(key);
    for (const key of pairs.keys()) {
      if (pairs.size <= MOST_PAIRS) break;
      pairs.delete(key);
    }
  }
  return false;
}

/** True when a finding of level high or above came of it. */
function judge(engine: Engine, event: Event, learned: Learned, options: StepOptions): boolean {
  if (event.action === 'use' && !learned.network && !learned.agent && !learned.credential) return false;
  const listening = engine.byAction.get(event.action);
  if (listening === undefined) return false;
  const surprise = surpriseView(engine.baseline, event, SURPRISE_CAP);
  const alarming = judgeWith(engine, listening, event, surprise, learned, false, options);
  retain(engine, { event, surprise, fresh: learned });
  return alarming;
}

function judgeWith(
  engine: Engine,
  listening: readonly Analytic[],
  event: Event,
  surprise: SurpriseView,
  fresh: Freshness,
  again: boolean,
  options: StepOptions,
): boolean {
  let alarming = false;
  for (const analytic of listening) {
    const parameters = engine.parameters.get(analytic.attack);
    const recall = engine.recalls.get(analytic.attack);
    if (parameters === undefined || recall === undefined) continue;
    const at = {
      parameters,
      context: engine.context,
      lineage: engine.view,
      surprise,
      recall: recallAt(recall, event.time),
      fresh,
      again,
    };
    for (const judgement of analytic.judge(event, at)) {
      const finding = record(engine, analytic, judgement, judgement.about ?? event, options);
      if (finding !== undefined && compareLevels(finding.level, 'high') >= 0) alarming = true;
    }
  }
  return alarming;
}

function record(
  engine: Engine,
  analytic: Analytic,
  judgement: Judgement,
  event: Event,
  options: StepOptions,
): Finding | undefined {
  const finding = makeFinding(
    analytic,
    judgement,
    event,
    contextEvidence(event, engine.context),
    engine.view,
  );
  if (finding === undefined) return undefined;
  const { active, expired } = engine.context.exception(finding);
  if (active !== undefined) {
    if (options.report) engine.counters.excepted++;
    return undefined;
  }
  spread(engine, event, finding);
  if (compareLevels(finding.level, engine.minLevel) < 0) {
    if (options.report) engine.counters.belowLevel++;
    return finding;
  }
  const considered = [
    ...finding.considered,
    ...expired.map(({ name, owner }) => `exception ${name} of ${owner} has expired and no longer applies`),
  ];
  const key = foldKey(analytic, judgement, event);
  keepFinding(engine.findings, key, { ...finding, considered }, joinsOf(finding, event), options.report);
  return finding;
}

/** What a finding means for the credentials it concerns: suspicion for descendants, quarantine for learning. */
function spread(engine: Engine, event: Event, finding: Finding): void {
  const suspicion = {
    bits: finding.bits,
    analytic: finding.analytic,
    detection: finding.detection,
    event: event.uid,
    time: event.time,
  };
  if (finding.bits >= SUSPICIOUS_BITS && event.outcome === 'success') {
    for (const issued of event.issued) suspect(engine.lineage, issued.uid, suspicion);
    if (finding.credential !== undefined && finding.phase === 'use')
      suspect(engine.lineage, finding.credential.uid, suspicion);
  }
  if (compareLevels(finding.level, 'high') < 0) return;
  for (const issued of event.issued) engine.quarantine.set(`${issued.uid}|`, event.time);
  if (event.credential !== undefined)
    engine.quarantine.set(`${event.credential.uid}|${event.client.network ?? ''}`, event.time);
}

/** Learning from an intruder's calls would make them normal: the credential is left out from where it misbehaved. */
function quarantined(engine: Engine, event: Event): boolean {
  if (engine.quarantine.size === 0 || event.credential === undefined) return false;
  const { uid } = event.credential;
  const held =
    engine.quarantine.has(`${uid}|`) || engine.quarantine.has(`${uid}|${event.client.network ?? ''}`);
  if (held) for (const issued of event.issued) engine.quarantine.set(`${issued.uid}|`, event.time);
  return held;
}

/** Keeps a judged event while its credential's mint is unknown, so that it can be judged with it later. */
function retain(engine: Engine, retained: Retained): void {
  const { event } = retained;
  if (
    event.credential === undefined ||
    (event.credential.kind !== 'session-token' && event.credential.kind !== 'console-session')
  )
    return;
  if (engine.lineage.nodes.get(event.credential.uid)?.mint !== undefined) return;
  const waiting = engine.orphans.get(event.credential.uid);
  if (waiting === undefined) engine.orphans.set(event.credential.uid, [retained]);
  else if (waiting.length < MOST_RETAINED) waiting.push(retained);
  if (engine.orphans.size > MOST_ORPHANS) dropOrphans(engine, event.time);
}

function dropOrphans(engine: Engine, now: number): void {
  for (const [uid, [first]] of engine.orphans) {
    if (first !== undefined && now - first.event.time > ORPHAN_HORIZON) engine.orphans.delete(uid);
  }
  for (const uid of engine.orphans.keys()) {
    if (engine.orphans.size <= MOST_ORPHANS * 0.9) return;
    engine.orphans.delete(uid);
    engine.counters.evicted++;
  }
}

/** A late mint: what its credential did before is judged again, with the surprise of its own time. */
function judgeAgain(engine: Engine, uid: string, options: StepOptions): void {
  const waiting = engine.orphans.get(uid);
  if (waiting === undefined) return;
  engine.orphans.delete(uid);
  for (const { event, surprise, fresh } of waiting) {
    const listening = engine.byAction.get(event.action) ?? [];
    judgeWith(engine, listening, event, surprise, fresh, true, options);
  }
}

function lineageView(lineage: Lineage): LineageView {
  return {
    node: (uid) => lineage.nodes.get(uid),
    trail: (uid) => trail(lineage, uid),
    ancestors: (uid) => ancestry(lineage, uid).slice(1),
    children: (uid) => (lineage.childrenOf.get(uid) ?? []).flatMap((child) => lineage.nodes.get(child) ?? []),
  };
}
