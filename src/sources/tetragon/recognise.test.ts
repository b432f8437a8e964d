import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

test.each([
  '{"process_exec":{"process":{"binary":"/bin/ls"}},"node_name":"n","time":"2026-03-01T09:00:00Z"}',
  '[{"process_kprobe":{"process":{}},"time":"2026-03-01T09:00:00Z"}]',
  '{"rate_limit_info":{"number_of_dropped_process_events":"1"},"node_name":"n","time":"2026-03-01T09:00:00Z"}',
])('%s is Tetragon', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBe('records');
});

test.each([
  '{"process_exec":{"process":{}}}',
  '{"process_exec":"x","time":"2026-03-01T09:00:00Z"}',
  '{"process_events":{"process":{}},"time":"2026-03-01T09:00:00Z"}',
])('%s is not', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBeUndefined();
});
