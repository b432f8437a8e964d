import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const of = (value: unknown) =>
  recognise(readHead(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))));
const RECORD = {
  CreationTime: '2026-03-02T12:00:00',
  Id: '1',
  Operation: 'MailItemsAccessed',
  OrganizationId: 't',
  RecordType: 50,
  Workload: 'Exchange',
};
const many = Array.from({ length: 3_000 }, (_, at) => ({ InternetMessageId: `<${at}@example.com>` }));

test.each([
  ['a record', RECORD],
  ['a record that is mostly a list', { ...RECORD, Folders: many.slice(0, 300) }],
  ['a record longer than the head', { ...RECORD, Folders: many }],
  ['one in text', { RecordType: 'x', AuditData: JSON.stringify(RECORD) }],
])('claims %s', (_, value) => {
  expect(of(value)).toBe('records');
});

test.each([
  [
    'an Entra audit record',
    { category: 'AuditLogs', operationName: 'Update user', time: '2026-03-02T12:00:00Z' },
  ],
  ['a CloudTrail record', { eventName: 'x', eventSource: 'iam.amazonaws.com', eventTime: 'x' }],
  ['a Sysmon event', { RecordType: 1, Operation: 'x' }],
  ['other text', { AuditData: 'none' }],
])('leaves %s alone', (_, value) => {
  expect(of(value)).toBeUndefined();
});

test('says what it skips whole', () => {
  expect(of('CreationDate,UserIds,Operations,AuditData\n')).toEqual({ skip: 'export without rows' });
});
