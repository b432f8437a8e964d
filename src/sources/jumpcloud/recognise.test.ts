import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const of = (text: string) => recognise(readHead(Buffer.from(text)));
const EVENT = {
  event_type: 'user_create',
  timestamp: '2026-03-02T09:00:00Z',
  organization: '0000000000000000000000a1',
  service: 'directory',
};

test.each([
  ['an event', EVENT],
  ['a list', [EVENT]],
  ['an event of a service nobody knows yet', { ...EVENT, service: 'new', initiated_by: { id: 'x' } }],
  ['a page', { results: [EVENT] }],
  ['collected documents', { events: [{ message: JSON.stringify(EVENT) }] }],
])('claims %s', (_, value) => {
  expect(of(JSON.stringify(value))).toBe('records');
});

test('claims a file cut within its first event', () => {
  expect(of(JSON.stringify([EVENT]).slice(0, 130))).toBe('records');
});

test.each([
  ['events wrapped by a test corpus', { rule: 'x', event: EVENT }],
  ['another product’s event types', { event_type: 'login', timestamp: '2026-03-02T09:00:00Z', user: 'x' }],
  ['an organization without anybody', { ...EVENT, service: 'other' }],
  ['types in capitals', { ...EVENT, event_type: 'USER_LOGIN' }],
])('leaves %s alone', (_, value) => {
  expect(of(JSON.stringify(value))).toBeUndefined();
});
