import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import type { Client, Event, Principal } from '../model/event.ts';
import { type Baseline, createBaseline, HALF_LIFE_HOURS, learn } from './baseline.ts';
import {
  createCounts,
  distinctOf,
  entriesOf,
  featureOf,
  keyOf,
  MOST_VALUES,
  observe,
  prune,
  refill,
  rescale,
  tailWeight,
  totalOf,
  valueIdOf,
  weightOf,
} from './counts.ts';
import { clientFeatures, FEATURE, FEATURES, FEATURES_OF, groupOf, hourOfWeek, valueIn } from './features.ts';
import { companyAt, organisationWith, peersWith, surpriseOf, usualValues } from './query.ts';
import { FEATURE_GROUPS } from './surprise.ts';
import { surpriseView } from './view.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T00:00:00Z');

function user(name: string): Principal {
  return { uid: `arn:aws:iam::111122223333:user/${name}`, kind: 'user', name, scope: '111122223333' };
}

const NETWORKS = ['AS64500', 'AS64501', 'AS64502', 'AS64503'].map(
  (network): Client => ({
    ip: undefined,
    userAgent: undefined,
    service: undefined,
    endpoint: undefined,
    network,
    networkKind: 'internet',
  }),
);

function call(name: string, hours: number, rest: Partial<Event> = {}): Event {
  return sampleEvent({
    time: START + hours * HOUR,
    principal: user(name),
    operation: 's3:ListBuckets',
    action: 'use',
    client: NETWORKS[0] ?? sampleEvent().client,
    targets: [],
    issued: [],
    region: 'eu-central-1',
    ...rest,
  });
}

function learnt(events: readonly Event[]): Baseline {
  const baseline = createBaseline();
  for (const event of events) learn(baseline, event);
  return baseline;
}

/** One line of somebody's diary: who, when (hours, ascending), from which network, which call. */
interface Observation {
  readonly who: string;
  readonly hour: number;
  readonly network: number;
  readonly operation: string;
}

