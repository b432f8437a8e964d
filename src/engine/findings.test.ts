import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { createBaseline } from '../baseline/baseline.ts';
import { EMPTY_CONTEXT } from '../config/context.ts';
import { type Detection, defineAnalytic, type LineageView } from '../contract/analytic.ts';
import type { Event } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import { compareLevels, higherLevel } from '../model/level.ts';
import { createFindingStore, type FindingStore, FOLD_WINDOW, keepFinding } from './findings.ts';
import { joinsOf } from './joins.ts';
import { makeFinding } from './make-finding.ts';
import { foldKey, type Weighed, weigh } from './weigh.ts';

const HOUR = 3_600_000;
const SUBJECT = { uid: 'user/ana', kind: 'user', name: 'ana', scope: '111122223333' } as const;

const plain: Detection = { title: 'Something happened', phase: 'use', why: 'because', next: ['look'] };
const analytic = defineAnalytic({
  attack: 'AN9999',
  technique: 'T1000',
  strategy: 'DET9999',
  title: 'For tests',
  listensTo: ['use'],
  parameters: {},
  telemetry: [],
  falsePositives: [],
  detections: { plain, fact: { ...plain, floor: 'high' } },
  judge: () => [],
});

const lineage: LineageView = {
  node: () => undefined,
  trail: (uid) => [
    {
      credential: { uid, kind: 'session-token' },
      principal: { uid: 'role/ops', kind: 'role', name: 'ops' },
      uses: 1,
      networks: [],
    },
  ],
  ancestors: () => [],
  suspects: () => [],
  root: () => undefined,
  children: () => [],
};

/** How often the trail of a credential was told, which is once in the account of a finding. */
let accounts = 0;
const counting: LineageView = {
  ...lineage,
  trail: (uid) => {
    accounts++;
    return lineage.trail(uid);
  },
};
const around = { view: counting, context: EMPTY_CONTEXT, baseline: createBaseline() };

interface Told {
  readonly weighed: Weighed;
  readonly report: boolean;
}

interface Kept {
  finding: Finding;
  joins: string[];
  report: boolean;
}

/** The long way: every judgement becomes a whole finding, and of two the stronger tells the story. */
function obviously(all: readonly Told[]): Kept[] {
  const kept = new Map<string, Kept>();
  const newest = new Map<string, Kept>();
  for (const { weighed, report } of all) {
    const key = foldKey(weighed);
    const joins = new Set(joinsOf(weighed, lineage, EMPTY_CONTEXT, around.baseline));
    const finding = makeFinding(weighed, lineage);
    const open = newest.get(key);
    if (open !== undefined && finding.time - open.finding.lastSeen <= FOLD_WINDOW) {
      open.finding = folded(open.finding, finding);
      for (const join of joins)
        if (open.joins.length < 500 && !open.joins.includes(join)) open.joins.push(join);
      open.report ||= report;
      continue;
    }
    const begun = { finding, joins: [...joins], report };
    newest.set(key, begun);
    kept.set(finding.uid, begun);
  }
  return [...kept.values()];
}

function folded(open: Finding, repeat: Finding): Finding {
  const stronger = repeat.bits > open.bits || compareLevels(repeat.level, open.level) > 0 ? repeat : open;
  const targets = [...stronger.targets, ...open.targets, ...repeat.targets];
  return {
    ...stronger,
    uid: open.uid,
    firstSeen: Math.min(open.firstSeen, repeat.firstSeen),
    lastSeen: Math.max(open.lastSeen, repeat.lastSeen),
    count: open.count + (open.eventUids.includes(repeat.eventUids[0] ?? '') ? 0 : 1),
    level: higherLevel(open.level, repeat.level),
    bits: Math.max(open.bits, repeat.bits),
    targets: targets
      .filter(({ uid }, at) => targets.findIndex((target) => target.uid === uid) === at)
      .slice(0, 20),
    eventUids: [...new Set([...open.eventUids, ...repeat.eventUids])].slice(0, 50),
    considered: [...new Set([...open.considered, ...repeat.considered])],
  };
}

function keepAll(all: readonly Told[], store = createFindingStore()): FindingStore {
  for (const { weighed, report } of all) keepFinding(store, weighed, around, report);
  return store;
}

