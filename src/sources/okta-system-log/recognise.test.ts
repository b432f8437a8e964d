import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const RECORD = {
  eventType: 'user.session.start',
  published: '2026-03-02T09:00:00.000Z',
  actor: { id: '00u1', alternateId: 'a.b@example.com' },
  outcome: { result: 'SUCCESS' },
};
const said = (value: unknown) =>
  recognise(readHead(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))));

test.each([
  ['one record', RECORD],
  ['an array', [RECORD]],
  ['events', { events: [RECORD] }],
  ['EventBridge', { 'detail-type': 'SystemLog', source: 'aws.partner/okta.com/x', detail: RECORD }],
  ['an event collector', { time: 1, event: RECORD }],
])('%s is ours', (_name, value) => {
  expect(said(value)).toBe('records');
});

test('an event hook and a flattened export name their wrapping', () => {
  expect(said({ eventType: 'com.okta.event_hook', data: { events: [RECORD] } })).toEqual({
    wrapping: 'event-hook',
  });
  expect(said([{ eventType_s: 'user.session.start', actor_id_s: '00u1' }])).toEqual({
    wrapping: 'log-analytics',
  });
});

test.each([
  ['CloudTrail', { eventName: 'AssumeRole', eventSource: 'sts.amazonaws.com', eventType: 'AwsApiCall' }],
  ['an event hook of another vendor', { eventType: 'order.created', data: { events: [{ id: 1 }] } }],
  ['an actor without Okta’s other fields', { eventType: 'a.b', actor: { id: '1' }, published: 'x' }],
  ['another flattened table', [{ action_s: 'admin_login', username_s: 'a' }]],
  ['text', 'eventType=user.session.start'],
  ['an export of other columns', 'event_type,actor.id,time\n1,2,3\n'],
])('%s is not ours', (_name, value) => {
  expect(said(value)).toBeUndefined();
});
