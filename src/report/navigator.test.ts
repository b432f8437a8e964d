import { expect, test } from 'vitest';
import { sampleFinding, sampleResult } from '../../test/harness/sample-finding.ts';
import type { Provider } from '../model/event.ts';
import type { AnalyticCoverage, CoverageReport, Verdict } from './coverage-shape.ts';
import { renderNavigatorLayer } from './navigator.ts';

function over(
  analytic: string,
  technique: string,
  provider: Provider,
  verdict: Verdict,
  present = true,
): AnalyticCoverage {
  return {
    analytic,
    title: 'Something',
    technique,
    provider,
    verdict,
    present,
    streams: [],
    actions: [],
    lookBack: { availableDays: 20, neededDays: 14 },
    shortfalls: [],
  };
}

const fired = sampleFinding();
const REPORT: CoverageReport = {
  period: { first: Date.UTC(2026, 2, 2), last: Date.UTC(2026, 2, 20) },
  events: 10,
  yardstick: { implemented: 5, of: 131 },
  verdicts: [
    over('AN0001', 'T1550.001', 'aws', 'sighted'),
    over('AN0001', 'T1550.001', 'okta', 'blind'),
    over('AN0002', 'T1606', 'aws', 'degraded'),
    over('AN0003', 'T1552', 'aws', 'blind', false),
    over(fired.analytic, fired.technique, 'aws', 'blind'),
  ],
  sources: [],
  silences: [],
  telemetryChanges: [],
  notes: [],
};

test('a layer tells what is implemented, sighted in part, sighted and fired, by score and colour', () => {
  const layer = JSON.parse(renderNavigatorLayer(REPORT, sampleResult()));
  expect(layer).toMatchObject({ domain: 'enterprise-attack', versions: { layer: '4.5' } });
  const scores = layer.techniques.map((each: { techniqueID: string; score: number }) => [
    each.techniqueID,
    each.score,
  ]);
  expect(scores).toEqual([
    ['T1550.001', 75],
    ['T1606', 50],
    ['T1552', 25],
    [fired.technique, 100],
  ]);
  expect(new Set(layer.techniques.map(({ color }: { color: string }) => color)).size).toBe(4);
  expect(layer.legendItems).toHaveLength(4);
});

test('each technique says in words which providers are seen, and what fired', () => {
  const [first, , , last] = JSON.parse(renderNavigatorLayer(REPORT, sampleResult())).techniques;
  expect(first.comment).toBe('AN0001 Something: sighted; aws sighted; okta blind');
  expect(first.metadata).toContainEqual({ name: 'blind', value: 'okta' });
  expect(last.comment).toContain('fired; 1 finding');
});

test('without a result nothing is said to have fired', () => {
  const { techniques } = JSON.parse(renderNavigatorLayer(REPORT, undefined));
  expect(techniques.at(-1).metadata).toContainEqual({ name: 'fired', value: 'no result given' });
  expect(techniques.at(-1).score).toBe(25);
});
