import { expect, test } from 'vitest';
import { isEmail, readActor } from './actor.ts';

const SECRET = 'Typed-By-Mistake-1';

test.each([
  ['nobody known', { id: 'unknown', type: 'User', alternateId: SECRET, displayName: 'unknown' }],
  ['the name repeated', { id: 'unknown', type: 'User', alternateId: SECRET, displayName: SECRET }],
  ['an id that is no user’s', { id: SECRET, type: 'User', alternateId: SECRET, displayName: SECRET }],
  ['a user without another name', { id: '00u1', type: 'User', alternateId: SECRET, displayName: SECRET }],
])('a password typed as user name is not shown: %s', (_case, actor) => {
  expect(JSON.stringify(readActor(actor)?.typed)).not.toContain(SECRET);
});

test('an unknown user who typed an e-mail address is named by it', () => {
  const actor = readActor({ id: 'unknown', type: 'User', alternateId: 'No.Body@example.com' });
  expect(actor?.principal).toEqual({
    uid: 'okta:no.body@example.com',
    kind: 'unknown',
    name: 'no.body@example.com',
    scope: '',
  });
});

test('a known user with a short login keeps it', () => {
  const actor = readActor({ id: '00u1', type: 'User', alternateId: 'BBerg', displayName: 'Ben Berg' });
  expect(actor?.typed.name).toBe('bberg');
});

test.each([
  ['a.b@example.com', true],
  ['P@ss.word', false],
  ['Sum-mer!@example.com1', false],
  ['bberg', false],
])('%s is an e-mail address: %s', (text, expected) => {
  expect(isEmail(text)).toBe(expected);
});

test.each([
  [{ id: '0000sys', type: 'SystemPrincipal', alternateId: 'system@okta.com' }, 'service'],
  [{ id: '0oa1', type: 'PublicClientApp', displayName: 'Export' }, 'application'],
  [{ id: '00u1', type: 'User', alternateId: 'a.b@example.com' }, 'user'],
  [{ id: '198.51.100.7', type: 'IP address', displayName: '198.51.100.7' }, 'unknown'],
])('%j is a %s', (actor, kind) => {
  expect(readActor(actor)?.principal.kind).toBe(kind);
});
