import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const of = (text: string) => recognise(readHead(Buffer.from(text)));
const RECORD = {
  eventVersion: '1.09',
  userIdentity: { type: 'Root' },
  eventTime: '2026-03-02T09:00:00Z',
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRole',
};

test.each([
  ['a file cut within its first record', JSON.stringify({ Records: [RECORD] }).slice(0, 70)],
  ['China regions', JSON.stringify({ ...RECORD, eventSource: 'sts.amazonaws.com.cn' })],
  ['a record after something else', `{"hello":1}\n${JSON.stringify(RECORD)}`],
  [
    'Athena columns in lower case',
    'eventtime,eventname,eventsource,useridentity\n2026-03-02T09:00:00Z,A,sts.amazonaws.com,x\n',
  ],
])('claims %s', (_, text) => {
  expect(of(text)).toBe('records');
});

test.each([
  [
    'bucket notifications',
    {
      Records: [
        { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', eventTime: 'x' },
      ],
    },
  ],
  [
    'GuardDuty findings',
    { schemaVersion: '2.0', accountId: '111122223333', type: 'Recon:EC2/Portscan', service: { action: {} } },
  ],
  [
    'GuardDuty findings by EventBridge',
    { 'detail-type': 'GuardDuty Finding', detail: { schemaVersion: '2.0' } },
  ],
  [
    'other subscriptions',
    { messageType: 'DATA_MESSAGE', logEvents: [{ id: '1', message: '2 111122223333 eni-0 ACCEPT OK' }] },
  ],
  ['Azure records', { records: [{ time: 'x', operationName: 'y' }] }],
  ['an identity alone', { userIdentity: { type: 'Root' } }],
  ['records wrapped by a test corpus', { rule: 'x', event: RECORD }],
  ['another log in a Logs Insights result', { results: [[{ field: '@message', value: 'ACCEPT OK' }]] }],
  ['another log’s events', { events: [{ timestamp: 1, message: '{"eventName":"x"}' }] }],
  ['an Okta event', { eventType: 'user.session.start', actor: {}, uuid: 'x' }],
])('leaves %s alone', (_, value) => {
  expect(of(JSON.stringify(value))).toBeUndefined();
});

test.each([
  ['{"Records":[]}', 'delivery without records'],
  ['{\n    "Events": []\n}\n', 'delivery without records'],
  ['{"Events":[],"NextToken":"x"}', 'delivery without records'],
  ['{"QueryStatus":"FINISHED","QueryResultRows":[]}', 'export without rows'],
  ['eventTime,eventName,eventSource\n', 'export without rows'],
])('says that it skips %s whole', (text, skip) => {
  expect(of(text)).toEqual({ skip });
});

test('of several values put together none is skipped for what the first is', () => {
  const control = '{"messageType":"CONTROL_MESSAGE","logEvents":[{"message":"CWL CONTROL MESSAGE"}]}';
  const digest = '{"digestStartTime":"x","digestS3Bucket":"y"}';
  for (const first of ['{"Records":[]}', '{"Events":[]}', '{"QueryResultRows":[]}', control, digest]) {
    expect(of(`${first}\n${first}\n${first}\n${JSON.stringify(RECORD)}`), first).toBe('records');
  }
});
