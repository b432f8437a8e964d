import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const RECORD = {
  recordedAt: '2026-03-02T09:00:00.000Z',
  action: { type: 'USER.CREATED', description: 'User Created' },
  resources: [],
  result: { status: 'SUCCESS' },
};
const said = (value: unknown) => recognise(readHead(Buffer.from(JSON.stringify(value))));

test.each([
  ['one activity', RECORD],
  ['an array', [RECORD]],
  ['an event collector', { event: RECORD }],
  ['text in a line', { message: JSON.stringify(RECORD) }],
])('%s is ours', (_name, value) => {
  expect(said(value)).toBe('records');
});

test('a page names its wrapping, also one longer than the head', () => {
  expect(said({ _embedded: { activities: [RECORD] } })).toEqual({ wrapping: 'page' });
  expect(said({ _embedded: { activities: Array(2_000).fill(RECORD) } })).toEqual({ wrapping: 'page' });
});

test('a page without records is skipped with its reason', () => {
  const self = { href: 'https://api.example.com/v1/environments/x/activities?limit=1' };
  expect(said({ _links: { self }, _embedded: { activities: [] } })).toEqual({ skip: 'page without records' });
});

test.each([
  ['Duo’s activity', { activity_id: 'x', action: { name: 'bypass_create' }, actor: {}, ts: 'x' }],
  [
    'another vendor’s action',
    { recordedAt: 'x', action: { type: 'created' }, resources: [], result: { status: 'ok' } },
  ],
  ['no result', { recordedAt: 'x', action: { type: 'USER.CREATED' }, resources: [] }],
])('%s is not ours', (_name, value) => {
  expect(said(value)).toBeUndefined();
});