const diary: fc.Arbitrary<Observation[]> = fc
  .array(
    fc.record({
      who: fc.constantFrom('alice', 'bob', 'carol'),
      gap: fc.constantFrom(0, 0, 0, 1, 5, 24, 200, HALF_LIFE_HOURS * 3),
      network: fc.nat(3),
      operation: fc.constantFrom('s3:ListBuckets', 'ec2:DescribeInstances', 'iam:ListUsers'),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((lines) => {
    let hour = 0;
    return lines.map(({ gap, ...line }) => {
      hour += gap;
      return { ...line, hour };
    });
  });

function eventOf({ who, hour, network, operation }: Observation): Event {
  return call(who, hour, {
    operation,
    ...(NETWORKS[network] === undefined ? {} : { client: NETWORKS[network] }),
  });
}

/** Decayed weight, by definition: one observation a principal's hour, or a principal's day for the organisation. */
function naive(
  lines: readonly Observation[],
  value: (line: Observation) => string,
  unit: 'hour' | 'day',
  now: number,
): Map<string, number> {
  const seen = new Map<string, number>();
  for (const line of lines) {
    const slot = unit === 'hour' ? line.hour : Math.floor((START / HOUR + line.hour) / 24);
    const key = `${line.who} ${value(line)} ${slot}`;
    if (!seen.has(key)) seen.set(key, line.hour);
  }
  const weights = new Map<string, number>();
  const counted = new Set<string>();
  for (const line of lines) {
    const slot = unit === 'hour' ? line.hour : Math.floor((START / HOUR + line.hour) / 24);
    const key = `${line.who} ${value(line)} ${slot}`;
    if (counted.has(key)) continue;
    counted.add(key);
    const weight = 2 ** ((line.hour - now) / HALF_LIFE_HOURS);
    weights.set(value(line), (weights.get(value(line)) ?? 0) + weight);
  }
  return weights;
}

describe('what is counted', () => {
  test('equals a naive recount of all observations, decay included', () => {
    fc.assert(
      fc.property(diary, (lines) => {
        const baseline = learnt(lines.map(eventOf));
        const now = lines.at(-1)?.hour ?? 0;
        const time = START + now * HOUR;
        for (const [feature, value] of [
          [FEATURE.operation, (line: Observation) => line.operation],
          [0, (line: Observation) => NETWORKS[line.network]?.network ?? ''],
        ] as const) {
          const all = naive(lines, value, 'day', now);
          const sum = [...all.values()].reduce((total, weight) => total + weight, 0);
          for (const [text, weight] of all) {
            const [seen, total] = organisationWith(baseline, feature, text, time);
            expect(seen).toBeCloseTo(weight, 6);
            expect(total).toBeCloseTo(sum, 6);
          }
          for (const who of ['alice', 'bob', 'carol']) {
            const own = naive(
              lines.filter((line) => line.who === who),
              value,
              'hour',
              now,
            );
            const ownSum = [...own.values()].reduce((total, weight) => total + weight, 0);
            const { observations, never } = surpriseOf(baseline, user(who), feature, 'never seen', time);
            expect(observations).toBeCloseTo(ownSum, 6);
            expect(never).toBe(true);
            const usual = usualValues(baseline, user(who), feature, 9);
            expect(new Set(usual)).toEqual(new Set(own.keys()));
            for (let at = 1; at < usual.length; at++)
              expect((own.get(usual[at - 1] ?? '') ?? 0) + 1e-9).toBeGreaterThanOrEqual(
                own.get(usual[at] ?? '') ?? 0,
              );
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a thousand calls in an hour tell no more than one', () => {
    const once = learnt([call('alice', 0)]);
    const often = learnt(Array.from({ length: 1000 }, () => call('alice', 0)));
    const ask = (baseline: Baseline) =>
      surpriseOf(baseline, user('alice'), FEATURE.operation, 'x', START).bits;
    expect(ask(often)).toBe(ask(once));
    expect(often.principals.get(user('alice').uid)?.calls).toBe(1000);
  });

  test('an old habit counts half after a half-life', () => {
    const baseline = learnt([
      call('alice', 0),
      call('alice', HALF_LIFE_HOURS, { operation: 'iam:ListUsers' }),
    ]);
    const [seen, all] = organisationWith(
      baseline,
      FEATURE.operation,
      's3:ListBuckets',
      START + HALF_LIFE_HOURS * HOUR,
    );
    expect([seen, all]).toEqual([0.5, 1.5]);
  });

  test('years without an event move the origin and forget what was before, without a number that is none', () => {
    const baseline = learnt([call('alice', 0), call('alice', 100 * 365 * 24), call('alice', 200 * 365 * 24)]);
    for (const hours of [-300 * 365 * 24, -100 * 365 * 24, 0, 200 * 365 * 24]) {
      const answer = surpriseOf(
        baseline,
        user('alice'),
        FEATURE.operation,
        'iam:ListUsers',
        START + hours * HOUR,
      );
      expect(answer.bits).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(answer.bits)).toBe(true);
    }
  });

  test('an event far in the future does not spoil what is learned after it', () => {
    const future = Date.parse('2099-12-31T00:00:00Z');
    const days = (from: number) => Array.from({ length: 30 }, (_, at) => call('alice', from + at * 24));
    const honest = [...days(0), ...days(30 * 24)];
    const poisoned = learnt([...days(0), call('alice', (future - START) / HOUR), ...days(30 * 24)]);
    const now = START + 60 * DAY;
    const ask = (baseline: Baseline) =>
      surpriseOf(baseline, user('alice'), FEATURE.operation, 's3:ListBuckets', now);
    expect(ask(learnt(honest)).bits).toBeLessThan(1);
    expect(ask(poisoned).bits).toBeLessThan(1);
    expect(ask(poisoned).never).toBe(false);
  });
});

describe('surprise', () => {
  const time = START + 40 * DAY;
  const daily = (name: string, days: number, rest: Partial<Event> = {}): Event[] =>
    Array.from({ length: days }, (_, day) => call(name, day * 24, rest));

  test('never seen surprises more than seen, rare more than common', () => {
    const baseline = learnt(
      Array.from({ length: 40 }, (_, day) =>
        call('alice', day * 24, { operation: day % 8 === 0 ? 'iam:ListUsers' : 's3:ListBuckets' }),
      ),
    );
    const bits = (operation: string) =>
      surpriseOf(baseline, user('alice'), FEATURE.operation, operation, time).bits;
    expect(bits('s3:ListBuckets')).toBe(0);
    expect(bits('iam:ListUsers')).toBeGreaterThan(bits('s3:ListBuckets'));
    expect(bits('kms:Decrypt')).toBeGreaterThan(bits('iam:ListUsers'));
  });

  test('the more a principal varies, the less something new surprises', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 60 }), (distinct, days) => {
        const varied = (values: number) =>
          learnt(
            Array.from({ length: days }, (_, day) =>
              call('alice', day * 24, { operation: `s3:Op${day % values}` }),
            ),
          );
        const ask = (values: number) =>
          surpriseOf(varied(values), user('alice'), FEATURE.operation, 'new', time).bits;
        expect(ask(distinct)).toBeGreaterThan(ask(distinct + 1));
      }),
      { numRuns: 50 },
    );
  });

  test('a longer history makes something new more surprising', () => {
    const ask = (days: number) =>
      surpriseOf(learnt(daily('alice', days)), user('alice'), FEATURE.operation, 'new', START).bits;
    expect(ask(2)).toBeLessThan(ask(10));
    expect(ask(10)).toBeLessThan(ask(40));
  });

  test('what peers do surprises less than what nobody does', () => {
    const baseline = learnt([
      ...daily('alice', 30),
      ...daily('bob', 30, { operation: 'iam:ListUsers' }),
      ...daily('carol', 30, { operation: 'iam:ListUsers' }),
    ]);
    const ask = (operation: string) =>
      surpriseOf(baseline, user('alice'), FEATURE.operation, operation, time).bits;
    expect(ask('iam:ListUsers')).toBeLessThan(ask('kms:Decrypt'));
    expect(peersWith(baseline, user('alice'), FEATURE.operation, 'iam:ListUsers')).toEqual([2, 2]);
  });

  test('what peers have shown is told without asking each of them, whoever was forgotten meanwhile', () => {
    const asked = (baseline: Baseline, principal: Principal, feature: number, value: string) => {
      const members = [...(baseline.groups.get(groupOf(principal))?.members ?? [])];
      const peers = members.filter((uid) => uid !== principal.uid);
      const id = baseline.values[feature]?.ids.get(value);
      const counts = peers.map((uid) => baseline.principals.get(uid)?.counts);
      const showing = counts.filter(
        (each) => each !== undefined && id !== undefined && weightOf(each, keyOf(id, feature)) > 0,
      );
      return [showing.length, peers.length];
    };
    fc.assert(
      fc.property(diary, fc.boolean(), (lines, small) => {
        const baseline = createBaseline(small ? 3 : undefined);
        for (const line of lines) learn(baseline, eventOf(line));
        for (const line of lines) {
          const event = eventOf(line);
          const { principal, client } = event;
          for (let feature = 0; feature < FEATURES.length; feature++) {
            const value = valueIn(event, feature) ?? 'none';
            const naive = asked(baseline, principal, feature, value);
            expect(peersWith(baseline, principal, feature, value)).toEqual(naive);
          }
          if (client.prefix === undefined) continue;
          const [seen] = asked(baseline, principal, FEATURE.prefix, client.prefix);
          expect(companyAt(baseline, principal, client.prefix)).toBe(seen);
        }
      }),
    );
  });

  test('a brand-new principal borrows from its peers', () => {
    const baseline = learnt([...daily('alice', 30), ...daily('bob', 30)]);
    const ask = (operation: string) =>
      surpriseOf(baseline, user('newcomer'), FEATURE.operation, operation, time);
    expect(ask('s3:ListBuckets')).toMatchObject({ bits: 0, never: true, observations: 0 });
    expect(ask('kms:Decrypt').bits).toBeGreaterThan(4);
  });

  test('with nothing learned nothing surprises', () => {
    const surprise = surpriseView(createBaseline(), call('alice', 0), 12);
    for (const group of ['where', 'with', 'what', 'whom', 'when'] as const)
      expect(surprise.of(group).bits, group).toBe(0);
    expect(surprise.principal).toEqual({ calls: 0, days: 0 });
  });

  test('is never negative, never more than the cap, never no number', () => {
    fc.assert(
      fc.property(diary, fc.integer({ min: -5000, max: 50_000 }), (lines, hours) => {
        const baseline = learnt(lines.map(eventOf));
        const view = surpriseView(baseline, call('alice', hours, { operation: 'iam:ListUsers' }), 12);
        for (const group of ['where', 'with', 'what', 'whom', 'when'] as const) {
          const { bits, confidence } = view.of(group);
          expect(bits).toBeGreaterThanOrEqual(0);
          expect(bits).toBeLessThanOrEqual(12);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('answers the same whether it is asked once more later or not', () => {
    fc.assert(
      fc.property(diary, diary, (lines, asked) => {
        const events = lines.map(eventOf);
        const baseline = learnt(events);
        for (const event of [...events, ...asked.map(eventOf)]) {
          const [fleeting, lasting] = [
            surpriseView(baseline, event, 12, false),
            surpriseView(baseline, event, 12),
          ];
          for (const group of FEATURE_GROUPS) {
            const answer = fleeting.of(group);
            const { bits, feature, value, never, unseen = [], confidence, normal } = lasting.of(group);
            expect(answer).toMatchObject({ bits, feature, value, never, confidence });
            expect(answer.unseen ?? []).toEqual(unseen);
            if (feature !== '') expect(answer.normal).toBe(normal);
          }
        }
      }),
    );
  });

  test('says what is normal, and keeps its answer after the event was learned', () => {
    const baseline = learnt(daily('alice', 30));
    const event = call('alice', 30 * 24, { operation: 'iam:CreateAccessKey' });
    const view = surpriseView(baseline, event, 12);
    const before = view.of('what');
    expect(before).toMatchObject({ feature: 'operation', never: true, unseen: ['operation'] });
    expect(before.normal).toBe(
      'never in 30 calls over 29 days (usually s3:ListBuckets); peers 0 of 0; organisation 0 of 21 principal-days',
    );
    learn(baseline, event);
    expect(view.of('what')).toBe(before);
    expect(view.of('what').bits).toBe(before.bits);
  });
});

describe('one principal’s counts', () => {
  const entry = fc.record({ value: fc.nat(300), feature: fc.nat(7), hour: fc.nat(100) });

  test('equal a map of sums, whatever their number', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 400 }), (observations) => {
        const counts = createCounts();
        const sums = new Map<number, { hour: number; weight: number }>();
        for (const { value, feature, hour } of observations) {
          const key = keyOf(value, feature);
          expect([valueIdOf(key), featureOf(key)]).toEqual([value, feature]);
          const before = sums.get(key);
          const first = observe(counts, key, hour, 1 + hour);
          if (before?.hour === hour) expect(first).toBe('nothing');
          else sums.set(key, { hour, weight: (before?.weight ?? 0) + 1 + hour });
          if (before === undefined) expect(first).toBe('ever');
        }
        for (const [key, { weight }] of sums) expect(weightOf(counts, key)).toBe(weight);
        for (let feature = 0; feature < 8; feature++) {
          const own = [...sums].filter(([key]) => featureOf(key) === feature).map(([, { weight }]) => weight);
          expect(distinctOf(counts, feature)).toBe(own.length);
          expect(totalOf(counts, feature)).toBeCloseTo(
            own.reduce((sum, each) => sum + each, 0),
            6,
          );
          for (const weight of own)
            expect(tailWeight(counts, feature, weight)).toBeCloseTo(
              own.filter((each) => each <= weight).reduce((sum, each) => sum + each, 0),
              6,
            );
        }
      }),
      { numRuns: 80 },
    );
  });

  test('after pruning one feature keeps its heaviest values and the others keep all', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 200 }),
        fc.integer({ min: 1, max: 30 }),
        (observations, most) => {
          const counts = createCounts();
          for (const { value, feature, hour } of observations)
            observe(counts, keyOf(value, feature), hour, 1 + value);
          const before = entriesOf(counts);
          const dropped = prune(counts, 3, most, 0);
          const own = before.filter(({ key }) => featureOf(key) === 3);
          expect(dropped).toHaveLength(Math.max(0, own.length - most));
          expect(counts.size).toBe(before.length - dropped.length);
          const kept = entriesOf(counts).filter(({ key }) => featureOf(key) === 3);
          const lightest = Math.min(...kept.map(({ weight }) => weight));
          const gone = own.filter(({ key }) => !kept.some((each) => each.key === key));
          expect(gone.map(({ key }) => key).sort()).toEqual([...dropped].sort());
          for (const { weight, key } of gone) {
            expect(weight).toBeLessThanOrEqual(lightest);
            expect(weightOf(counts, key)).toBe(0);
          }
          for (const each of kept) expect(weightOf(counts, each.key)).toBe(each.weight);
        },
      ),
      { numRuns: 80 },
    );
  });

  test('moving the scale multiplies everything; refilling with the same entries changes nothing', () => {
    const counts = createCounts();
    for (let value = 0; value < 150; value++) observe(counts, keyOf(value, value % 8), 5, value);
    const before = entriesOf(counts);
    rescale(counts, 0.5);
    expect(entriesOf(counts)).toEqual(before.map((each) => ({ ...each, weight: each.weight / 2 })));
    expect(FEATURES.reduce((sum, _, feature) => sum + totalOf(counts, feature), 0)).toBe((150 * 149) / 4);
    const after = entriesOf(counts);
    refill(counts, after);
    expect(entriesOf(counts)).toEqual(after);
  });
});

