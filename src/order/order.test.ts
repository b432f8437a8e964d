import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { ACTIONS } from '../model/action.ts';
import type { Event, Principal } from '../model/event.ts';
import { Mark } from '../model/mark.ts';
import { mergeRuns } from './merge.ts';
import { createPacker } from './pack.ts';
import { type Run, runBytes, tieRank } from './run.ts';
import { createRunStore } from './spill.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-order-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const MEGABYTE = 1024 * 1024;

const principal = fc.record({
  uid: fc.constantFrom('p-1', 'p-2', 'p-3', ''),
  kind: fc.constantFrom('user', 'role', 'account', 'service'),
  name: fc.string(),
  scope: fc.constantFrom('111122223333', ''),
}) satisfies fc.Arbitrary<Principal>;
const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const text = fc.oneof(
  fc.constantFrom('a', 'b', '', '__proto__', 'é\u001b[31m', '\u{1f600}'),
  fc.string({ unit: 'grapheme' }),
);

const event: fc.Arbitrary<Event> = fc.record({
  uid: fc.oneof(
    fc.constantFrom('e1', 'e2', 'e3', 'e10', 'é', 'z', '\u{1f600}', ''),
    fc.string({ unit: 'grapheme' }),
  ),
  time: fc.oneof(
    fc.constantFrom(0, 1000, 2000),
    fc.integer({ min: 1_700_000_000_000, max: 1_700_000_003_000 }),
  ),
  source: fc.constantFrom('aws-cloudtrail', 'other'),
  provider: fc.constantFrom('aws', 'gcp'),
  scope: text,
  region: perhaps(text),
  operation: text,
  action: fc.constantFrom(...ACTIONS),
  outcome: fc.constantFrom('success', 'failure'),
  error: perhaps(text),
  access: fc.constantFrom('console', 'cli', 'unknown'),
  principal,
  credential: perhaps(
    fc.record({
      uid: text,
      kind: fc.constantFrom('access-key', 'session-token'),
      mfa: perhaps(fc.boolean()),
    }),
  ),
  session: perhaps(
    fc.record({
      uid: text,
      name: text,
      issuedAt: perhaps(fc.integer()),
      onBehalfOf: perhaps(text),
      workload: fc.constant(undefined),
    }),
  ),
  client: fc.record({
    ip: perhaps(text),
    userAgent: perhaps(text),
    service: perhaps(text),
    endpoint: perhaps(text),
  }),
  targets: fc.array(fc.record({ kind: text, uid: text, name: perhaps(text) }), { maxLength: 3 }),
  issued: fc.array(
    fc.record({
      uid: text,
      kind: fc.constantFrom('session-token', 'access-key'),
      holder: principal,
      session: perhaps(text),
      expiresAt: perhaps(fc.integer()),
    }),
    { maxLength: 2 },
  ),
  subject: perhaps(principal),
  details: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
    noNullPrototype: true,
  }),
  pair: perhaps(text),
  place: fc.record({ file: fc.integer({ min: 0, max: 5 }), record: fc.integer({ min: 1, max: 9 }) }),
});

