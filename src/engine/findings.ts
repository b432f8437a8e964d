/**
 * Judgements become findings: weighed, given a level, folded with their repeats. A finding's uid comes from what
 * it is about and the first event it rests on, so the same input gives the same uid in any order of files.
 */

import { attackReference } from '../attack/implemented.ts';
import type { Analytic, LineageView } from '../contract/analytic.ts';
import { shortHash } from '../lib/hash.ts';
import type { Event } from '../model/event.ts';
import type { Finding, Judgement } from '../model/finding.ts';
import { compareLevels, higherLevel } from '../model/level.ts';
import type { ContextEvidence } from './context-evidence.ts';
import { describeEvent } from './describe.ts';
import { decideLevel, sumBits } from './score.ts';

/** Repeats within this time of the last one fold into the same finding; work that rests at weekends is one story. */
export const FOLD_WINDOW = 72 * 3_600_000;
/** Event uids kept on one finding; its count goes on. */
const MOST_EVENTS = 50;
/** Targets kept of all repeats. */
const MOST_TARGETS = 20;
/** What one finding may be joined by: a loop that mints a thousand tokens is still joined by its principal. */
const MOST_JOINS = 500;

/** A finding still open to repeats, with what incidents are joined by. */
export interface OpenFinding {
  finding: Finding;
  /** Credentials, principals and addresses it shares with others of the same intrusion. */
  readonly joins: string[];
  /** False while it rests on events that are only there to learn from. */
  report: boolean;
  /** Changed since it was last reported. */
  touched: boolean;
}

export interface FindingStore {
  /** By fold key; the newest finding of a key. */
  readonly open: Map<string, OpenFinding>;
  /** All that may still join an incident. */
  readonly all: Map<string, OpenFinding>;
}

export function createFindingStore(): FindingStore {
  return { open: new Map(), all: new Map() };
}

/** Weighs one judgement; undefined when it stays below the least level. */
export function makeFinding(
  analytic: Analytic,
  judgement: Judgement,
  event: Event,
  weighed: ContextEvidence,
  lineage: LineageView,
): Finding | undefined {
  const detection = analytic.detections[judgement.detection];
  if (detection === undefined)
    throw new Error(`${analytic.attack} judged with an undeclared detection: ${judgement.detection}`);
  const evidence = [...judgement.evidence, ...weighed.evidence];
  const bits = sumBits(evidence);
  const level = decideLevel(bits, event.outcome === 'success' ? detection.floor : undefined, weighed.excused);
  if (level === undefined) return undefined;
  const credential = judgement.credential ?? event.credential;
  const { principal, client } = event;
  const attack = attackReference(analytic.attack);
  return {
    uid: shortHash([analytic.attack, judgement.detection, foldKey(analytic, judgement, event), event.uid]),
    time: event.time,
    firstSeen: event.time,
    lastSeen: event.time,
    count: 1,
    level,
    bits,
    analytic: analytic.attack,
    ...(attack === undefined ? {} : { attack }),
    technique: analytic.technique,
    detection: judgement.detection,
    phase: detection.phase,
    title: detection.title,
    summary: judgement.summary ?? describeEvent(event),
    why: detection.why,
    next: detection.next,
    principal: { uid: principal.uid, kind: principal.kind, name: principal.name },
    ...(credential === undefined ? {} : { credential: { uid: credential.uid, kind: credential.kind } }),
    scope: event.scope,
    ...(event.region === undefined ? {} : { region: event.region }),
    operation: event.operation,
    client: {
      ...(client.ip === undefined ? {} : { ip: client.ip }),
      ...(client.network === undefined ? {} : { network: client.network }),
      ...(client.country === undefined ? {} : { country: client.country }),
      ...(client.agent === undefined ? {} : { agent: client.agent }),
    },
    targets: targetsOf(event),
    trail: credential === undefined ? [] : lineage.trail(credential.uid),
    evidence,
    eventUids: [...new Set([event.uid, ...judgement.evidence.flatMap(({ events }) => events)])],
    considered: weighed.considered,
    incident: '',
  };
}

/** Adds a finding to the store, or folds it into the open one it repeats. */
export function keepFinding(
  store: FindingStore,
  key: string,
  finding: Finding,
  joins: readonly string[],
  report: boolean,
): OpenFinding {
  const open = store.open.get(key);
  if (open !== undefined && finding.time - open.finding.lastSeen <= FOLD_WINDOW) {
    open.finding = fold(open.finding, finding);
    for (const join of joins)
      if (open.joins.length < MOST_JOINS && !open.joins.includes(join)) open.joins.push(join);
    open.report ||= report;
    open.touched = true;
    return open;
  }
  const kept: OpenFinding = { finding: asOfNow(finding), joins: [...joins], report, touched: true };
  store.open.set(key, kept);
  store.all.set(finding.uid, kept);
  return kept;
}

export function foldKey(analytic: Analytic, judgement: Judgement, event: Event): string {
  const about = judgement.foldBy ?? `${event.principal.uid}|${event.subject?.uid ?? ''}`;
  return `${analytic.attack}|${judgement.detection}|${about}`;
}

function targetsOf(event: Event): Finding['targets'] {
  const targets = event.targets.map(({ kind, uid }) => ({ kind, uid }));
  if (event.subject !== undefined) targets.push({ kind: event.subject.kind, uid: event.subject.uid });
  return distinct(targets);
}

function distinct(targets: Finding['targets']): Finding['targets'] {
  return targets.filter((target, at) => targets.findIndex(({ uid }) => uid === target.uid) === at);
}

/** The account of normal is written when it is read: here, before the baseline goes on. */
function asOfNow(finding: Finding): Finding {
  const evidence = finding.evidence.map(({ condition, held, observed, expected, bits, events }) => {
    return { condition, held, observed, expected, bits, events };
  });
  return { ...finding, evidence };
}

/** The stronger of the two tells the story; counts, times and events are of both. */
function fold(open: Finding, repeat: Finding): Finding {
  const isStronger = repeat.bits > open.bits || compareLevels(repeat.level, open.level) > 0;
  const stronger = isStronger ? asOfNow(repeat) : open;
  return {
    ...stronger,
    uid: open.uid,
    firstSeen: Math.min(open.firstSeen, repeat.firstSeen),
    lastSeen: Math.max(open.lastSeen, repeat.lastSeen),
    count: open.count + (open.eventUids.includes(repeat.eventUids[0] ?? '') ? 0 : 1),
    level: higherLevel(open.level, repeat.level),
    bits: Math.max(open.bits, repeat.bits),
    targets: distinct([...stronger.targets, ...open.targets, ...repeat.targets]).slice(0, MOST_TARGETS),
    eventUids: [...new Set([...open.eventUids, ...repeat.eventUids])].slice(0, MOST_EVENTS),
    considered: [...new Set([...open.considered, ...repeat.considered])],
  };
}