describe('bounds', () => {
  test('values of one principal are pruned to its heaviest, and counted', () => {
    const baseline = learnt([
      ...Array.from({ length: 30 }, (_, day) => call('alice', day * 24)),
      ...Array.from({ length: 2000 }, (_, at) => call('alice', 800 + at / 100, { operation: `x:Op${at}` })),
    ]);
    const counts = baseline.principals.get(user('alice').uid)?.counts;
    expect(counts && distinctOf(counts, FEATURE.operation)).toBeLessThanOrEqual(MOST_VALUES.principal);
    expect(baseline.evicted).toBeGreaterThan(0);
    expect(usualValues(baseline, user('alice'), FEATURE.operation, 1)).toEqual(['s3:ListBuckets']);
  });

  test('at the cap the idlest principals go, and are counted', () => {
    const baseline = createBaseline(50);
    for (let at = 0; at < 500; at++) {
      learn(baseline, call(`user-${at}`, at));
      expect(baseline.principals.size).toBeLessThanOrEqual(50);
    }
    expect(baseline.principals.size + baseline.evicted).toBe(500);
    expect(baseline.principals.has(user('user-499').uid)).toBe(true);
    const members = [...baseline.groups.values()].flatMap((group) => [...group.members]);
    expect(new Set(members)).toEqual(new Set(baseline.principals.keys()));
  });
});

