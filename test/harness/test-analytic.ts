/**
 * The suite every analytic runs: each timeline straight; cut in two with the state saved and restored; with every
 * event twice; shuffled; among unrelated principals. All must find the same.
 */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../src/app/traces.ts';
import { compileContext } from '../../src/config/context.ts';
import { readConfig } from '../../src/config/read.ts';
import type { Analytic } from '../../src/contract/analytic.ts';
import type { Context } from '../../src/contract/context.ts';
import { createEngine, type Engine, step } from '../../src/engine/engine.ts';
import { outcome } from '../../src/engine/outcome.ts';
import type { Event } from '../../src/model/event.ts';
import type { Finding } from '../../src/model/finding.ts';
import { compareLevels } from '../../src/model/level.ts';
import { eventsOf } from '../../src/simulate/timeline/events.ts';
import { readTimeline, type Timeline } from '../../src/simulate/timeline/timeline.ts';
import { createSeen } from '../../src/state/seen.ts';
import { restoreLine, snapshotLines } from '../../src/state/snapshot.ts';

export function testAnalytic(analytic: Analytic, folder: string): void {
  describe.each(['fires', 'silent'] as const)('%s', (kind) => {
    const files = readdirSync(join(folder, kind)).filter((name) => name.endsWith('.yaml'));
    describe.each(files)('%s', (file) => {
      const story = readTimeline(join(folder, kind, file));
      const context = contextOf(story, analytic);
      const events = eventsOf(story);
      const straight = run(analytic, context, events);

      test(story.about, () => {
        if (kind === 'silent') expect(straight.map(essence)).toEqual([]);
        else expectFired(story, straight);
      });

      test('the same when the run is cut anywhere and its state restored', () => {
        for (const cut of cuts(events.length)) {
          const ordered = inOrder(events);
          const first = createEngine([analytic], context);
          feed(first, ordered.slice(0, cut));
          const second = revive(first, analytic, context);
          feed(second, ordered.slice(cut));
          // A finding of the first half that nothing touches again is not reported twice.
          const both = new Map(
            [...outcome(first).findings, ...outcome(second).findings].map((finding) => [
              finding.uid,
              finding,
            ]),
          );
          expect([...both.values()].map(essence).sort(), `cut at ${cut}`).toEqual(
            straight.map(essence).sort(),
          );
        }
      });

      test('the same with every event twice', () => {
        expect(run(analytic, context, [...events, ...events]).map(essence)).toEqual(straight.map(essence));
      });

      test('the same in any order of arrival', () => {
        fc.assert(
          fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
            expect(run(analytic, context, shuffled).map(essence)).toEqual(straight.map(essence));
          }),
          { numRuns: 5 },
        );
      });

      test('the same among unrelated principals', () => {
        const among = run(analytic, context, [...events, ...strangers(events)]);
        expect(detectionsOf(among)).toEqual(detectionsOf(straight));
      });
    });
  });
}

/** Findings of one run, ranked. Events pass through the same packing, sorting and merging as in a scan. */
export function run(analytic: Analytic, context: Context, events: readonly Event[]): readonly Finding[] {
  const engine = createEngine([analytic], context);
  feed(engine, inOrder(events));
  return outcome(engine).findings;
}

function feed(engine: Engine, events: readonly Event[]): void {
  for (const event of events) step(engine, event, { report: true });
}

function revive(engine: Engine, analytic: Analytic, context: Context): Engine {
  const revived = createEngine([analytic], context);
  const seen = createSeen();
  for (const line of snapshotLines(engine, createSeen())) restoreLine(revived, seen, line);
  return revived;
}

function contextOf(story: Timeline, analytic: Analytic): Context {
  const read = readConfig(JSON.stringify(story.context ?? {}), 'timeline', [analytic], () => {
    throw new Error('timelines include no files');
  });
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('; '));
  return compileContext(read.config);
}

function expectFired(story: Timeline, findings: readonly Finding[]): void {
  const expected = story.fires ?? [];
  expect(expected.length, 'a timeline in fires/ says what must fire').toBeGreaterThan(0);
  for (const { detection, level, event } of expected) {
    const hits = findings.filter((finding) => finding.detection === detection);
    expect(
      hits.length,
      `${detection} fires; fired: ${findings.map(essence).join(', ') || 'nothing'}`,
    ).toBeGreaterThan(0);
    if (event !== undefined) expect(hits.flatMap(({ eventUids }) => eventUids)).toContain(event);
    const [hit] = [...hits].sort((a, b) => compareLevels(b.level, a.level));
    if (level !== undefined && hit !== undefined) {
      expect(
        compareLevels(hit.level, level),
        `${detection} at ${hit.level} (${hit.bits} bits), wanted ${level}:\n${evidenceOf(hit)}`,
      ).toBeGreaterThanOrEqual(0);
    }
  }
  const unexpected = findings.filter(
    ({ detection }) => !expected.some((each) => each.detection === detection),
  );
  expect(unexpected.map(essence), 'nothing else fires').toEqual([]);
}

function essence({ uid, detection, level, count, bits }: Finding): string {
  return `${detection} ${level} ×${count} (${bits}) ${uid}`;
}

function evidenceOf(finding: Finding): string {
  return finding.evidence
    .map(
      (each) =>
        `${each.held ? '+' : ' '} ${each.bits} ${each.condition}: ${each.observed} — ${each.expected}`,
    )
    .join('\n');
}

function detectionsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ detection }) => detection))].sort();
}

function cuts(length: number): number[] {
  return [...new Set([1, Math.floor(length / 3), Math.floor(length / 2), length - 1])].filter(
    (cut) => cut > 0 && cut < length,
  );
}

/** Quiet neighbours in another account, active all along. */
function strangers(events: readonly Event[]): Event[] {
  const [first] = events;
  if (first === undefined) return [];
  return events.flatMap((event, at) =>
    ['north', 'south'].map((name) => ({
      ...first,
      uid: `stranger-${name}-${at}`,
      time: event.time + 1000,
      scope: '444455556666',
      operation: 's3:GetBucketLocation',
      action: 'use' as const,
      outcome: 'success' as const,
      error: undefined,
      principal: {
        uid: `arn:aws:iam::444455556666:role/${name}`,
        kind: 'role' as const,
        name,
        scope: '444455556666',
      },
      credential: undefined,
      session: undefined,
      targets: [],
      issued: [],
      subject: undefined,
      details: {},
      pair: undefined,
    })),
  );
}
