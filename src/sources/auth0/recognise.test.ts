import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const of = (text: string) => recognise(readHead(Buffer.from(text)));
const LOG_ID = '90020260302090000000000000000000000000000000000001';
const RECORD = { date: '2026-03-02T09:00:00Z', type: 's', log_id: LOG_ID, client_id: 'c' };

test.each([
  ['a bare record', RECORD],
  ['a list', [RECORD]],
  ['a delivery', { log_id: LOG_ID, data: RECORD }],
  ['EventBridge', { 'detail-type': 'Auth0 log', detail: { log_id: LOG_ID, data: RECORD } }],
  ['a type nobody knows yet', { ...RECORD, type: 'type_of_tomorrow' }],
  ['an id that was replaced', { ...RECORD, log_id: 'X' }],
])('claims %s', (_, value) => {
  expect(of(JSON.stringify(value))).toBe('records');
});

test('claims a file cut within its first record', () => {
  expect(of(JSON.stringify([{ log_id: LOG_ID, data: RECORD }]).slice(0, 150))).toBe('records');
});

test.each([
  ['records wrapped by a test corpus', { rule: 'x', event: RECORD }],
  ['other EventBridge events', { 'detail-type': 'GuardDuty Finding', detail: { id: 'x', type: 's' } }],
  ['an entry without an id', { date: '2026-03-02T09:00:00Z', type: 's', client_id: 'c' }],
  ['somebody else’s log', { date: '2026-03-02', type: 'login', log_id: '17', user_id: 'x' }],
])('leaves %s alone', (_, value) => {
  expect(of(JSON.stringify(value))).toBeUndefined();
});