function tell(
  event: Partial<Event>,
  bits: number,
  rest: {
    detection?: string;
    events?: readonly string[];
    joins?: readonly string[];
    considered?: string[];
  } = {},
): Told {
  const made = sampleEvent({ targets: [], issued: [], ...event });
  const told = { condition: 'told', held: true, observed: `${bits} bits`, expected: 'none', bits };
  const judgement = {
    detection: rest.detection ?? 'plain',
    evidence: [{ ...told, events: rest.events ?? [made.uid] }],
    foldBy: made.principal.uid,
    joins: rest.joins ?? [],
  };
  const weighed = weigh(analytic, judgement, made, EMPTY_CONTEXT);
  if (weighed === undefined) throw new Error('too light for a test');
  const considered = rest.considered ?? [];
  return { weighed: { ...weighed, considered }, report: bits % 2 === 0 };
}

const names = (prefix: string, most: number) =>
  fc.integer({ min: 0, max: most }).map((at) => `${prefix}${at}`);

const told: fc.Arbitrary<Told> = fc
  .record({
    uid: names('event-', 90),
    hours: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 30 }) },
      fc.integer({ min: 0, max: 200 }),
    ),
    bits: fc.oneof({ weight: 5, arbitrary: fc.constant(12) }, fc.integer({ min: 9, max: 40 })),
    detection: fc.constantFrom('plain', 'plain', 'plain', 'fact'),
    outcome: fc.constantFrom('success', 'failure'),
    targets: fc.array(names('target-', 30), { maxLength: 25, size: 'max' }),
    subject: fc.constantFrom(undefined, undefined, SUBJECT),
    events: fc.array(names('event-', 90), { maxLength: 60, size: 'max' }),
    considered: fc.array(names('change-', 4), { maxLength: 2, size: 'max' }),
    joins: fc.array(names('person ', 900), { maxLength: 300, size: 'max' }),
  })
  .map(({ uid, hours, bits, outcome, subject, targets, ...rest }) => {
    const about = targets.map((target) => ({ kind: 'role', uid: target, name: target }) as const);
    return tell({ uid, time: hours * HOUR, outcome, subject, targets: about }, bits, rest);
  });

describe('a repeat', () => {
  test('folds as if it had been told in full', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 30, size: 'max' }), (all) => {
        const { all: kept } = keepAll(all);
        const expected = obviously(all);
        expect([...kept.values()].map(({ finding }) => finding)).toEqual(
          expected.map(({ finding }) => finding),
        );
        expect([...kept.values()].map(({ joins, report }) => ({ joins: [...joins], report }))).toEqual(
          expected.map(({ joins, report }) => ({ joins, report })),
        );
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });

  test('cuts what was too much at first, even where it brings nothing new', () => {
    const targets = Array.from(
      { length: 30 },
      (_, at) => ({ kind: 'role', uid: `${at}`, name: '' }) as const,
    );
    const events = Array.from({ length: 60 }, (_, at) => `event-${at}`);
    const all = [tell({ targets }, 8, { events }), tell({ targets: [], time: 0 }, 8)];
    const [kept] = keepAll(all).all.values();
    expect(kept?.finding).toEqual(obviously(all)[0]?.finding);
    expect(kept?.finding.targets).toHaveLength(20);
    expect(kept?.finding.eventUids).toHaveLength(50);
  });

  test('is told in full only where it is stronger', () => {
    accounts = 0;
    keepAll([8, 8, 6, 12, 12, 9, 30].map((bits, at) => tell({ uid: `e${at}`, time: at * HOUR }, bits)));
    expect(accounts).toBe(3);
  });

  test('is not asked what joins it once there is no more room', () => {
    const many = Array.from({ length: 600 }, (_, at) => `credential ${at}`);
    const store = keepAll([tell({ uid: 'first' }, 8, { joins: many })]);
    const node = () => expect.unreachable('asked in vain');
    const { weighed } = tell({ uid: 'second' }, 8);
    keepFinding(store, weighed, { ...around, view: { ...lineage, node } }, true);
    expect([...store.all.values()].map(({ finding }) => finding.count)).toEqual([2]);
  });

  test('leaves copies that were taken of the finding as they are', () => {
    const store = keepAll([tell({ uid: 'first' }, 8)]);
    const copies = [...store.all.values()].map(({ finding }) => ({ ...finding }));
    const targets = [{ kind: 'role', uid: 'role/ops', name: 'ops' }] as const;
    keepAll([tell({ uid: 'second', targets }, 8, { considered: ['change 1'] })], store);
    expect(copies).toMatchObject([{ count: 1, eventUids: ['first'], targets: [], considered: [] }]);
    expect([...store.all.values()].map(({ finding }) => finding.eventUids)).toEqual([['first', 'second']]);
  });
});
