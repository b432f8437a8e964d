import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { auth0 } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(auth0, SAMPLES);
testDetailsExplained(auth0, SAMPLES);
testMutations(auth0, SAMPLES);

const LOG_ID = '90020260302090000000000000000000000000000000000001';
const read = (record: object) =>
  readWhole(
    auth0,
    Buffer.from(
      JSON.stringify({ date: '2026-03-02T09:00:00.000Z', log_id: LOG_ID, client_id: 'c', ...record }),
    ),
  );
const call = (method: string, path: string, body: unknown = {}, answer: unknown = {}) => {
  const request = { method, path, body, auth: { user: { user_id: 'auth0|1', email: 'Admin@example.com' } } };
  const details = { request, response: { statusCode: 200, body: answer } };
  return read({ type: 'sapi', user_id: 'auth0|1', details }).events[0];
};

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(auth0, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

test('the session a sign-in issues is the one its sign-out presents', () => {
  const details = { session_id: 'S1' };
  const [signIn] = read({ type: 's', user_id: 'auth0|1', strategy_type: 'database', details }).events;
  const [signOut] = read({ type: 'slo', user_id: 'auth0|1', details }).events;
  expect(signIn?.issued[0]?.uid).toBe('auth0:session:S1');
  expect(signOut?.credential?.uid).toBe('auth0:session:S1');
  expect(signOut?.session?.uid).toBe(signIn?.session?.uid);
});

test('a rotated client secret is the one the application presents for its next token', () => {
  const rotation = call('post', '/api/v2/clients/C1/rotate-secret', {}, { client_id: 'C1' });
  const [exchange] = read({ type: 'seccft', client_id: 'C1' }).events;
  expect(rotation?.issued[0]?.uid).toBe('auth0:client-secret:C1');
  expect(exchange?.credential?.uid).toBe('auth0:client-secret:C1');
  expect(exchange?.principal.uid).toBe(rotation?.issued[0]?.holder.uid);
});

test('a client secret that was chosen is told, and issued, like one that was rotated', () => {
  const chosen = call('patch', '/api/v2/clients/C1', { client_secret: 'NEVER-TO-BE-SEEN' });
  expect(chosen?.issued[0]).toMatchObject({ uid: 'auth0:client-secret:C1', kind: 'secret' });
  expect(chosen?.details).toMatchObject({ secretType: 'client-secret', setting: 'client_secret' });
  expect(chosen?.details).not.toHaveProperty('ssoScope');
  expect(JSON.stringify(chosen)).not.toContain('NEVER');
  expect(call('patch', '/api/v2/clients/C1', { callbacks: [] })).toMatchObject({
    issued: [],
    details: { ssoScope: 'application' },
  });
});

test('a user made without a password is told of none', () => {
  expect(call('post', '/api/v2/users', { email: 'a@example.com' })?.details).not.toHaveProperty('secretType');
});

test.each([
  ['patch', '/api/v2/users/auth0%7C2', { password: 'x' }, 'credential.reset'],
  ['patch', '/api/v2/users/auth0%7C2', { phone_number: '1' }, 'factor.change'],
  ['patch', '/api/v2/users/auth0%7C2', { blocked: true }, 'use'],
  ['patch', '/api/v2/clients/c', { client_secret: 'x' }, 'credential.reset'],
  ['patch', '/api/v2/clients/c', { callbacks: [] }, 'sso.change'],
  ['post', '/api/v2/users', { email: 'a@example.com' }, 'use'],
  ['delete', '/api/v2/connections/con_1?x=1', undefined, 'sso.change'],
  ['post', '/api/v2/never/heard/of', {}, 'use'],
])('%s %s is %s', (method, path, body, action) => {
  expect(call(method, path, body)?.action).toBe(action);
});

test('ids never become part of an operation', () => {
  const event = call('post', '/api/v2/never-heard-of/7f3/really');
  expect(event?.operation).toBe('management:POST /{id}/{id}/{id}');
});

test('a password set by an administrator is about the user, one set by its owner is self-service', () => {
  const byAdmin = call('patch', '/api/v2/users/auth0%7C2', { password: 'x' });
  const byOwner = read({ type: 'scp', user_id: 'auth0|2' }).events[0];
  expect([byAdmin?.subject?.uid, byAdmin?.details['selfService']]).toEqual(['auth0:auth0|2', false]);
  expect([byOwner?.subject?.uid, byOwner?.details['selfService']]).toEqual(['auth0:auth0|2', true]);
  expect(byAdmin?.issued[0]?.uid).toBe(byOwner?.issued[0]?.uid);
});

test('a call that was refused keeps its action and issues nothing', () => {
  const request = { method: 'post', path: '/api/v2/keys/signing/rotate', auth: {} };
  const details = { request, response: { statusCode: 403, body: { kid: 'K' } } };
  const [event] = read({ type: 'sapi', details }).events;
  expect(event).toMatchObject({ action: 'credential.create', outcome: 'failure', issued: [] });
});

test.each([
  ['as answered', { enabled: true }, { enabled: false }, 'enabled=false'],
  ['as answered under another name', { enabled: true }, { policy: false }, 'policy=false'],
  ['without what was as it is', { enabled: true }, { enabled: true, monitoring: false }, 'enabled=true'],
  [
    'as sent where nothing is answered of it',
    { enabled: false, shields: ['block'] },
    { enabled: false },
    'enabled=false shields=["block"]',
  ],
  ['as sent where nothing is answered', { enabled: false }, {}, 'enabled=false'],
])('a shield against attacks is told %s', (_, body, answer, told) => {
  const event = call('patch', '/api/v2/attack-protection/brute-force-protection', body, answer);
  expect(event?.details).toMatchObject({ ssoScope: 'sign-on-policy', settingNew: told });
});

test('what a refused call was answered with is no state of the shield', () => {
  const path = '/api/v2/attack-protection/suspicious-ip-throttling';
  const request = { method: 'patch', path, body: { enabled: false }, auth: {} };
  const details = { request, response: { statusCode: 403, body: { enabled: true } } };
  const [event] = read({ type: 'fapi', details }).events;
  expect(event).toMatchObject({ outcome: 'failure', details: { settingNew: 'enabled=false' } });
});

const json = fc.jsonValue({ maxDepth: 4 });
const record = fc.record({
  date: fc.oneof(fc.constant('2026-03-02T09:00:00Z'), json),
  type: fc.oneof(fc.constantFrom('s', 'sapi', 'mgmt_api_read', 'scp', 'limit_wc', '__proto__'), json),
  log_id: json,
  ip: json,
  user_id: json,
  location_info: json,
  details: fc.oneof(
    json,
    fc.record({
      prompts: json,
      request: fc.record({
        method: fc.constantFrom('post', 'patch', 'get'),
        path: fc.constantFrom('/api/v2/users/a', '/api/v2/clients', '/api/v2/client-grants'),
        body: json,
        auth: json,
      }),
      response: fc.record({ statusCode: json, body: json }),
    }),
  ),
});

test('records of any shape become an event or a problem each, and nothing throws', () => {
  const good = { date: '2026-03-02T09:00:00Z', type: 's', log_id: LOG_ID };
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, problems } = readWhole(auth0, Buffer.from(lines));
      expect(events.length + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 200, seed: 7 },
  );
});
