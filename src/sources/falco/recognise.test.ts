import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const ALERT =
  '{"rule":"r","priority":"Notice","time":"2026-03-01T09:00:00Z","output":"o","output_fields":{}}';

test.each([ALERT, `[${ALERT}]`, `${ALERT}\n${ALERT}`])('%s is a Falco alert', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBe('records');
});

test.each([
  '{"rule":"r","priority":"Notice","time":"2026-03-01T09:00:00Z"}',
  '{"rule":{"name":"r"},"priority":"Notice","time":"x","output_fields":{}}',
  '{"rule":"Okta.X","test":"t","fires":true,"event":{}}',
  'Notice something happened',
])('%s is none', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBeUndefined();
});
