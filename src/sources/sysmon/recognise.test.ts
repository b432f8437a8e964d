import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const XML = `<Event xmlns='x'><System><Provider Name='Microsoft-Windows-Sysmon' Guid='{1}'/><EventID>3</EventID></System></Event>`;

test.each([
  [XML, 'lines'],
  [`<?xml version="1.0"?><Events>${XML}</Events>`, 'lines'],
  [
    `Mar  1 09:00:00 host cron: x\nMar  1 09:00:00 host sysmon: ${XML.replace('Microsoft-Windows', 'Linux')}`,
    'lines',
  ],
  ['{"EventID":1,"SourceName":"Microsoft-Windows-Sysmon","Image":"x"}', { wrapping: 'json' }],
  ['[{"Event":{"System":{"Provider":{"@Name":"Linux-Sysmon"},"EventID":1}}}]', { wrapping: 'json' }],
  ['{"winlog":{"event_id":3,"channel":"Microsoft-Windows-Sysmon/Operational"}}', { wrapping: 'json' }],
])('%s is Sysmon', (text, expected) => {
  expect(recognise(readHead(Buffer.from(text)))).toEqual(expected);
});

test.each([
  XML.replace('Sysmon', 'Security-Auditing'),
  '{"EventID":4624,"SourceName":"Microsoft-Windows-Security-Auditing"}',
  '{"winlog":{"event_id":4624,"channel":"Security"}}',
  '{"Event":{"System":{"Provider":{"Name":"Other"},"EventID":1}}}',
  '{"message":"<Event><System><Provider Name=\'Microsoft-Windows-Sysmon\'/>"}',
  '<Events></Events>',
])('%s is not', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBeUndefined();
});
