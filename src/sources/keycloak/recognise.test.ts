import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const of = (text: string) => recognise(readHead(Buffer.from(text)));
const LOGIN = { time: 1, type: 'LOGIN', realmId: 'r', clientId: 'c', userId: 'u', ipAddress: '203.0.113.9' };
const CHANGE = { time: 1, operationType: 'UPDATE', realmId: 'r', authDetails: {}, resourcePath: 'users/x' };

test.each([
  ['a user event', LOGIN],
  ['an admin event', CHANGE],
  ['a list', [CHANGE, LOGIN]],
  ['what a listener sends', { event: LOGIN }],
])('claims %s', (_, value) => {
  expect(of(JSON.stringify(value))).toBe('records');
});

test('claims the server log, as text with or without events at its start, and as JSON', () => {
  expect(of('2026-03-02 09:00:00,100 INFO  [org.keycloak.services] (main) started\n')).toBe('lines');
  expect(of(JSON.stringify({ loggerName: 'org.keycloak.events', message: 'type=LOGIN' }))).toEqual({
    wrapping: 'server-log',
  });
});

test('claims a file cut within its first event', () => {
  expect(of(JSON.stringify([LOGIN]).slice(0, 70))).toBe('records');
});

test.each([
  ['events wrapped by a test corpus', JSON.stringify({ rule: 'x', event: { type: 'LOGIN' } })],
  ['events of no realm', JSON.stringify({ type: 'LOGIN', time: 1, userId: 'x' })],
  ['another Java server', '2026-03-02 09:00:00,100 INFO  [org.jboss.as] (main) started\n'],
  ['text that speaks of Keycloak', 'see org.keycloak.events for the log\n'],
])('leaves %s alone', (_, text) => {
  expect(of(text)).toBeUndefined();
});
