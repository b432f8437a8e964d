import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { type Config, EMPTY_CONFIG } from '../config/config.ts';
import { compileContext } from '../config/context.ts';
import { type Detection, defineAnalytic, type JudgeContext } from '../contract/analytic.ts';
import type { Client, Event, Issued, Principal } from '../model/event.ts';
import type { Judgement } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import { createEngine, type Engine, step, teach } from './engine.ts';
import { outcome } from './outcome.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ALICE: Principal = {
  uid: 'arn:aws:iam::111122223333:user/alice',
  kind: 'user',
  name: 'alice',
  scope: '111122223333',
};
const DEPLOY: Principal = {
  ...ALICE,
  uid: 'arn:aws:iam::111122223333:role/deploy',
  kind: 'role',
  name: 'deploy',
};

function from(network: string, rest: Partial<Client> = {}): Client {
  const none = { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined };
  return { ...none, network, networkKind: 'internet', ...rest };
}

const OFFICE = from('AS64500');
const AWAY = from('AS64666');

let made = 0;
/** A call by alice; `hours` after the start. */
function call(hours: number, rest: Partial<Event> = {}): Event {
  return sampleEvent({
    uid: `event-${made++}`,
    time: START + hours * HOUR,
    operation: 'iam:CreateAccessKey',
    action: 'credential.create',
    principal: ALICE,
    credential: { uid: 'ASIAALICE', kind: 'session-token', mfa: undefined },
    client: OFFICE,
    targets: [],
    issued: [],
    ...rest,
  });
}

function issue(uid: string, holder = DEPLOY): Issued {
  return { uid, kind: 'session-token', holder, session: undefined, expiresAt: undefined };
}

function detection(rest: Partial<Detection> = {}): Detection {
  return { title: 'Something happened', phase: 'credential', why: 'because', next: ['look'], ...rest };
}

type Judge = (event: Event, at: JudgeContext) => readonly Judgement[];

/** An analytic that judges as it is told; its detections are `plain`, `used` (phase use) and `fact` (with a floor). */
function analytic(judge: Judge) {
  return defineAnalytic({
    attack: 'AN9999',
    technique: 'T1000',
    strategy: 'DET9999',
    title: 'For tests',
    listensTo: ['credential.create', 'token.mint', 'use'],
    parameters: {},
    telemetry: [],
    falsePositives: [],
    detections: {
      plain: detection(),
      used: detection({ phase: 'use' }),
      fact: detection({ floor: 'high' }),
      step: detection({ quiet: true }),
    },
    judge: (event, at) => judge(event, at as unknown as JudgeContext),
  });
}

/** A judgement as heavy as the event's detail `bits` says. */
function weighed(event: Event, name = 'plain'): Judgement[] {
  const bits = event.details['bits'];
  if (typeof bits !== 'number') return [];
  return [
    {
      detection: name,
      evidence: [
        { condition: 'told', held: true, observed: 'so', expected: 'not', bits, events: [event.uid] },
      ],
    },
  ];
}

function engineWith(
  judge: Judge = (event) => weighed(event),
  config: Partial<Config> = {},
  least?: Level,
): Engine {
  return createEngine([analytic(judge)], compileContext({ ...EMPTY_CONFIG, ...config }), least);
}

function feed(engine: Engine, events: readonly Event[], report = true): Engine {
  for (const event of events) step(engine, event, { report });
  return engine;
}

const LOW = { bits: 12 };
const MEDIUM = { bits: 18 };
const HIGH = { bits: 30 };

