import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleFinding } from '../../test/harness/sample-finding.ts';
import { type Finding, PHASES } from '../model/finding.ts';
import type { OpenFinding } from './findings.ts';
import { joinIncidents } from './incidents.ts';
import { INCIDENT_WINDOW } from './joins.ts';

const HOUR = 3_600_000;

function open(
  uid: string,
  first: number,
  last: number,
  joins: readonly string[],
  rest: Partial<Finding> = {},
): OpenFinding {
  const finding = sampleFinding({ uid, firstSeen: first * HOUR, lastSeen: last * HOUR, ...rest });
  return { finding, joins: new Set(joins), report: true, touched: true };
}

/** Two findings belong together when they share a key and the gap between them is within the window. */
function obviously(all: readonly OpenFinding[]): string[][] {
  const groupOf = new Map(all.map(({ finding }) => [finding.uid, new Set([finding.uid])]));
  for (const a of all)
    for (const b of all) {
      const gap =
        Math.max(a.finding.firstSeen, b.finding.firstSeen) - Math.min(a.finding.lastSeen, b.finding.lastSeen);
      if (gap > INCIDENT_WINDOW || ![...a.joins].some((join) => b.joins.has(join))) continue;
      const union = new Set([...(groupOf.get(a.finding.uid) ?? []), ...(groupOf.get(b.finding.uid) ?? [])]);
      for (const uid of union) groupOf.set(uid, union);
    }
  return [...new Set(groupOf.values())].map((group) => [...group].sort()).sort();
}

const findings = fc
  .array(
    fc.record({
      first: fc.integer({ min: 0, max: 400 }),
      length: fc.constantFrom(0, 0, 5, 60, 200),
      joins: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), {
        minLength: 1,
        maxLength: 3,
      }),
      phase: fc.constantFrom(...PHASES),
      level: fc.constantFrom('low', 'medium', 'high', 'critical'),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ first, length, joins, phase, level }, at) =>
      open(`f${at}`, first, first + length, joins, { phase, level }),
    ),
  );

describe('joining', () => {
  test('findings that share a key within the window are one incident, as a slow comparison of all pairs says', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const { incidents, incidentOf } = joinIncidents(all);
        expect(incidents.map((incident) => [...incident.findings].sort()).sort()).toEqual(obviously(all));
        for (const incident of incidents)
          for (const uid of incident.findings) expect(incidentOf.get(uid)).toBe(incident.uid);
      }),
      { numRuns: 300 },
    );
  });

  test('does not depend on the order of the findings', () => {
    fc.assert(
      fc.property(
        findings.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(joinIncidents(shuffled).incidents).toEqual(joinIncidents(all).incidents);
        },
      ),
    );
  });

  test('phases are in the order they began and hold every finding once', () => {
    fc.assert(
      fc.property(findings, (all) => {
        for (const incident of joinIncidents(all).incidents) {
          const begins = incident.phases.map(({ firstSeen }) => firstSeen);
          expect(begins).toEqual([...begins].sort((a, b) => a - b));
          expect(incident.phases.flatMap((phase) => phase.findings).sort()).toEqual(
            [...incident.findings].sort(),
          );
          expect(incident.firstSeen).toBe(Math.min(...begins));
          expect(incident.lastSeen).toBe(Math.max(...incident.phases.map(({ lastSeen }) => lastSeen)));
        }
      }),
    );
  });
});

describe('the level of an incident', () => {
  const phase = (at: number, name: Finding['phase'], level: Finding['level']) =>
    open(`f${at}`, at, at, ['a'], { phase: name, level });

  test.each([
    ['one high finding', [phase(0, 'token', 'high')], 'high'],
    [
      'three phases, all of weight',
      [phase(0, 'token', 'high'), phase(1, 'use', 'medium'), phase(2, 'impact', 'medium')],
      'critical',
    ],
    [
      'three phases, one of them light',
      [phase(0, 'token', 'high'), phase(1, 'use', 'medium'), phase(2, 'impact', 'low')],
      'high',
    ],
    [
      'three medium phases',
      [phase(0, 'token', 'medium'), phase(1, 'use', 'medium'), phase(2, 'impact', 'medium')],
      'medium',
    ],
    [
      'many findings of one phase',
      [phase(0, 'use', 'high'), phase(1, 'use', 'high'), phase(2, 'use', 'high')],
      'high',
    ],
  ] as const)('%s', (_what, all, level) => {
    expect(joinIncidents(all).incidents.map((incident) => incident.level)).toEqual([level]);
  });
});
