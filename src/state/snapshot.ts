/**
 * What the engine has learned, as lines of JSON and back. One line an entity, so that a large state is written and
 * read without ever being one string. Holds identifiers only; no secret ever reaches lineage or baselines.
 */

import type { Baseline } from '../baseline/baseline.ts';
import { entriesOf, refill } from '../baseline/counts.ts';
import { createGroup, createPrincipal, type Habits, joinGroup } from '../baseline/habits.ts';
import { FEATURE_GROUPS, type Surprise } from '../baseline/surprise.ts';
import type { SurpriseOf } from '../baseline/view.ts';
import type { Freshness } from '../contract/analytic.ts';
import { ALERT_WINDOW, type Alert } from '../engine/alerts.ts';
import type { Engine } from '../engine/engine.ts';
import { forgetPairs } from '../engine/pairs.ts';
import { entriesByAge, keepEntry, type RecallEntry } from '../engine/recall.ts';
import { tidy } from '../lineage/bounds.ts';
import { createNode, keepNode, type MutableNode, NOT_SAVED, type PendingMint } from '../lineage/forest.ts';
import type { HalfOpen, Person } from '../lineage/sightings.ts';
import type { Event } from '../model/event.ts';
import { restoreFinding, type SavedFinding, savedFindings } from './saved-findings.ts';
import { hoursOf, type Seen } from './seen.ts';

export const STATE_VERSION = 1;

export function* snapshotLines(engine: Engine, seen: Seen): Generator<string> {
  const { baseline, lineage } = engine;
  tidy(lineage, engine.watermark);
  forgetPairs(engine.pairs, engine.watermark);
  yield line('state', {
    version: STATE_VERSION,
    watermark: finite(engine.watermark),
    origin: baseline.origin,
  });
  for (const [feature, { texts }] of baseline.values.entries()) yield line('values', { feature, texts });
  yield line('organisation', habitsJson(baseline.organisation));
  yield line('doubts', { day: finite(baseline.doubts.day), taught: [...baseline.doubts.taught] });
  for (const group of sortedBy(baseline.groups.values(), ({ name }) => name))
    yield line('group', { name: group.name, ...habitsJson(group) });
  for (const each of sortedBy(baseline.principals.values(), ({ uid }) => uid)) {
    yield line('principal', { uid: each.uid, group: each.group.name, ...habitsJson(each) });
  }
  for (const node of sortedBy(lineage.nodes.values(), ({ uid }) => uid))
    yield line('credential', saved(node));
  for (const [key, pending] of lineage.pending) yield line('pending', { key, pending });
  for (const [email, person] of lineage.people) yield line('person', { email, person });
  for (const [role, waiting] of lineage.portals) yield line('portal', { role, waiting });
  for (const { analytic, store } of engine.seats) {
    for (const [key, { value, until }] of entriesByAge(store))
      if (until >= engine.watermark) yield line('recall', { analytic: analytic.attack, key, value, until });
  }
  for (const entry of engine.absentRecall) if (entry.until >= engine.watermark) yield line('recall', entry);
  for (const saved of savedFindings(engine.findings, engine.watermark)) yield line('finding', saved);
  for (const saved of savedFindings(engine.traces.store, engine.watermark)) yield line('trace', saved);
  for (const [uid, held] of engine.quarantine)
    yield line('quarantine', { uid, networks: held === 'everywhere' ? held : [...held] });
  for (const [key, time] of engine.pairs) yield line('pair', { key, time });
  for (const [key, heard] of engine.alerts)
    yield line('alert', { key, heard: kept(heard, engine.watermark) });
  for (const [uid, retained] of engine.orphans.waiting)
    yield line('orphan', { uid, retained: retained.map(retainedJson) });
  for (const { hour, hashes } of hoursOf(seen))
    yield line('seen', { hour, hashes: Buffer.from(hashes.buffer).toString('base64') });
  yield line('end', { horizon: finite(seen.horizon) });
}