describe('features', () => {
  test('every feature of an event has its place', () => {
    const event = sampleEvent({ client: { ...sampleEvent().client, network: 'AS64500' } });
    expect(Object.fromEntries(FEATURES.map(({ name }, at) => [name, valueIn(event, at)]))).toEqual({
      network: 'AS64500',
      prefix: undefined,
      country: 'NL',
      agent: undefined,
      operation: 'sts:AssumeRole',
      region: 'eu-central-1',
      edge: 'arn:aws:iam::111122223333:role/deploy',
      hour: 'weekday 21h UTC',
    });
  });

  test.each(Object.entries(FEATURES_OF))('those of group %s are found under it', (group, features) => {
    const all = FEATURES.flatMap((feature, at) => (feature.group === group ? [at] : []));
    expect(features).toEqual(all);
  });

  test('one event and its client tell the same', () => {
    const { client } = sampleEvent();
    const event = sampleEvent({ client });
    expect(clientFeatures(client)).toEqual(clientFeatures(client).map((_, at) => valueIn(event, at)));
  });

  test.each([
    ['2026-03-06T23:59:59Z', 'weekday 23h UTC'],
    ['2026-03-07T00:00:00Z', 'weekend 00h UTC'],
    ['2026-03-08T23:59:59Z', 'weekend 23h UTC'],
    ['2026-03-09T00:00:00Z', 'weekday 00h UTC'],
    ['1970-01-01T00:00:00Z', 'weekday 00h UTC'],
  ])('%s is %s', (time, expected) => {
    expect(hourOfWeek(Date.parse(time))).toBe(expected);
  });

  test.each([
    ['role', 'app-prod-web-1a2b3c4d', 'app-prod-api', true],
    ['role', 'app-prod-web', 'data-prod-web', false],
    ['user', 'alice', 'bob', true],
  ] as const)('%s %s and %s are peers: %s', (kind, a, b, expected) => {
    const of = (name: string) => groupOf({ uid: name, kind, name, scope: '111122223333' });
    expect(of(a) === of(b)).toBe(expected);
  });
});