describe('the way of an event', () => {
  test('it never counts as its own history, but is known to lineage when it is judged', () => {
    const asked: unknown[] = [];
    const engine = engineWith((_event, { surprise, lineage, fresh }) => {
      asked.push([
        surprise.of('what').never,
        surprise.principal.calls,
        lineage.node('ASIAALICE')?.uses,
        fresh.credential,
      ]);
      return [];
    });
    feed(engine, [call(0), call(1), call(2, { operation: 'iam:DeleteAccessKey' })]);
    expect(asked).toEqual([
      [true, 0, 1, true],
      [false, 1, 2, false],
      [true, 2, 3, false],
    ]);
  });

  test('routine calls are judged only where they may say something', () => {
    const judged: string[] = [];
    const engine = engineWith((event) => {
      judged.push(event.uid);
      return weighed(event, 'used');
    });
    const routine = (uid: string, hours: number, rest: Partial<Event> = {}) =>
      call(hours, { uid, action: 'use', operation: 's3:ListBuckets', ...rest });
    feed(engine, [
      routine('first', 0),
      routine('same', 1),
      routine('elsewhere', 2, { client: AWAY }),
      routine('back', 3),
      routine('same again', 4),
      routine('suspicious', 5, { client: from('AS64501'), details: LOW }),
      routine('after suspicion', 6),
    ]);
    expect(judged).toEqual(['first', 'elsewhere', 'back', 'suspicious', 'after suspicion']);
  });

  test('a mint that comes late has its credential judged again, with the surprise of that time', () => {
    const asked: unknown[] = [];
    const engine = engineWith((event, { again, lineage, surprise }) => {
      asked.push([event.uid, again, lineage.ancestors('ASIACHILD').length, surprise.of('what').never]);
      return [];
    });
    const child = { credential: { uid: 'ASIACHILD', kind: 'session-token', mfa: undefined } } as const;
    feed(engine, [
      call(0, { uid: 'before' }),
      call(1, { uid: 'used', ...child, operation: 'iam:ListUsers' }),
      call(2, { uid: 'habit', operation: 'iam:ListUsers' }),
      call(0.5, { uid: 'mint', action: 'token.mint', issued: [issue('ASIACHILD')] }),
    ]);
    expect(asked).toEqual([
      ['before', false, 0, true],
      ['used', false, 0, true],
      ['habit', false, 0, false],
      ['mint', false, 1, false],
      ['used', true, 1, true],
    ]);
    expect(engine.counters.late).toBe(1);
  });

  test('the second record of a call is not judged, but completes the lineage', () => {
    const judged: string[] = [];
    const engine = engineWith((event, { again }) => {
      judged.push(again ? `${event.uid} again` : event.uid);
      return weighed(event);
    });
    const child = { credential: { uid: 'ASIACHILD', kind: 'session-token', mfa: undefined } } as const;
    feed(engine, [
      call(0, { uid: 'used', ...child }),
      call(0, { uid: 'caller’s record', action: 'token.mint', pair: 'shared-1' }),
      call(0, {
        uid: 'called account’s record',
        action: 'token.mint',
        pair: 'shared-1',
        issued: [issue('ASIACHILD')],
      }),
      call(2, { uid: 'another call', pair: 'shared-2' }),
    ]);
    expect(judged).toEqual(['used', 'caller’s record', 'used again', 'another call']);
    expect(engine.counters).toMatchObject({ events: 3, twins: 1 });
    expect(engine.lineage.nodes.get('ASIACHILD')?.parent).toBe('ASIAALICE');
    expect(engine.baseline.organisation.calls).toBe(3);
  });

  test('an undeclared detection is a fault of the analytic', () => {
    const engine = engineWith((event) => weighed(event, 'unheard of'));
    expect(() => feed(engine, [call(0, { details: LOW })])).toThrow('undeclared detection: unheard of');
  });
});

describe('what is not learned', () => {
  const calls = (engine: Engine) => engine.baseline.organisation.calls;

  test('an event of a high finding, and what its credential does from there', () => {
    const engine = feed(engineWith(), [call(0), call(1, { client: AWAY, details: HIGH })]);
    expect(calls(engine)).toBe(1);
    feed(engine, [call(2, { client: AWAY })]);
    expect(calls(engine)).toBe(1);
    feed(engine, [call(3)]);
    expect(calls(engine)).toBe(2);
    expect(engine.counters.quarantined).toBe(2);
  });

  test('what a misbehaving credential minted, wherever it is used, and what that mints in turn', () => {
    const use = (uid: string, hours: number, rest: Partial<Event> = {}) =>
      call(hours, { credential: { uid, kind: 'session-token', mfa: undefined }, ...rest });
    const engine = feed(engineWith(), [
      call(0, { client: AWAY, details: HIGH, issued: [issue('ASIACHILD')] }),
      use('ASIACHILD', 1, { issued: [issue('ASIAGRANDCHILD')] }),
      use('ASIAGRANDCHILD', 2),
    ]);
    expect(calls(engine)).toBe(0);
    feed(engine, [use('ASIAOTHER', 3)]);
    expect(calls(engine)).toBe(1);
  });

  test('a medium finding either, but what its credential does otherwise is', () => {
    const engine = feed(engineWith(), [call(0, { details: MEDIUM }), call(1)]);
    expect(calls(engine)).toBe(1);
  });

  test('a low finding is learned from', () => {
    expect(calls(feed(engineWith(), [call(0, { details: LOW })]))).toBe(1);
  });
});

