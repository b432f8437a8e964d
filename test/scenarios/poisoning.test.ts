/**
 * An intruder who repeats the act every day, at a low rate, must not teach the baselines to accept it: what a finding
 * of level high rests on is not learned.
 */

import { expect, test } from 'vitest';
import { ANALYTICS } from '../../src/analytics/index.ts';
import { EMPTY_CONFIG } from '../../src/config/config.ts';
import { compileContext } from '../../src/config/context.ts';
import { createEngine, type Engine, step } from '../../src/engine/engine.ts';
import { outcome } from '../../src/engine/outcome.ts';
import type { Client, Event, Principal } from '../../src/model/event.ts';
import { sampleEvent } from '../harness/sample-event.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T09:00:00Z');
const ACCOUNT = '111122223333';

const DEPLOY = role('deploy');
const ADMIN = role('administration');

function role(name: string): Principal {
  return { uid: `arn:aws:iam::${ACCOUNT}:role/${name}`, kind: 'role', name, scope: ACCOUNT };
}

function client(network: string, ip: string, agent: string): Client {
  const said = { service: undefined, endpoint: undefined, userAgent: agent };
  return {
    ...said,
    ip,
    network,
    prefix: `${ip}/24`,
    networkKind: 'internet',
    agent,
    country: network === 'AS64500' ? 'IE' : 'VN',
  };
}

const HOME = client('AS64500', '192.0.2.7', 'aws-cli');
const AWAY = client('AS64666', '198.51.100.9', 'boto3');

/** The role's own work, every hour of ten days, and on through the weeks after. */
function work(days: number): Event[] {
  return Array.from({ length: days * 24 }, (_, hour) =>
    sampleEvent({
      uid: `work-${hour}`,
      time: START + hour * HOUR,
      operation: 'ecs:UpdateService',
      action: 'use',
      principal: DEPLOY,
      credential: { uid: `ASIADEPLOY${Math.floor(hour / 6)}`, kind: 'session-token', mfa: undefined },
      session: undefined,
      client: HOME,
      targets: [],
      issued: [],
    }),
  );
}

/** Once a day the intruder, with another session each time, takes a role that the deployment never takes. */
function intrusion(day: number): Event {
  return sampleEvent({
    uid: `act-${day}`,
    time: START + day * DAY + 3 * HOUR + 1,
    operation: 'sts:AssumeRole',
    action: 'token.mint',
    principal: DEPLOY,
    credential: { uid: `ASIASTOLEN${day}`, kind: 'session-token', mfa: undefined },
    session: undefined,
    client: AWAY,
    targets: [{ kind: 'role', uid: ADMIN.uid, name: ADMIN.name }],
    issued: [
      {
        uid: `ASIATAKEN${day}`,
        kind: 'session-token',
        holder: ADMIN,
        session: undefined,
        expiresAt: undefined,
      },
    ],
  });
}

function levelsByDay(engine: Engine, days: readonly number[]): string[] {
  const found = outcome(engine).findings.filter(({ detection }) => detection === 'unusual-mint');
  return days.map((day) => {
    const about = found.find(({ eventUids }) => eventUids.includes(`act-${day}`));
    return about?.level ?? 'nothing';
  });
}

test('the fourteenth day of the same act is as loud as the first', () => {
  const engine = createEngine(ANALYTICS, compileContext(EMPTY_CONFIG), 'low');
  const days = Array.from({ length: 14 }, (_, n) => 10 + n);
  const events = [...work(24), ...days.map(intrusion)].sort((a, b) => a.time - b.time);
  for (const event of events) step(engine, event, { report: true });
  expect(new Set(levelsByDay(engine, days))).not.toContain('nothing');
  const loudest = outcome(engine).findings.filter(({ detection }) => detection === 'unusual-mint');
  expect(loudest.map(({ level }) => level).every((level) => level === 'high' || level === 'critical')).toBe(
    true,
  );
  const total = loudest.reduce((sum, { count }) => sum + count, 0);
  expect(total).toBe(days.length);
  expect(engine.counters.quarantined).toBeGreaterThanOrEqual(days.length);
});
