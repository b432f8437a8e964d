import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { jumpcloud } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(jumpcloud, SAMPLES);
testDetailsExplained(jumpcloud, SAMPLES);
testMutations(jumpcloud, SAMPLES);

const ADMIN = { id: '9', type: 'admin', email: 'Root@example.com' };
const ALICE = { id: '1', type: 'user', username: 'alice' };
const BASE = {
  timestamp: '2026-03-02T09:00:00Z',
  organization: 'o',
  service: 'directory',
  initiated_by: ADMIN,
};
const read = (record: object) => readWhole(jumpcloud, Buffer.from(JSON.stringify({ ...BASE, ...record })));
const event = (type: string, record: object = {}) => read({ event_type: type, ...record }).events[0];

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(jumpcloud, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

test.each([
  ['user_update', 'password', 'credential.reset'],
  ['user_update', 'ssh_keys', 'credential.import'],
  ['user_update', 'mfa', 'factor.change'],
  ['user_update', 'alternateEmail', 'factor.change'],
  ['user_update', 'sudo', 'privilege.grant'],
  ['user_update', 'department', 'use'],
  ['admin_update', 'roleName', 'privilege.grant'],
  ['admin_update', 'apiKey', 'credential.create'],
  ['admin_update', 'firstname', 'use'],
])('%s of %s is %s', (type, field, action) => {
  const changes = [{ field, from: 'a', to: 'b' }];
  expect(event(type, { resource: ALICE, changes })?.action).toBe(action);
});

test('a changed value is told, a changed secret only by name', () => {
  const changes = [
    { field: 'email', from: 'a@example.com', to: 'b@example.com' },
    { field: 'idpPrivateKey', from: 'x', to: 'y' },
  ];
  expect(event('user_update', { resource: ALICE, changes })?.details).toMatchObject({
    setting: 'email idpPrivateKey',
    settingOld: 'email=a@example.com',
    settingNew: 'email=b@example.com',
  });
});

test('a new API key is the one its owner presents', () => {
  const made = event('admin_apikey_create', { resource: ADMIN });
  const used = event('user_update', { auth_method: 'apikey' });
  expect(made?.issued[0]?.uid).toBe('jumpcloud:api-key:9');
  expect(used?.credential).toMatchObject({ uid: 'jumpcloud:api-key:9', kind: 'api-key' });
});

test.each([
  [{ success: true }, 'success', undefined],
  [{ success: false }, 'failure', 'failure'],
  [{ success: 'false', error_message: 'no' }, 'failure', 'no'],
  [{ sso_token_success: true, error_message: '' }, 'success', undefined],
  [{ error_message: 'refused' }, 'failure', 'refused'],
  [{}, 'success', undefined],
])('%o is a %s', (record, outcome, error) => {
  expect(event('sso_auth', record)).toMatchObject({ outcome, error });
});

test('a password somebody else set is about its holder', () => {
  const set = event('user_password_set', { resource: ALICE });
  const own = event('user_password_change', { initiated_by: ALICE, resource: ALICE });
  expect([set?.subject?.uid, set?.details['selfService']]).toEqual(['jumpcloud:1', false]);
  expect([own?.subject?.uid, own?.details['selfService']]).toEqual(['jumpcloud:1', true]);
  const signIn = event('user_login_attempt', { initiated_by: ALICE });
  expect(signIn?.credential?.uid).toBe(set?.issued[0]?.uid);
});

const json = fc.jsonValue({ maxDepth: 3 });
const anything = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, json]));
const record = fc.record({
  ...anything(
    'initiated_by resource changes association geoip useragent auth_context success mfa error_message id',
  ),
  event_type: fc.oneof(
    fc.constantFrom('user_update', 'sso_auth', 'admin_update', 'association_change'),
    json,
  ),
  timestamp: fc.oneof(fc.constant('2026-03-02T09:00:00Z'), json),
});

test('records of any shape become an event or a problem each, and nothing throws', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const good = { ...BASE, event_type: 'user_update' };
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, problems } = readWhole(jumpcloud, Buffer.from(lines));
      expect(events.length + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 200, seed: 7 },
  );
});
