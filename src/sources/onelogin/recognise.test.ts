import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { fieldOf } from './framing.ts';
import { recognise } from './recognise.ts';

const of = (text: string) => recognise(readHead(Buffer.from(text)));
const EVENT = { event_type_id: 5, account_id: 1, actor_user_id: 2 };

test.each([
  ['an event', EVENT],
  ['a page', { status: {}, pagination: {}, data: [EVENT] }],
  ['a list of a broadcaster', [{ create: { _id: 'x' }, ...EVENT }]],
  ['a number as text', { ...EVENT, event_type_id: '5' }],
])('claims %s', (_, value) => {
  expect(of(JSON.stringify(value))).toBe('records');
});

test('claims rows of Log Analytics, as JSON and as CSV', () => {
  expect(of(JSON.stringify({ EventTypeId: 5, UserId: 1 }))).toEqual({ wrapping: 'table-rows' });
  expect(of('TimeGenerated,EventTypeId,UserId\n2026-03-02T09:00:00Z,5,1\n')).toBe('records');
  expect(of('TimeGenerated,EventTypeId,UserId\n')).toEqual({ skip: 'export without rows' });
});

test('claims a file cut within its first event', () => {
  expect(of(JSON.stringify({ status: {}, data: [EVENT] }).slice(0, 60))).toBe('records');
});

test.each([
  ['events wrapped by a test corpus', { rule: 'x', event: EVENT }],
  ['another product’s numbers', { event_type_id: 5, host: 'x' }],
  ['types by name', { ...EVENT, event_type_id: 'login' }],
])('leaves %s alone', (_, value) => {
  expect(of(JSON.stringify(value))).toBeUndefined();
});

test.each([
  ['EventTypeId', 'event_type_id'],
  ['event_type_id_d', 'event_type_id'],
  ['TimeGenerated [UTC]', 'event_timestamp'],
  ['uuid_g', 'uuid'],
  ['user_name_s', 'user_name'],
  ['ipaddr', 'ipaddr'],
])('column %s is field %s', (column, field) => {
  expect(fieldOf(column)).toBe(field);
});
