import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const EVENT =
  '{"timestamp":1,"hostProcessId":2,"processName":"x","eventName":"connect","argsNum":0,"args":[]}';

test.each([EVENT, `[${EVENT}]`])('%s is Tracee', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toEqual({ wrapping: 'events' });
});

test.each([
  '{"eventName":"AssumeRole","eventSource":"sts.amazonaws.com"}',
  '{"timestamp":1,"processName":"x","eventName":"connect","args":[]}',
  '{"eventName":"connect","hostProcessId":2,"timestamp":1,"argsNum":1}',
])('%s is not', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBeUndefined();
});
