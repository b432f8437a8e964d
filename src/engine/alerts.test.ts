import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { EMPTY_CONFIG } from '../config/config.ts';
import { compileContext } from '../config/context.ts';
import { defineAnalytic } from '../contract/analytic.ts';
import type { Event } from '../model/event.ts';
import { createSeen } from '../state/seen.ts';
import { restoreLine, snapshotLines } from '../state/snapshot.ts';
import { createEngine, type Engine, step } from './engine.ts';
import { outcome } from './outcome.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const HOUR = 3_600_000;
const ALICE = { uid: 'okta:alice', kind: 'user', name: 'alice@example.com', scope: 'example' } as const;
const BOB = { ...ALICE, uid: 'okta:bob', name: 'bob@example.com' };

/** Finds every new credential, with 18 bits: medium. */
const eager = defineAnalytic({
  attack: 'AN9999',
  technique: 'T1000',
  strategy: 'DET9999',
  title: 'For tests',
  listensTo: ['credential.create', 'alert'],
  parameters: {},
  telemetry: [],
  falsePositives: [],
  detections: { made: { title: 'Made', phase: 'credential', why: 'because', next: ['look'] } },
  judge: ({ uid }) => [
    {
      detection: 'made',
      evidence: [{ condition: 'made', held: true, observed: 'so', expected: 'not', bits: 18, events: [uid] }],
    },
  ],
});

const MADE = sampleEvent({
  uid: 'made',
  time: START,
  action: 'credential.create',
  principal: ALICE,
  credential: { uid: 'okta:session:1', kind: 'console-session', mfa: true },
});

function alert(hours: number, rest: Partial<Event> = {}): Event {
  return sampleEvent({
    uid: `alert-${hours}`,
    time: START + hours * HOUR,
    source: 'aws-guardduty',
    operation: 'guardduty:Odd',
    action: 'alert',
    principal: ALICE,
    credential: undefined,
    session: undefined,
    details: { riskLevel: 'high', alertTitle: 'Calls from a Tor exit' },
    ...rest,
  });
}

function engine(): Engine {
  return createEngine([eager], compileContext(EMPTY_CONFIG), 'low');
}

function run(events: readonly Event[]) {
  const made = engine();
  for (const event of events) step(made, event, { report: true });
  return outcome(made).findings;
}

describe('another detector’s alert', () => {
  test('raises a finding about the same principal and is quoted', () => {
    const [finding] = run([MADE, alert(2)]);
    expect(finding).toMatchObject({ level: 'high', bits: 27 });
    expect(finding?.evidence.at(-1)).toMatchObject({
      condition: 'reported by another detector',
      observed: 'aws-guardduty, high risk: Calls from a Tor exit',
      events: ['alert-2'],
    });
  });

  test('is no finding by itself, not even to an analytic that would make it one', () => {
    expect(run([alert(0)])).toEqual([]);
  });

  test.each([
    ['before the finding', [alert(-3), MADE]],
    ['after the finding', [MADE, alert(3)]],
    ['reported by somebody else', [MADE, alert(1, { principal: BOB, subject: ALICE })]],
    ['about the credential alone', [MADE, alert(1, { principal: BOB, credential: MADE.credential })]],
  ])('%s raises it', (_, events) => {
    expect(run(events)[0]?.level).toBe('high');
  });

  test.each([
    ['about somebody else', alert(1, { principal: BOB })],
    ['three days later', alert(72)],
    ['reported by the same person about somebody else', alert(1, { subject: BOB })],
  ])('%s says nothing', (_, other) => {
    expect(run([MADE, other])[0]).toMatchObject({ level: 'medium', bits: 18 });
  });

  test.each([
    ['high', 27],
    ['medium', 23],
    ['low', 18],
    ['none', 18],
  ])('may be what the provider says of a sign-in itself: of %s risk, %d bits', (riskLevel, bits) => {
    const signIn = alert(-1, { source: 'entra-id', action: 'signin', details: { riskLevel } });
    expect(run([signIn, MADE])[0]).toMatchObject({ bits });
  });

  test('counts once per detector, by the strongest', () => {
    const weak = alert(1, { details: { riskLevel: 'low' } });
    expect(run([MADE, weak, alert(2), alert(3)])[0]?.bits).toBe(27);
    const second = alert(4, { source: 'entra-id', details: { riskLevel: 'low' } });
    expect(run([MADE, alert(2), second])[0]?.bits).toBe(29);
  });

  test('that comes in a later run raises the finding of the earlier one, and once only', () => {
    const first = engine();
    step(first, MADE, { report: true });
    outcome(first);
    const second = reloaded(first);
    step(second, alert(5), { report: true });
    expect(outcome(second).findings).toMatchObject([{ bits: 27 }]);
    const third = reloaded(second);
    step(third, alert(6, { details: { riskLevel: 'low' } }), { report: true });
    expect(outcome(third).findings.map(({ bits }) => bits)).toEqual([]);
  });
});

function reloaded(from: Engine): Engine {
  const fresh = engine();
  for (const line of snapshotLines(from, createSeen())) restoreLine(fresh, createSeen(), line.trim());
  return fresh;
}