/** Restores into a fresh engine. Throws with a plain sentence when the lines are not a state of this version. */
export function restoreLine(engine: Engine, seen: Seen, text: string): 'more' | 'end' {
  const [kind, value] = parseLine(text);
  const restore = Object.hasOwn(RESTORE, kind) ? RESTORE[kind] : undefined;
  if (restore === undefined) throw new Error(`unknown entry '${kind}'`);
  restore(engine, seen, value);
  return kind === 'end' ? 'end' : 'more';
}

/** JSON leaves out what is undefined. */
function saved(node: MutableNode): object {
  return { ...node, ...NOT_SAVED };
}

interface HabitsJson {
  readonly calls: number;
  readonly firstHour: number;
  readonly lastHour: number;
  readonly keys: readonly number[];
  readonly hours: readonly number[];
  readonly weights: readonly number[];
}

/**
 * One restorer per kind of line. What a line holds is what its writer above put there; the version in the first line
 * vouches for it, and whatever else goes wrong inside ends in the caller's "cannot be read".
 */
const RESTORE: Readonly<Record<string, (engine: Engine, seen: Seen, value: never) => void>> = {
  state(
    engine,
    _seen,
    { version, watermark, origin }: { version: number; watermark?: number; origin?: number },
  ) {
    if (version !== STATE_VERSION)
      throw new Error(`it has version ${version}; this program reads version ${STATE_VERSION}`);
    engine.watermark = watermark ?? Number.NEGATIVE_INFINITY;
    engine.baseline.origin = origin;
  },
  values({ baseline }, _seen, { feature, texts }: { feature: number; texts: string[] }) {
    const table = baseline.values[feature];
    for (const text of texts) {
      table?.ids.set(text, table.texts.length);
      table?.texts.push(text);
    }
  },
  organisation({ baseline }, _seen, value: HabitsJson) {
    fillHabits(baseline.organisation, value);
  },
  doubts({ baseline }, _seen, { day, taught }: { day?: number; taught: string[] }) {
    baseline.doubts.day = day ?? Number.NEGATIVE_INFINITY;
    for (const each of taught) baseline.doubts.taught.add(each);
  },
  group({ baseline }, _seen, { name, ...habits }: HabitsJson & { name: string }) {
    const group = createGroup(baseline.blocks, name);
    fillHabits(group, habits);
    baseline.groups.set(name, group);
  },
  principal({ baseline }, _seen, { uid, group, ...habits }: HabitsJson & { uid: string; group: string }) {
    const members = baseline.groups.get(group) ?? missingGroup(baseline, group);
    const principal = createPrincipal(baseline.blocks, uid, members);
    fillHabits(principal, habits);
    joinGroup(principal);
    baseline.principals.set(uid, principal);
  },
  credential({ lineage }, _seen, saved: MutableNode) {
    const node = Object.assign(createNode(saved.uid, saved.kind, saved.holder, saved.workload), saved);
    keepNode(lineage, node);
    if (node.suspicion !== undefined) lineage.suspects++;
    if (node.parent === undefined) return;
    const siblings = lineage.childrenOf.get(node.parent);
    if (siblings === undefined) lineage.childrenOf.set(node.parent, [node.uid]);
    else siblings.push(node.uid);
  },
  pending({ lineage }, _seen, { key, pending }: { key: string; pending: PendingMint }) {
    lineage.pending.set(key, pending);
  },
  person({ lineage }, _seen, { email, person }: { email: string; person: Person }) {
    lineage.people.set(email, person);
    if (person.sightings.length > 0) lineage.seesSignIns = true;
  },
  portal({ lineage }, _seen, { role, waiting }: { role: string; waiting: HalfOpen[] }) {
    lineage.portals.set(role, waiting);
  },
  recall({ seats, absentRecall }, _seen, entry: RecallEntry) {
    const seat = seats.find(({ analytic }) => analytic.attack === entry.analytic);
    if (seat === undefined) absentRecall.push(entry);
    else keepEntry(seat.store, entry.key, entry.value, entry.until);
  },
  finding({ findings }, _seen, saved: SavedFinding) {
    restoreFinding(findings, saved);
  },
  trace({ traces }, _seen, saved: SavedFinding) {
    restoreFinding(traces.store, saved);
  },
  quarantine({ quarantine }, _seen, { uid, networks }: { uid: string; networks: string[] | 'everywhere' }) {
    quarantine.set(uid, networks === 'everywhere' ? networks : new Set(networks));
  },
  pair({ pairs }, _seen, { key, time }: { key: string; time: number }) {
    pairs.set(key, time);
  },
  alert({ alerts }, _seen, { key, heard }: { key: string; heard: Alert[] }) {
    if (heard.length > 0) alerts.set(key, heard);
  },
  orphan({ orphans }, _seen, { uid, retained }: { uid: string; retained: RetainedJson[] }) {
    orphans.waiting.set(uid, retained.map(retainedOf));
  },
  seen(_engine, seen, { hour, hashes }: { hour: number; hashes: string }) {
    const bytes = Buffer.from(hashes, 'base64');
    seen.before.set(hour, new Float64Array(new Uint8Array(bytes).buffer));
  },
  end(_engine, seen, { horizon }: { horizon?: number }) {
    seen.horizon = horizon ?? Number.NEGATIVE_INFINITY;
  },
};