describe('events that are only there to learn from', () => {
  test('are never reported, always learned, and held against nobody', () => {
    const engine = feed(
      engineWith((event) => weighed(event, 'used')),
      [call(0, { details: HIGH, issued: [issue('ASIACHILD')] }), call(1)],
      false,
    );
    expect(outcome(engine)).toEqual({ findings: [], incidents: [], overBudget: 0 });
    expect(engine.baseline.organisation.calls).toBe(2);
    expect(engine.quarantine.size).toBe(0);
    expect(engine.lineage.suspects).toBe(0);
    expect(engine.counters).toMatchObject({ events: 2, excepted: 0, belowLevel: 0 });
  });

  test('what goes on after them is reported with all its repeats', () => {
    const engine = engineWith();
    feed(engine, [call(0, { details: LOW })], false);
    feed(engine, [call(1, { details: LOW })]);
    expect(outcome(engine).findings).toMatchObject([{ count: 2, firstSeen: START }]);
  });

  test('before the time to report on, analytics keep their memory and misdeeds cast their shadow', () => {
    const engine = engineWith((event, { recall }) => {
      const times = Number(recall.get('times') ?? 0) + 1;
      recall.set('times', times, event.time + DAY);
      return times < 3 ? weighed(event, 'used') : [];
    });
    teach(engine, call(0, { details: HIGH, client: AWAY }));
    teach(engine, call(1, { client: AWAY }));
    expect(outcome(engine).findings).toEqual([]);
    expect(engine.baseline.organisation.calls).toBe(0);
    expect(engine.lineage.suspects).toBe(1);
    feed(engine, [call(2, { details: HIGH })]);
    expect(outcome(engine).findings).toEqual([]);
    expect(engine.counters.events).toBe(1);
  });
});

describe('levels', () => {
  test.each([
    [3.9, undefined],
    [4, 'informational'],
    [9.9, 'informational'],
    [10, 'low'],
    [16, 'medium'],
    [24, 'high'],
    [36, 'critical'],
  ] as const)('%d bits are %s', (bits, level) => {
    const engine = feed(engineWith(undefined, {}, 'informational'), [call(0, { details: { bits } })]);
    expect(outcome(engine).findings.map((finding) => finding.level)).toEqual(
      level === undefined ? [] : [level],
    );
  });

  test('below the level asked for, findings are counted and not kept', () => {
    const engine = feed(engineWith(undefined, {}, 'high'), [
      call(0, { details: MEDIUM }),
      call(1, { details: HIGH }),
    ]);
    expect(outcome(engine).findings).toHaveLength(1);
    expect(engine.counters.belowLevel).toBe(1);
  });

  test('what is told only beside a finding is not below the level asked for', () => {
    const engine = feed(
      engineWith((event) => weighed(event, 'step')),
      [call(0, { details: MEDIUM })],
    );
    expect(outcome(engine).findings).toEqual([]);
    expect(engine.counters.belowLevel).toBe(0);
  });

  test('a fact has its floor, unless the call failed', () => {
    const engine = engineWith((event) => weighed(event, 'fact'));
    const failed = call(1, { outcome: 'failure', details: { bits: 9 }, credential: undefined });
    feed(engine, [call(0, { details: { bits: 1 } }), failed]);
    expect(outcome(engine).findings).toMatchObject([{ level: 'high', bits: 1, count: 1 }]);
  });
});

