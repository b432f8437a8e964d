import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { ANALYTICS } from '../analytics/index.ts';
import { EMPTY_CONTEXT } from '../config/context.ts';
import { createEngine, type Engine, step } from '../engine/engine.ts';
import { outcome } from '../engine/outcome.ts';
import { tidy } from '../lineage/bounds.ts';
import type { Client, Event } from '../model/event.ts';
import { UsageError } from '../model/usage-error.ts';
import { PLACES } from '../simulate/timeline/places.ts';
import { createSeen, hash53, hoursOf, isNew, type Seen } from './seen.ts';
import { restoreLine, snapshotLines } from './snapshot.ts';
import { loadState, saveState } from './store.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-state-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const START = Date.parse('2026-03-02T09:00:00Z');
const HOUR = 3_600_000;

/** Some of everything: mints with and without ids, habits, thefts, pairs, sessions, waiting credentials. */
const story: fc.Arbitrary<Event[]> = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 60_000, HOUR, 20 * HOUR, 36 * HOUR),
      who: fc.constantFrom('alice', 'bob', '__proto__'),
      credential: fc.constantFrom('AKIAONE', 'ASIATWO', 'ASIATHREE', undefined),
      issued: fc.constantFrom('ASIATWO', 'ASIATHREE', 'ASIAFOUR', '', undefined),
      action: fc.constantFrom(
        'use',
        'token.mint',
        'credential.create',
        'credential.read',
        'trust.change',
        'signin',
      ),
      operation: fc.constantFrom(
        'sts:AssumeRole',
        'iam:CreateAccessKey',
        'iam:CreateLoginProfile',
        's3:ListBuckets',
      ),
      place: fc.constantFrom('office', 'attacker', 'tor', 'far', 'aws', 'service'),
      pair: fc.constantFrom('p1', 'p2', undefined, undefined, undefined),
    }),
    { maxLength: 30 },
  )
  .map((steps) => {
    let time = START;
    return steps.map(({ gap, who, credential, issued, action, operation, place, pair }, at) => {
      time += gap;
      const principal = {
        uid: `arn:aws:iam::111122223333:user/${who}`,
        kind: 'user' as const,
        name: who,
        scope: '111122223333',
      };
      const client: Client = {
        ip: undefined,
        userAgent: undefined,
        service: undefined,
        endpoint: undefined,
        ...PLACES[place],
        agent: 'curl',
        agentKind: 'script',
      };
      return sampleEvent({
        uid: `e${at}`,
        time,
        operation,
        action,
        principal,
        client,
        pair,
        credential:
          credential === undefined
            ? undefined
            : {
                uid: credential,
                kind: credential.startsWith('ASIA') ? 'session-token' : 'access-key',
                mfa: undefined,
              },
        issued:
          issued === undefined
            ? []
            : [
                {
                  uid: issued,
                  kind: 'session-token',
                  holder: principal,
                  session: 'AROAEXAMPLE:x',
                  // Nothing expires within a story: what has is forgotten when a state is saved.
                  expiresAt: time + 1000 * HOUR,
                },
              ],
        subject: at % 3 === 0 ? { ...principal, uid: `${principal.uid}2`, name: 'somebody' } : undefined,
      });
    });
  });

function fresh(): Engine {
  return createEngine(ANALYTICS, EMPTY_CONTEXT, 'informational');
}

function fed(
  events: readonly Event[],
  engine = fresh(),
  seen = createSeen(),
): { engine: Engine; seen: Seen } {
  for (const event of events) if (isNew(seen, event.time, event.uid)) step(engine, event, { report: true });
  return { engine, seen };
}

function revived(lines: Iterable<string>): { engine: Engine; seen: Seen } {
  const [engine, seen] = [fresh(), createSeen()];
  for (const line of lines) restoreLine(engine, seen, line);
  return { engine, seen };
}

test('a run of fewer analytics keeps what the others remember', () => {
  const entry = '["recall",{"analytic":"AN1470","key":"k","value":[1,"two"],"until":9999999999999}]';
  const fewer = createEngine(
    ANALYTICS.filter(({ attack }) => attack !== 'AN1470'),
    EMPTY_CONTEXT,
  );
  restoreLine(fewer, createSeen(), entry);
  expect([...snapshotLines(fewer, createSeen())]).toContain(`${entry}\n`);
});

