import { expect, test } from 'vitest';
import { EMPTY_CONFIG } from '../../config/config.ts';
import { compileContext } from '../../config/context.ts';
import { createEngine, step } from '../../engine/engine.ts';
import { outcome } from '../../engine/outcome.ts';
import { eventsOf } from '../../simulate/timeline/events.ts';
import type { Timeline } from '../../simulate/timeline/timeline.ts';
import { an1157 } from './index.ts';

const RESET = {
  actor: 'ana',
  call: 'okta:user.account.reset_password',
  action: 'credential.reset' as const,
  details: { secretType: 'password', selfService: false },
  issues: [{ uid: 'password:someone', kind: 'password', holder: 'user/someone@example.com' }],
};

/** Twenty days of resets from home by somebody nobody declared, then one more, which is judged. */
function findingsOf(last: Partial<Timeline['events'][number]>): string[] {
  const story: Timeline = {
    about: 'a help desk nobody declared',
    actors: {
      ana: { provider: 'okta', principal: 'user/ana@example.com', from: 'home', agent: 'browser' },
    },
    events: [
      { at: '2026-03-02 09:00', every: '1d', times: 20, ...RESET, subject: 'user/ben@example.com' },
      { at: '2026-03-23 09:00', ...RESET, subject: 'user/dora@example.com', ...last },
    ],
  };
  const engine = createEngine([an1157], compileContext(EMPTY_CONFIG));
  const events = eventsOf(story);
  events.forEach((event, index) => {
    step(engine, event, { report: index === events.length - 1 });
  });
  return outcome(engine).findings.map(({ detection, level }) => `${detection} ${level}`);
}

test('whoever has reset passwords day after day resets another without a word', () => {
  expect(findingsOf({})).toEqual([]);
});

test('the same hand from a rented server is worth a finding', () => {
  expect(findingsOf({ from: 'attacker' })).toEqual(['password-reset-for-someone-else medium']);
});

test('a habit of resetting passwords is none of taking off second factors', () => {
  const factor = {
    call: 'okta:user.mfa.factor.reset_all',
    action: 'factor.change' as const,
    details: { factor: 'reset', selfService: false },
    issues: [],
  };
  expect(findingsOf(factor)).toEqual(['factor-reset-for-someone-else low']);
});