/** The order of events, stated once more: time, rank, uid; then the place, of which the first is kept. */
function byOrder(a: Event, b: Event): number {
  return (
    a.time - b.time ||
    tieRank(a) - tieRank(b) ||
    compare(a.uid, b.uid) ||
    a.place.file - b.place.file ||
    a.place.record - b.place.record
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts, and keeps the first of each uid at its time and rank. */
function obviously(events: readonly Event[]): Event[] {
  return [...events]
    .sort(byOrder)
    .filter((each, at, all) => all[at - 1]?.uid !== each.uid || all[at - 1]?.time !== each.time);
}

function packed(events: readonly Event[], runEvents: number): Run[] {
  const packer = createPacker(runEvents);
  const runs = events.flatMap((each) => packer.add(each) ?? []);
  return [...runs, ...[packer.finish()].flatMap((run) => run ?? [])];
}

function merged(
  runs: readonly Run[],
  memory: number,
): { events: Event[]; duplicate: number; spilled: number } {
  const store = createRunStore(memory, FOLDER);
  try {
    const readers = runs.map((run) => store.keep(run));
    const events: Event[] = [];
    const { duplicate } = mergeRuns(
      readers,
      (client) => client,
      (each) => events.push(each),
    );
    return { events, duplicate, spilled: store.spilled };
  } finally {
    store.close();
  }
}

describe('sorting', () => {
  test('any events in any split over runs, kept or spilled, come out in order, once, and as they went in', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0, 4000, MEGABYTE),
        (events, sizes, memory) => {
          // The same uid at the same time is the same record: it has one rank.
          const records = new Map(events.map((each) => [`${each.time} ${each.uid}`, each]));
          const input = events.map(({ time, uid, place }) => ({
            ...records.get(`${time} ${uid}`),
            place,
          })) as Event[];
          const parts = sizes.map((_, part) => input.filter((_each, at) => at % sizes.length === part));
          const runs = parts.flatMap((part, at) => packed(part, sizes[at] ?? 1));
          const expected = obviously(input);
          const result = merged(runs, memory);
          expect(result.events).toEqual(expected);
          expect(result.duplicate).toBe(input.length - expected.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('events come out the same whether their source marks what repeats or not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...fc.sample(event, { numRuns: 12, seed: 7 })), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (repeated, runEvents) => {
          const events = repeated.map((each, at) => ({ ...each, uid: `e${at}` }));
          const marks = new Map<string, Mark>();
          const markOf = (...parts: readonly unknown[]): Mark => {
            const key = JSON.stringify(parts);
            const mark = marks.get(key) ?? new Mark();
            marks.set(key, mark);
            return mark;
          };
          const packer = createPacker(runEvents);
          const marked = events.flatMap((each) => {
            const { source, provider, scope, region, principal, credential, session, client } = each;
            const own = {
              settingMark: markOf('setting', source, provider, scope, region),
              callerMark: markOf('caller', principal, credential, session),
              clientMark: markOf('client', client),
            };
            return packer.add(each, own) ?? [];
          });
          const runs = [...marked, ...[packer.finish()].flatMap((run) => run ?? [])];
          expect(merged(runs, MEGABYTE).events).toEqual(obviously(events));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a run larger than a slice comes back from the disk whole', () => {
    const events = Array.from({ length: 5000 }, (_, at) =>
      sampleEvent({
        uid: `e${(at * 7919) % 5000}`,
        time: (at * 104_729) % 977,
        client: { ip: `192.0.2.${at % 256}`, userAgent: undefined, service: undefined, endpoint: undefined },
        targets: at % 3 === 0 ? [] : [{ kind: 'bucket', uid: `b${at % 17}`, name: undefined }],
        place: { file: 0, record: at + 1 },
      }),
    );
    const { events: found, spilled } = merged(packed(events, 3000), 0);
    expect(spilled).toBe(5000);
    expect(found).toEqual(obviously(events));
  });

  test('no events, no runs', () => {
    expect(merged([], 0)).toEqual({ events: [], duplicate: 0, spilled: 0 });
  });

  test('of the same record in several files, the one of the first file is kept whatever run it lies in', () => {
    const record = (file: number) => sampleEvent({ client: CLIENT, place: { file, record: 1 } });
    for (const files of [
      [2, 0, 1],
      [0, 1, 2],
      [1, 2, 0],
    ]) {
      const apart = files.flatMap((file) => packed([record(file)], 10));
      const together = packed(files.map(record), 10);
      for (const runs of [apart, together, [...apart, ...together]])
        expect(merged(runs, MEGABYTE).events.map(({ place }) => place.file)).toEqual([0]);
    }
  });
});

test('of copies the one that says most is kept, whatever files and runs they lie in', () => {
  const issued = [{ uid: 'AKIA1', kind: 'access-key', subject: undefined }] as unknown as Event['issued'];
  const copies: [string, Partial<Event>, Partial<Event>][] = [
    ['a target', { targets: [{ kind: 'bucket', uid: 'b', name: undefined }] }, {}],
    ['an address', { client: { ...CLIENT, ip: '192.0.2.1' } }, {}],
    ['a detail more', { details: { a: '1', b: '2' } }, { details: { a: '1' } }],
    ['what was issued', { issued }, { issued: [] }],
    ['the error', { outcome: 'failure', error: 'AccessDenied' }, {}],
  ];
  for (const [name, more, less] of copies) {
    for (const files of [[0, 1] as const, [1, 0] as const]) {
      const usual = { client: CLIENT, uid: 'm', action: 'use', issued: [], targets: [] } as const;
      const rich = sampleEvent({ ...usual, ...more, place: { file: files[0], record: 1 } });
      const poor = sampleEvent({ ...usual, ...less, place: { file: files[1], record: 1 } });
      const between = sampleEvent({ ...usual, uid: 'b', place: { file: 2, record: 1 } });
      for (const events of [
        [rich, poor, between],
        [poor, between, rich],
      ]) {
        for (const runEvents of [1, 10]) {
          const { events: found, duplicate } = merged(packed(events, runEvents), MEGABYTE);
          expect(
            found.find(({ uid }) => uid === 'm'),
            name,
          ).toEqual(rich);
          expect([found.length, duplicate], name).toEqual([2, 1]);
        }
      }
    }
  }
});

const CLIENT = { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined };

describe('the memory bound', () => {
  test('runs stay in memory while they fit and go to disk when they do not', () => {
    const runs = packed(
      Array.from({ length: 400 }, (_, at) => sampleEvent({ uid: `e${at}`, time: at })),
      100,
    );
    const [first] = runs;
    const one = first === undefined ? 0 : runBytes(first);
    for (const [memory, spilled] of [
      [one * 5, 0],
      [one * 2.5, 200],
      [one * 0.5, 400],
    ] as const)
      expect(merged(runs, memory).spilled, `${memory} bytes`).toBe(spilled);
  });

  test('the temporary file leaves nothing behind, not even while it is in use', () => {
    const store = createRunStore(0, FOLDER);
    for (const run of packed([sampleEvent()], 1)) store.keep(run);
    expect(store.spilled).toBe(1);
    expect(readdirSync(FOLDER)).toEqual([]);
    store.close();
    store.close();
    expect(readdirSync(FOLDER)).toEqual([]);
  });
});

test('a folder that cannot take the temporary file is a mistake said in a sentence', () => {
  const store = createRunStore(0, join(FOLDER, 'missing'));
  const [run] = packed([sampleEvent()], 1);
  if (run !== undefined) expect(() => store.keep(run)).toThrow(/do not fit into memory/);
  store.close();
});

describe('order within one millisecond', () => {
  test.each([
    ['what issues a credential', 'what uses it', {}, { issued: [], action: 'use' }],
    ['a sign-in', 'a call', { issued: [], action: 'signin' }, { issued: [], action: 'use' }],
    [
      'the record of the caller’s account',
      'that of the called account',
      { issued: [] },
      { issued: [], principal: { uid: '111122223333', kind: 'account', name: '111122223333', scope: '' } },
    ],
  ] as const)('%s comes before %s', (_a, _b, first, second) => {
    const events = [
      sampleEvent({ uid: 'a', client: CLIENT, ...second } as Partial<Event>),
      sampleEvent({ uid: 'b', client: CLIENT, ...first } as Partial<Event>),
    ];
    expect(merged(packed(events, 1), 0).events.map(({ uid }) => uid)).toEqual(['b', 'a']);
  });
});
