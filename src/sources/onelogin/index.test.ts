import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { onelogin } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(onelogin, SAMPLES);
testDetailsExplained(onelogin, SAMPLES);
testMutations(onelogin, SAMPLES);

const BASE = { created_at: '2026-03-02T09:00:00.000Z', account_id: 1, actor_user_id: 9 };
const read = (record: object) => readWhole(onelogin, Buffer.from(JSON.stringify({ ...BASE, ...record })));
const event = (type: number | string, record: object = {}) =>
  read({ event_type_id: type, ...record }).events[0];

test('an assumed user’s events are of the session that the assumption began', () => {
  const began = event(3, { user_id: 2 });
  const later = event(8, { actor_user_id: 2, user_id: 2, assuming_acting_user_id: 9 });
  expect(began?.issued[0]).toMatchObject({ uid: 'onelogin:assumed:9/2', holder: { uid: 'onelogin:2' } });
  expect(later?.credential?.uid).toBe(began?.issued[0]?.uid);
  expect(later?.session).toMatchObject({ uid: began?.issued[0]?.session, onBehalfOf: 'onelogin:9' });
});

test.each([
  [11, 9, 'credential.reset', true],
  [211, 2, 'credential.reset', false],
  [240, 2, 'credential.read', false],
  [24, 2, 'factor.change', false],
  [172, 9, 'factor.change', true],
])('type %i about user %i is %s', (type, user, action, selfService) => {
  expect(event(type, { user_id: user })).toMatchObject({
    action,
    subject: { uid: `onelogin:${user}` },
    details: { selfService },
  });
});

test('a password that was set is the one its holder signs in with', () => {
  const set = event(211, { user_id: 2 });
  const signIn = event(5, { actor_user_id: 2, user_id: 2 });
  expect(signIn?.credential?.uid).toBe(set?.issued[0]?.uid);
});

test.each([
  [5, 'success'],
  ['6', 'failure'],
  ['5.0', 'success'],
  [518, 'failure'],
  [77777, 'success'],
])('type %s is a %s', (type, outcome) => {
  expect(event(type)?.outcome).toBe(outcome);
});

test('a type nobody knows has its number for a name and is nothing more than use', () => {
  expect(event(77777)).toMatchObject({ operation: 'onelogin:EVENT_77777', action: 'use' });
});

test.each([
  [{ actor_user_id: 9 }, 'onelogin:9'],
  [{ actor_user_id: 0, client_id: 'c' }, 'onelogin:api/c'],
  [{ actor_user_id: null, actor_system: 'Mapping', user_id: 2 }, 'onelogin:system/Mapping'],
  [{ actor_user_id: null, user_id: 2 }, 'onelogin:2'],
  [{ actor_user_id: null, user_name: 'A@example.com' }, 'onelogin:a@example.com'],
  [{ actor_user_id: null }, 'unknown'],
])('%o acted as %s', (record, uid) => {
  expect(event(14, record)?.principal.uid).toBe(uid);
});

const json = fc.jsonValue({ maxDepth: 3 });
const anything = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, json]));
const record = fc.record({
  ...anything(
    'id uuid account_id actor_user_id actor_user_name user_id user_name notes risk_score ipaddr client_id',
  ),
  ...anything('assuming_acting_user_id trusted_idp_id error_description'),
  event_type_id: fc.oneof(fc.constantFrom(3, 5, 11, 72, 179, '240', -1, 1e9), json),
  created_at: fc.oneof(fc.constant('2026-03-02T09:00:00Z'), json),
});

test('records of any shape become an event or a problem each, and nothing throws', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const good = { ...BASE, event_type_id: 5 };
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, problems } = readWhole(onelogin, Buffer.from(lines));
      expect(events.length + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 200, seed: 7 },
  );
});