describe('what the organisation says', () => {
  const change = {
    id: 'CHG-1',
    actor: '*user/alice',
    target: undefined,
    action: 'iam:CreateAccessKey',
    from: START - HOUR,
    to: START + HOUR,
    approvedBy: 'bob',
  };

  test('an approved change lowers a finding, lifts its floor, and is named', () => {
    const facts: Judge = (event) => weighed(event, 'fact');
    const engine = feed(engineWith(facts, { changes: [change] }), [call(0, { details: HIGH })]);
    expect(outcome(engine).findings).toMatchObject([
      { level: 'low', bits: 10, considered: ['change CHG-1 approved by bob covers this event'] },
    ]);
  });

  test('a change that just misses lowers nothing and is quoted with what does not fit', () => {
    const engine = feed(engineWith(undefined, { changes: [change] }), [call(2, { details: HIGH })]);
    const [finding] = outcome(engine).findings;
    expect(finding).toMatchObject({ level: 'high', bits: 30 });
    expect(finding?.considered[0]).toMatch(/^change CHG-1 does not fit: /);
    expect(finding?.evidence.at(-1)).toMatchObject({ condition: 'approved change', held: false, bits: 0 });
  });

  const exception = {
    name: 'rotation',
    owner: 'team-iam',
    reason: 'keys are rotated',
    expires: START + HOUR,
    fields: { principal: '*user/alice' },
  };

  test('an exception silences while it lasts, and is named when it no longer does', () => {
    const engine = engineWith(undefined, { exceptions: [exception] });
    feed(engine, [call(0, { details: HIGH })]);
    expect(outcome(engine).findings).toEqual([]);
    expect(engine.counters.excepted).toBe(1);
    expect(engine.quarantine.size).toBe(0);
    feed(engine, [call(2, { details: HIGH })]);
    expect(outcome(engine).findings).toMatchObject([
      { considered: ['exception rotation of team-iam has expired and no longer applies'] },
    ]);
  });

  test('a budget keeps the heaviest of a day; facts always pass', () => {
    const judge: Judge = (event) => [
      ...weighed(event, event.details['fact'] === true ? 'fact' : 'plain').map((judgement) => ({
        ...judgement,
        foldBy: event.uid,
      })),
    ];
    const engine = engineWith(judge, { budget: { AN9999: 2 } });
    feed(engine, [
      ...[11, 12, 13, 14].map((bits, at) => call(at, { details: { bits } })),
      call(5, { details: { bits: 10, fact: true } }),
      call(24, { details: { bits: 10 } }),
    ]);
    const { findings, overBudget } = outcome(engine);
    expect(findings.map(({ bits }) => bits)).toEqual([10, 14, 13, 10]);
    expect(overBudget).toBe(2);
  });
});

describe('repeats', () => {
  test('fold into one finding for three days after the last; then a new one begins', () => {
    const engine = feed(engineWith(), [
      call(0, { uid: 'a', details: LOW }),
      call(71, { uid: 'b', details: MEDIUM }),
      call(140, { uid: 'c', details: LOW }),
      call(213, { uid: 'd', details: LOW }),
    ]);
    const { findings } = outcome(engine);
    expect(findings).toMatchObject([
      {
        count: 3,
        level: 'medium',
        eventUids: ['a', 'b', 'c'],
        lastSeen: START + 140 * HOUR,
        time: START + 71 * HOUR,
      },
      { count: 1, level: 'low', eventUids: ['d'] },
    ]);
    expect(findings[0]?.uid).not.toBe(findings[1]?.uid);
  });

  test('a thousand of them stay one finding of bounded size', () => {
    const events = Array.from({ length: 1000 }, (_, at) =>
      call(at / 100, { details: LOW, issued: [issue(`ASIA${at}`)] }),
    );
    const engine = feed(engineWith(), events);
    const [finding] = outcome(engine).findings;
    expect(finding).toMatchObject({ count: 1000 });
    expect(finding?.eventUids).toHaveLength(50);
    expect([...engine.findings.all.values()][0]?.joins.size).toBeLessThanOrEqual(500);
  });
});

describe('memory of analytics', () => {
  test('ends by itself, and is bounded and counted', () => {
    const engine = engineWith((event, { recall }) => {
      for (let at = 0; at < 60; at++) recall.set(`${event.uid} ${at}`, at, event.time + 400 * DAY);
      recall.set('short', 1, event.time + HOUR);
      return [];
    });
    const [seat] = engine.seats;
    feed(engine, [call(0)]);
    expect(seat?.recall.get('short')).toBe(1);
    if (seat !== undefined) seat.recall.now = START + HOUR + 1;
    expect(seat?.recall.get('short')).toBeUndefined();
    feed(
      engine,
      Array.from({ length: 1000 }, (_, at) => call(1 + at / 1000)),
    );
    expect(seat?.store.entries.size).toBeLessThanOrEqual(50_000);
    expect((seat?.store.entries.size ?? 0) + (seat?.store.evicted ?? 0)).toBeGreaterThanOrEqual(60_000);
  });
});