function line(kind: string, value: object): string {
  return `${JSON.stringify([kind, value])}\n`;
}

function parseLine(text: string): [string, never] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed) || typeof parsed[0] !== 'string' || typeof parsed[1] !== 'object')
    throw new Error('a line is not an entry of a state');
  return [parsed[0], parsed[1] as never];
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function sortedBy<T>(all: Iterable<T>, key: (each: T) => string): T[] {
  return [...all].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function missingGroup(baseline: Baseline, name: string): ReturnType<typeof createGroup> {
  const group = createGroup(baseline.blocks, name);
  baseline.groups.set(name, group);
  return group;
}

function habitsJson(habits: Habits): object {
  const entries = entriesOf(habits.counts);
  const keys = entries.map(({ key }) => key);
  const hours = entries.map(({ hour }) => hour);
  const weights = entries.map(({ weight }) => weight);
  return {
    calls: habits.calls,
    firstHour: habits.firstHour,
    lastHour: habits.lastHour,
    keys,
    hours,
    weights,
  };
}

function fillHabits(habits: Habits, { calls, firstHour, lastHour, keys, hours, weights }: HabitsJson): void {
  habits.calls = calls;
  habits.firstHour = firstHour;
  habits.lastHour = lastHour;
  refill(
    habits.counts,
    keys.map((key, at) => ({ key, hour: hours[at] ?? 0, weight: weights[at] ?? 0 })),
  );
}

function kept(heard: readonly Alert[], watermark: number): Alert[] {
  const near = heard.filter(({ time }) => watermark - time <= 2 * ALERT_WINDOW);
  return near.map((alert) => ({ ...alert, fresh: false }));
}

interface RetainedJson {
  readonly event: Event;
  readonly fresh: Freshness;
  readonly answers: readonly Surprise[];
  readonly history: Pick<SurpriseOf, 'principal' | 'organisation' | 'company'>;
}

function retainedJson({
  event,
  fresh,
  surprise,
}: {
  event: Event;
  fresh: Freshness;
  surprise: SurpriseOf;
}): RetainedJson {
  const answers = FEATURE_GROUPS.map((group) => answerJson(surprise.of(group)));
  return {
    event,
    fresh,
    answers,
    history: {
      principal: surprise.principal,
      organisation: surprise.organisation,
      company: surprise.company,
    },
  };
}

function answerJson({ bits, feature, value, never, unseen, confidence, normal }: Surprise): Surprise {
  if (unseen === undefined) return { bits, feature, value, never, normal, confidence };
  return { bits, feature, value, never, unseen, confidence, normal };
}

function retainedOf({ event, fresh, answers, history }: RetainedJson): {
  event: Event;
  fresh: Freshness;
  surprise: SurpriseOf;
} {
  const byGroup = new Map(FEATURE_GROUPS.map((group, at) => [group, answers[at]]));
  const of: SurpriseOf['of'] = (group) => {
    const answer = byGroup.get(group);
    if (answer === undefined) throw new Error(`no answer was kept for ${group}`);
    return answer;
  };
  return { event, fresh, surprise: { ...history, of } };
}
