import { expect, test } from 'vitest';
import { sampleFinding } from '../../test/harness/sample-finding.ts';
import type { Finding } from '../model/finding.ts';
import { type OpenFinding, openFinding } from './findings.ts';
import { boundTraces, createTraces, tracesOf } from './traces.ts';

const DAY = 24 * 3_600_000;
const ANA = { uid: 'okta:1', kind: 'user', name: 'ana@example.com' } as const;

function open(uid: string, joins: readonly string[], given: Partial<Finding> = {}): OpenFinding {
  const finding = sampleFinding({ uid, trail: [], principal: ANA, firstSeen: 0, lastSeen: 0, ...given });
  return { finding, joins: new Set(joins), report: true, touched: true };
}

/** Uids of the traces reported beside a finding. */
function beside(finding: OpenFinding, trace: OpenFinding, least: 'low' | 'medium' = 'low'): string[] {
  const traces = createTraces();
  openFinding(traces.store, trace.finding.uid, trace.finding, trace.joins, true);
  return tracesOf(traces, [finding], least).map(({ finding: { uid, level } }) => `${uid} ${level}`);
}

const trace = (joins: readonly string[], given: Partial<Finding> = {}) =>
  open('trace', joins, { level: 'informational', bits: 5, ...given });

test.each<[string, OpenFinding, OpenFinding, string[]]>([
  [
    'the same credential',
    open('f', ['credential A'], { level: 'medium' }),
    trace(['credential A']),
    ['trace low'],
  ],
  ['the same address', open('f', ['address 1'], { level: 'medium' }), trace(['address 1']), ['trace low']],
  ['another credential', open('f', ['credential A'], { level: 'high' }), trace(['credential B']), []],
  [
    'a finding that is light itself',
    open('f', ['credential A'], { level: 'low' }),
    trace(['credential A']),
    [],
  ],
  [
    'a full oddity of the same person beside a high finding',
    open('f', [], { level: 'high' }),
    trace([], { bits: 9 }),
    ['trace low'],
  ],
  ['everyday variation of the same person', open('f', [], { level: 'high' }), trace([], { bits: 5 }), []],
  ['a full oddity beside a medium finding', open('f', [], { level: 'medium' }), trace([], { bits: 9 }), []],
  [
    'the same credential a month later',
    open('f', ['credential A'], { level: 'high' }),
    trace(['credential A'], { firstSeen: 30 * DAY, lastSeen: 30 * DAY }),
    [],
  ],
])('a trace and %s: %#', (_, finding, light, expected) => {
  expect(beside(finding, light)).toEqual(expected);
});

test('nothing below the level asked for is reported', () => {
  expect(beside(open('f', ['credential A']), trace(['credential A']), 'medium')).toEqual([]);
});

test('old traces are forgotten, and the oldest at the cap, which is counted', () => {
  const traces = createTraces();
  for (let n = 0; n < 6_000; n++) {
    const { finding, joins } = trace([], { uid: `t${n}`, lastSeen: n < 10 ? 0 : 20 * DAY });
    openFinding(traces.store, `key ${n}`, finding, joins, true);
    boundTraces(traces, 20 * DAY);
  }
  expect(traces.store.all.size).toBe(5_000);
  expect(traces.evicted).toBe(990);
});
