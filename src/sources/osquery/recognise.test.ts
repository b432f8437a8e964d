import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

test.each([
  '{"name":"q","hostIdentifier":"h","unixTime":1772355600,"columns":{"pid":"1"},"action":"added"}',
  '{"name":"q","hostIdentifier":"h","unixTime":"1772355600","snapshot":[{"pid":"1"}],"action":"snapshot"}',
  '{"name":"q","hostIdentifier":"h","calendarTime":"x","diffResults":{"added":[],"removed":[]}}',
])('%s is a result of osquery', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toEqual({ wrapping: 'results' });
});

test.each([
  '{"rule":"r","test":"t","fires":true,"event":{"name":"q","columns":{}}}',
  '{"name":"q","columns":{"pid":"1"}}',
  '{"hostIdentifier":"h","unixTime":1,"severity":1,"message":"m","filename":"f"}',
])('%s is none', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBeUndefined();
});
