import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { keycloak } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(keycloak, SAMPLES);
testDetailsExplained(keycloak, SAMPLES);
testMutations(keycloak, SAMPLES);

const TIME = Date.UTC(2026, 2, 2, 9);
const REALM = { realmId: 'example', time: TIME, ipAddress: '203.0.113.9' };
const read = (record: object) => readWhole(keycloak, Buffer.from(JSON.stringify({ ...REALM, ...record })));
const admin = (operationType: string, resourcePath: string, representation?: unknown) =>
  read({
    operationType,
    resourcePath,
    authDetails: { realmId: 'master', userId: 'root', ipAddress: '198.51.100.7' },
    ...(representation === undefined ? {} : { representation: JSON.stringify(representation) }),
  }).events[0];

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(keycloak, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

test('a chain leads from the sign-in over the session to the tokens and their renewal', () => {
  const user = { userId: 'u', clientId: 'portal', sessionId: 's' };
  const signIn = read({ ...user, type: 'LOGIN', details: { username: 'alice' } }).events[0];
  const details = { token_id: 'a1', refresh_token_id: 'r1' };
  const exchange = read({ ...user, type: 'CODE_TO_TOKEN', details }).events[0];
  const renewal = { token_id: 'a2', refresh_token_id: 'r1', updated_refresh_token_id: 'r2' };
  const refresh = read({ ...user, type: 'REFRESH_TOKEN', details: renewal }).events[0];
  expect(signIn?.issued.map(({ uid }) => uid)).toEqual(['keycloak:session:s']);
  expect(exchange?.credential?.uid).toBe('keycloak:session:s');
  expect(exchange?.issued.map(({ uid }) => uid)).toEqual(['keycloak:token:a1', 'keycloak:token:r1']);
  expect(refresh?.credential?.uid).toBe('keycloak:token:r1');
  expect(refresh?.issued.map(({ uid }) => uid)).toEqual(['keycloak:token:a2', 'keycloak:token:r2']);
});

test('an impersonation is done by the administrator, about the user, and begins the user’s session', () => {
  const details = { impersonator: 'root.admin', impersonator_realm: 'master' };
  const [event] = read({ type: 'IMPERSONATE', userId: 'u', sessionId: 's', details }).events;
  expect(event?.principal.uid).toBe('keycloak:master/root.admin');
  expect(event?.subject?.uid).toBe('keycloak:example/u');
  expect(event?.issued[0]).toMatchObject({
    uid: 'keycloak:session:s',
    holder: { uid: 'keycloak:example/u' },
  });
});

test('the administrator is of another realm than the user whose password is reset', () => {
  const event = admin('ACTION', 'users/u/reset-password');
  expect(event?.principal.uid).toBe('keycloak:master/root');
  expect(event?.subject?.uid).toBe('keycloak:example/u');
  expect(event?.issued[0]?.uid).toBe('password:keycloak:example/u');
});

const KEYS = 'org.keycloak.keys.KeyProvider';
test.each([
  ['CREATE', 'components/k', { providerType: KEYS, providerId: 'rsa' }, 'credential.import'],
  ['CREATE', 'components/k', { providerType: KEYS, providerId: 'rsa-generated' }, 'credential.create'],
  ['CREATE', 'components/k', { providerType: 'org.keycloak.storage.UserStorageProvider' }, 'sso.change'],
  ['CREATE', 'components/k', undefined, 'sso.change'],
  ['CREATE', 'users/u', { credentials: [{ type: 'password', value: 'x' }] }, 'credential.create'],
  ['CREATE', 'users/u', { username: 'u' }, 'use'],
  ['UPDATE', 'realms/example/clients/c', undefined, 'sso.change'],
  ['UPDATE', '', undefined, 'sso.change'],
  ['ACTION', 'never/heard/of', undefined, 'use'],
])('%s %s is told by its representation: %o is %s', (operation, path, representation, action) => {
  expect(admin(operation, path, representation)?.action).toBe(action);
});

test('the same event is the same in the server log and in JSON, but for its id', () => {
  const line =
    '2026-03-02 09:00:00,000 DEBUG [org.keycloak.events] (t) type="LOGIN", realmId="example", ' +
    'clientId="portal", userId="u", sessionId="s", ipAddress="203.0.113.9", auth_method="openid-connect", ' +
    'redirect_uri="https://app.example.com/?a=1, b=2", username="alice"';
  const [logged] = readWhole(keycloak, Buffer.from(line)).events;
  const details = { auth_method: 'openid-connect', username: 'alice' };
  const user = { userId: 'u', sessionId: 's', clientId: 'portal' };
  const [sent] = read({ type: 'LOGIN', ...user, details }).events;
  expect(logged).toEqual(sent);
});

test('a time that is an object with members of an object is a problem like any other', () => {
  expect(read({ type: 'LOGIN', time: { toString: 1, valueOf: 2 } }).problems).toHaveLength(1);
});

const json = fc.jsonValue({ maxDepth: 3 });
const record = fc.record({
  time: fc.oneof(fc.constant(TIME), json),
  realmId: fc.oneof(fc.constant('example'), json),
  type: fc.oneof(fc.constantFrom('LOGIN', 'REFRESH_TOKEN', 'IMPERSONATE', 'UPDATE_CREDENTIAL'), json),
  operationType: fc.oneof(fc.constantFrom('CREATE', 'ACTION'), json),
  resourcePath: fc.oneof(fc.constantFrom('components/x', 'users/x', 'users/x/role-mappings/realm'), json),
  representation: fc.oneof(
    json.map((value) => JSON.stringify(value)),
    json,
  ),
  details: json,
  authDetails: json,
});

test('records of any shape become an event or a problem each, and nothing throws', () => {
  const good = { ...REALM, type: 'LOGIN', userId: 'u' };
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, problems } = readWhole(keycloak, Buffer.from(lines));
      expect(events.length + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 200, seed: 7 },
  );
});