describe('a snapshot', () => {
  test('restored, gives the same snapshot again', () => {
    fc.assert(
      fc.property(story, (events) => {
        const { engine, seen } = fed(events);
        const lines = [...snapshotLines(engine, seen)];
        const again = revived(lines);
        expect([...snapshotLines(again.engine, again.seen)]).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });

  test('restored anywhere, the rest of the events gives the same findings', () => {
    fc.assert(
      fc.property(story, fc.nat(30), (events, cut) => {
        const whole = fed(events);
        const first = fed(events.slice(0, cut));
        const second = revived(snapshotLines(first.engine, first.seen));
        fed(events, second.engine, second.seen);
        const both = new Map(
          [...outcome(first.engine).findings, ...outcome(second.engine).findings].map((each) => [
            each.uid,
            each,
          ]),
        );
        const essence = (findings: Iterable<{ uid: string; count: number; level: string }>) =>
          [...findings].map(({ uid, count, level }) => `${uid} ×${count} ${level}`).sort();
        expect(essence(both.values())).toEqual(essence(outcome(whole.engine).findings));
        // Saving forgets what has expired, which a run that goes on does now and then; what lives on is all there.
        tidy(whole.engine.lineage, whole.engine.watermark);
        const kept = new Set(second.engine.lineage.nodes.keys());
        expect([...whole.engine.lineage.nodes.keys()].filter((uid) => !kept.has(uid))).toEqual([]);
        expect(second.engine.baseline.organisation.calls).toBe(whole.engine.baseline.organisation.calls);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves out what has expired', () => {
    const mint = sampleEvent({ uid: 'mint', time: START });
    const [issued] = mint.issued;
    const expiresAt = START + HOUR;
    const late = sampleEvent({ uid: 'late', time: START + 20 * HOUR, issued: [] });
    const minted = { ...mint, issued: issued === undefined ? [] : [{ ...issued, expiresAt }] };
    const { engine, seen } = fed([minted, late]);
    const kept = [...snapshotLines(engine, seen)].filter((text) => text.startsWith('["credential"'));
    expect(kept.filter((text) => text.includes(issued?.uid ?? 'none'))).toEqual([]);
    expect(kept.length).toBeGreaterThan(0);
  });

  test('holds one JSON entry a line', () => {
    const { engine, seen } = fed([sampleEvent()]);
    for (const line of snapshotLines(engine, seen)) {
      expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1).toBe(true);
      expect(JSON.parse(line)).toHaveLength(2);
    }
  });
});

describe('a state on disk', () => {
  const events = [sampleEvent(), sampleEvent({ uid: 'ev-2', time: START, issued: [] })];
  let count = 0;
  const folder = (): string => join(FOLDER, `state-${count++}`);
  const file = (state: string): string => join(state, 'state.ndjson.gz');

  test('comes back as it was saved, in one file that only its owner reads', async () => {
    const state = join(folder(), 'deeper');
    const { engine, seen } = fed(events);
    expect(await loadState(state, fresh(), createSeen())).toBe(false);
    await saveState(state, engine, seen);
    await saveState(state, engine, seen);
    expect(readdirSync(state)).toEqual(['state.ndjson.gz']);
    expect(statSync(file(state)).mode & 0o777).toBe(0o600);
    const [again, seenAgain] = [fresh(), createSeen()];
    expect(await loadState(state, again, seenAgain)).toBe(true);
    expect([...snapshotLines(again, seenAgain)]).toEqual([...snapshotLines(engine, seen)]);
  });

  async function damaged(damage: (whole: Buffer) => Buffer): Promise<{ error: unknown; untouched: boolean }> {
    const state = folder();
    const { engine, seen } = fed(events);
    await saveState(state, engine, seen);
    const bytes = damage(readFileSync(file(state)));
    writeFileSync(file(state), bytes);
    const error = await loadState(state, fresh(), createSeen()).catch((caught: unknown) => caught);
    return { error, untouched: readFileSync(file(state)).equals(bytes) };
  }

  const rewritten = (change: (text: string) => string) => (whole: Buffer) =>
    gzipSync(change(gunzipSync(whole).toString()));

  test.each<[string, (whole: Buffer) => Buffer, RegExp]>([
    ['is empty', () => Buffer.alloc(0), /cut short|cannot be read/],
    ['is cut in its compression', (whole) => whole.subarray(0, whole.length >> 1), /cannot be read/],
    ['lacks the last bytes', (whole) => whole.subarray(0, -4), /cannot be read/],
    ['is cut between lines', rewritten((text) => text.slice(0, text.lastIndexOf('["end"'))), /cut short/],
    ['is cut within a line', rewritten((text) => text.slice(0, -20)), /cannot be read/],
    [
      'is of a newer version',
      rewritten((text) => text.replace('"version":1', '"version":2')),
      /version 2; .* version 1/,
    ],
    [
      'lacks its first line',
      rewritten((text) => text.slice(text.indexOf('\n') + 1)),
      /does not begin like a state/,
    ],
    [
      'holds an unknown entry',
      rewritten((text) => text.replace('["values"', '["toString"')),
      /unknown entry 'toString'/,
    ],
    [
      'holds entries of another shape',
      rewritten((text) => text.replace(/\["organisation",.*/, '["organisation",{}]')),
      /cannot be read/,
    ],
    ['is something else', () => gzipSync('{"Records":[]}'), /does not begin like a state/],
    ['is not compressed', () => Buffer.from('hello'), /cannot be read/],
    [
      'is flipped in one byte',
      (whole) => Buffer.from(whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 0x40 : byte))),
      /cannot be read/,
    ],
  ])('that %s is refused with a sentence and stays untouched', async (_how, damage, message) => {
    const { error, untouched } = await damaged(damage);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toMatch(message);
    expect(untouched).toBe(true);
  });

  test('that is a folder, or lies where a file is, is refused with a sentence', async () => {
    const state = folder();
    mkdirSync(file(state), { recursive: true });
    await expect(loadState(state, fresh(), createSeen())).rejects.toThrow(UsageError);
    const occupied = folder();
    writeFileSync(occupied, 'mine');
    const { engine, seen } = fed(events);
    await expect(saveState(occupied, engine, seen)).rejects.toThrow(/cannot be written/);
    await expect(loadState(occupied, fresh(), createSeen())).rejects.toThrow(/not a folder/);
    expect(readFileSync(occupied, 'utf8')).toBe('mine');
  });

  test('that cannot be completed leaves the earlier one and no draft', async () => {
    const state = folder();
    const { engine, seen } = fed(events);
    await saveState(state, engine, seen);
    const before = readFileSync(file(state));
    const broken = {
      ...engine,
      seats: [
        {
          get analytic(): never {
            throw new Error('out of order');
          },
        },
      ],
    };
    await expect(saveState(state, broken as unknown as Engine, seen)).rejects.toThrow('out of order');
    expect(readFileSync(file(state)).equals(before)).toBe(true);
    expect(readdirSync(state)).toEqual(['state.ndjson.gz']);
    expect(existsSync(file(state))).toBe(true);
  });
});

describe('events seen before', () => {
  const uid = fc.string({ maxLength: 8 });
  const event = fc.record({ hour: fc.integer({ min: 0, max: 5 }), uid });

  test('are known in the next run, exactly those', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (earlier, later) => {
        const first = createSeen();
        for (const each of earlier) expect(isNew(first, each.hour * HOUR, each.uid)).toBe(true);
        const second = createSeen();
        for (const { hour, hashes } of hoursOf(first)) second.before.set(hour, hashes);
        const known = new Set(earlier.map((each) => `${each.hour} ${each.uid}`));
        for (const each of later)
          expect(isNew(second, each.hour * HOUR, each.uid)).toBe(!known.has(`${each.hour} ${each.uid}`));
      }),
    );
  });

  test('are kept up to a number; what is older than that is not taken again', () => {
    const seen = createSeen();
    for (let hour = 0; hour < 10; hour++)
      for (let at = 0; at < 5; at++) isNew(seen, hour * HOUR, `${hour}-${at}`);
    expect([...hoursOf(seen, 20)].map(({ hour }) => hour)).toEqual([6, 7, 8, 9]);
    expect(seen.horizon).toBe(6);
    expect(isNew(seen, 5 * HOUR, 'never met')).toBe(false);
    expect(isNew(seen, 6 * HOUR, 'never met')).toBe(true);
  });

  test('differ in their hashes', () => {
    const uids = Array.from(
      { length: 20_000 },
      (_, at) => `5a3c0de0-0000-4000-8000-${String(at).padStart(12, '0')}`,
    );
    const hashes = new Set(uids.map(hash53));
    expect(hashes.size).toBe(uids.length);
    for (const hash of hashes) expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
  });
});
