import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const ADMIN = {
  action: 'admin_login',
  description: null,
  isotimestamp: '2026-03-02T09:00:00+00:00',
  object: null,
  timestamp: 1772442000,
  username: 'Ana Admin',
};
const SIGN_IN = {
  access_device: { ip: '203.0.113.9' },
  application: { name: 'Payroll' },
  factor: 'duo_push',
  result: 'success',
  user: { name: 'ben.berg' },
};
const said = (value: unknown) =>
  recognise(readHead(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))));

test.each([
  ['an administrator action', ADMIN],
  ['a page of the first version', { stat: 'OK', response: [ADMIN] }],
  ['an authentication', SIGN_IN],
  ['an event collector', { time: 1, event: ADMIN }],
])('%s is ours', (_name, value) => {
  expect(said(value)).toBe('records');
});

test('pages of the second version and flattened tables name their wrapping', () => {
  expect(said({ stat: 'OK', response: { authlogs: [SIGN_IN] } })).toEqual({ wrapping: 'page' });
  expect(said([{ action_s: 'a', username_s: 'b', object_s: 'c', description_s: '' }])).toEqual({
    wrapping: 'log-analytics',
  });
});

test('a page that is longer than the head is known by its opening', () => {
  const page = { stat: 'OK', response: { authlogs: Array(400).fill(SIGN_IN) } };
  expect(said(page)).toEqual({ wrapping: 'page' });
});

test('empty pages and summaries are skipped with their reason', () => {
  expect(said({ stat: 'OK', response: [] })).toEqual({ skip: 'page without records' });
  expect(said({ stat: 'OK', response: { authlogs: [] } })).toEqual({ skip: 'page without records' });
  expect(said({ stat: 'OK', response: { admin_count: 1, integration_count: 2 } })).toEqual({
    skip: 'account summary',
  });
});

test.each([
  ['an action of somebody else’s', { action: 'login', username: 'a', object: 'b', timestamp: 1 }],
  ['an answer of another API', { stat: 'OK', response: { rows: [] } }],
  ['a list called items', { kind: 'admin#reports', items: [{ id: {}, actor: {}, events: [] }] }],
  ['PingOne', { id: 'x', recordedAt: 'x', action: { type: 'USER.UPDATED' }, actors: {}, result: {} }],
])('%s is not ours', (_name, value) => {
  expect(said(value)).toBeUndefined();
});
