import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Label } from '../../src/simulate/stage.ts';
import { sampleFinding, sampleIncident } from '../harness/sample-finding.ts';
import { readLabels } from './labelled.ts';
import { type Score, score } from './measure.ts';

const HOUR = 3_600_000;
const BEGAN = Date.parse('2026-03-06T10:00:00Z');

/** Three steps an hour apart; none of the analytics covers the second. */
const LABELS: readonly Label[] = [
  label('e1', 1, ['AN0526']),
  label('e2', 2, []),
  label('e3', 3, ['AN1157', 'AN0526']),
];

function label(eventID: string, step: number, analytics: readonly string[]): Label {
  const eventTime = new Date(BEGAN + (step - 1) * HOUR).toISOString();
  const place = { account: '111122223333', region: 'eu-west-1', operation: 'sts:AssumeRole' };
  return { log: 'aws-cloudtrail', eventID, eventTime, campaign: 'one', step, what: '', analytics, ...place };
}

function finding(uid: string, eventUids: readonly string[], more: Partial<Finding> = {}): Finding {
  const time = BEGAN + HOUR;
  return sampleFinding({ uid, eventUids, time, level: 'medium', analytic: 'AN0526', incident: 'a', ...more });
}

function scored(findings: readonly Finding[]): Score {
  const uids = [...new Set(findings.map(({ incident }) => incident))];
  const incidents = uids.map((uid) => sampleIncident({ uid }));
  return score({ seed: 1, findings, incidents, events: 100, principals: 5, days: 10 }, readLabels(LABELS));
}

test('a campaign is as loud as the loudest finding on it, and each analytic as its own', () => {
  const [one] = scored([
    finding('f1', ['e1']),
    finding('f2', ['e3'], { analytic: 'AN1157', level: 'high' }),
  ]).campaigns;
  expect(one?.level).toBe('high');
  expect(one?.analytics['AN0526']?.level).toBe('medium');
  expect(one?.analytics['AN1157']?.level).toBe('high');
});

test('completeness counts covered steps inside the incident that holds most of them', () => {
  const apart = scored([finding('f1', ['e1']), finding('f2', ['e3'], { incident: 'b' })]).campaigns[0];
  expect(apart?.completeness).toBe(0.5);
  const together = scored([finding('f1', ['e1', 'e2']), finding('f2', ['e3'])]).campaigns[0];
  expect(together?.completeness).toBe(1);
  expect(together?.analytics['AN1157']?.completeness).toBe(1);
});

test('time to detect runs to the first finding at medium or above; a lighter one is no detection', () => {
  const { campaigns } = scored([
    finding('f1', ['e1'], { level: 'low', time: BEGAN }),
    finding('f2', ['e3'], { time: BEGAN + 2 * HOUR }),
  ]);
  expect(campaigns[0]?.delay).toBe(2 * HOUR);
  expect(scored([finding('f1', ['e1'], { level: 'low' })]).campaigns[0]?.delay).toBeUndefined();
});

test('a finding that honest events decided before counts from the first event of the campaign in it', () => {
  const { campaigns } = scored([finding('f1', ['honest', 'e2', 'e3'], { time: BEGAN - 60 * HOUR })]);
  expect(campaigns[0]?.delay).toBe(HOUR);
});

test('findings on nothing labelled are false, and those heavier than the campaign’s are reviewed before it', () => {
  const { falseFindings, toReview, toReviewOf, benign } = scored([
    finding('f1', ['e1'], { bits: 17 }),
    finding('f2', ['honest'], { bits: 20 }),
    finding('f3', ['honest'], { bits: 30, analytic: 'AN1157', level: 'high' }),
  ]);
  expect(falseFindings.map(({ level }) => level)).toEqual(['medium', 'high']);
  expect(toReview).toBe(3);
  expect(toReviewOf).toEqual({ AN0526: 2, AN1157: 0 });
  expect(benign).toBe(97);
});
