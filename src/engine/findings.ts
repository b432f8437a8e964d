/**
 * Findings that are kept, and their repeats, which fold into them. A repeat is cheap: a misdeclared network or a loud
 * intrusion brings them by the hundred thousand, so one that tells nothing stronger only widens and counts.
 */

import type { Baseline } from '../baseline/baseline.ts';
import type { LineageView } from '../contract/analytic.ts';
import type { Context } from '../contract/context.ts';
import type { Event } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import { compareLevels, higherLevel } from '../model/level.ts';
import { joinsOf } from './joins.ts';
import { distinct, makeFinding, targetsOf } from './make-finding.ts';
import { foldKey, type Weighed } from './weigh.ts';

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
  finding: Growing;
  /** Its event uids, to look one up: comparing each with fifty is what a repeat would cost most. Made with the first. */
  events?: Set<string>;
  /** Credentials, principals and addresses it shares with others of the same intrusion. */
  readonly joins: Set<string>;
  /** False while it rests on events that are only there to learn from. */
  report: boolean;
  /** Changed since it was last reported. */
  touched: boolean;
}

/** What every repeat adds to is changed in place; lists are replaced, so that a copy of the finding keeps its own. */
type Growing = Omit<Finding, Grown> & { -readonly [K in Grown]: Finding[K] };
type Grown = 'firstSeen' | 'lastSeen' | 'count' | 'targets' | 'eventUids' | 'considered';

export interface FindingStore {
  /** By fold key; the newest finding of a key. */
  readonly open: Map<string, OpenFinding>;
  /** All that may still join an incident. */
  readonly all: Map<string, OpenFinding>;
}

/** What findings are told from, and joined by. */
export interface Surroundings {
  readonly view: LineageView;
  readonly context: Context;
  readonly baseline: Baseline;
}

export function createFindingStore(): FindingStore {
  return { open: new Map(), all: new Map() };
}

/** Begins a finding, or folds a repeat into the open one. */
export function keepFinding(
  store: FindingStore,
  weighed: Weighed,
  { view, context, baseline }: Surroundings,
  report: boolean,
): void {
  const key = foldKey(weighed);
  const open = store.open.get(key);
  if (open === undefined || weighed.event.time - open.finding.lastSeen > FOLD_WINDOW) {
    openFinding(store, key, makeFinding(weighed, view), joinsOf(weighed, view, context, baseline), report);
    return;
  }
  // The stronger of the two tells the story; counts, times and events are of both.
  if (isStronger(weighed, open.finding)) {
    open.finding = retold(open.finding, makeFinding(weighed, view, open.finding.uid));
  }
  grow(open, weighed);
  if (open.joins.size < MOST_JOINS) addJoins(open, joinsOf(weighed, view, context, baseline));
  open.report ||= report;
  open.touched = true;
}

export function openFinding(
  store: FindingStore,
  key: string,
  finding: Finding,
  joins: Iterable<string>,
  report: boolean,
): void {
  const open: OpenFinding = { finding, joins: new Set(joins), report, touched: true };
  store.open.set(key, open);
  store.all.set(finding.uid, open);
}

function isStronger(repeat: Weighed, { bits, level }: Finding): boolean {
  return repeat.bits > bits || compareLevels(repeat.level, level) > 0;
}

/** The story of the stronger, about all that was seen so far. */
function retold(open: Finding, stronger: Finding): Finding {
  return {
    ...stronger,
    firstSeen: open.firstSeen,
    lastSeen: open.lastSeen,
    count: open.count,
    level: higherLevel(open.level, stronger.level),
    bits: Math.max(open.bits, stronger.bits),
    targets: distinct([...stronger.targets, ...open.targets]).slice(0, MOST_TARGETS),
    eventUids: open.eventUids,
    considered: open.considered,
  };
}

/** Takes in what a repeat brings, as far as there is room; most bring nothing but another time. */
function grow(open: OpenFinding, repeat: Weighed): void {
  const { event, considered } = repeat;
  const { finding } = open;
  const { targets } = finding;
  if (event.time < finding.firstSeen) finding.firstSeen = event.time;
  if (event.time > finding.lastSeen) finding.lastSeen = event.time;
  growEvents(open, repeat);
  if (targets.length !== MOST_TARGETS && (targets.length > MOST_TARGETS || bringsTargets(event, targets)))
    finding.targets = distinct([...targets, ...targetsOf(event)]).slice(0, MOST_TARGETS);
  if (considered.some((words) => !finding.considered.includes(words)))
    finding.considered = [...new Set([...finding.considered, ...considered])];
}

/** Counts the repeat unless its event is known. */
function growEvents(open: OpenFinding, { event, judgement }: Weighed): void {
  const { finding } = open;
  open.events ??= new Set(finding.eventUids);
  const { events } = open;
  if (!events.has(event.uid)) finding.count++;
  if (events.size === MOST_EVENTS) return;
  if (events.size > MOST_EVENTS) {
    finding.eventUids = finding.eventUids.slice(0, MOST_EVENTS);
    open.events = new Set(finding.eventUids);
    return;
  }
  const added: string[] = [];
  const add = (uid: string): void => {
    if (events.size >= MOST_EVENTS || events.has(uid)) return;
    events.add(uid);
    added.push(uid);
  };
  add(event.uid);
  for (const evidence of judgement.evidence) evidence.events.forEach(add);
  if (added.length > 0) finding.eventUids = [...finding.eventUids, ...added];
}

function bringsTargets({ targets, subject }: Event, known: Finding['targets']): boolean {
  const isNew = ({ uid }: { readonly uid: string }): boolean => !known.some((each) => each.uid === uid);
  return targets.some(isNew) || (subject !== undefined && isNew(subject));
}

function addJoins({ joins }: OpenFinding, more: Iterable<string>): void {
  for (const join of more) if (joins.size < MOST_JOINS) joins.add(join);
}