test('calls that share their client, region and principal teach what they teach apart', () => {
  const step = fc.record({
    who: fc.constantFrom('alice', 'bob'),
    hours: fc.nat(60),
    from: fc.nat(3),
    operation: fc.constantFrom('s3:ListBuckets', 'ec2:RunInstances', 'iam:ListUsers'),
    region: fc.constantFrom(undefined, 'eu-central-1', 'us-east-1'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const [shared, apart] = [createBaseline(), createBaseline()];
      const principals = { alice: numbered(user('alice'), 0), bob: numbered(user('bob'), 1) };
      for (const { who, hours, from, operation, region } of steps) {
        const client = NETWORKS[from];
        const event = call(who, hours / 2, { operation, region, ...(client && { client }) });
        learn(shared, { ...event, principal: principals[who] });
        learn(apart, { ...event, client: { ...event.client } });
      }
      const learned = ({ principals, groups, organisation }: Baseline) =>
        [...principals.values(), ...groups.values(), organisation].map(({ counts, calls }) => [
          calls,
          entriesOf(counts),
        ]);
      expect(learned(shared)).toEqual(learned(apart));
    }),
  );
});

/** As the merger hands out principals. */
function numbered(principal: Principal, ordinal: number): Principal {
  return { ...principal, ordinal };
}
