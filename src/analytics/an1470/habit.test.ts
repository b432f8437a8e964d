import { expect, test } from 'vitest';
import { EMPTY_CONFIG } from '../../config/config.ts';
import { compileContext } from '../../config/context.ts';
import { createEngine, step } from '../../engine/engine.ts';
import { outcome } from '../../engine/outcome.ts';
import { eventsOf } from '../../simulate/timeline/events.ts';
import type { Timeline } from '../../simulate/timeline/timeline.ts';
import { an1470 } from './index.ts';

/** Twenty nights of rotation that are only learned from, then one more key, which is judged. */
function findingsOf(last: Timeline['events'][number]): string[] {
  const rotation = {
    principal: 'role/rotation',
    credential: 'ASIAEXAMPLEROTATE001',
    session: 'run',
    agent: 'boto3',
    from: 'aws',
  };
  const key = { actor: 'rotation', call: 'iam:CreateAccessKey', action: 'credential.create' as const };
  const story: Timeline = {
    about: 'rotation',
    actors: { rotation },
    events: [
      { at: '2026-03-02 03:00', every: '1d', times: 20, subject: 'user/app', ...key },
      { ...key, ...last },
    ],
  };
  const engine = createEngine([an1470], compileContext(EMPTY_CONFIG));
  const events = eventsOf(story);
  events.forEach((event, index) => {
    step(engine, event, { report: index === events.length - 1 });
  });
  return outcome(engine).findings.map(({ detection, level }) => `${detection} ${level}`);
}

test('a principal that has always made keys for others makes another without a word', () => {
  expect(findingsOf({ at: '2026-03-23 03:00', call: 'iam:CreateAccessKey', subject: 'user/other' })).toEqual(
    [],
  );
});

test('the same principal doing so from a new place is worth a finding', () => {
  const stolen = {
    at: '2026-03-23 03:00',
    call: 'iam:CreateAccessKey',
    subject: 'user/other',
    from: 'attacker',
  };
  expect(findingsOf(stolen)).toEqual(['key-for-someone-else high']);
});
