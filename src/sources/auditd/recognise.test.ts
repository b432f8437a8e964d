import { expect, test } from 'vitest';
import { readHead } from '../../input/head.ts';
import { recognise } from './recognise.ts';

const LINE = 'type=SYSCALL msg=audit(1772355600.000:1): arch=c000003e syscall=42';

test.each([
  LINE,
  `node=web-1 ${LINE}`,
  `some other program says\n${LINE}`,
  `Mar  1 09:03:20 host audispd: node=host ${LINE}`,
  `2026-03-01T09:03:22+00:00 host kernel: audit: type=1300 audit(1772355600.000:1): arch=c000003e`,
  `----\ntime->Sun Mar  1\n${LINE}`,
])('%j is an audit log', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBe('lines');
});

test.each([
  `{"message":"${LINE}"}`,
  `_time,_raw\n1,"${LINE}"`,
  'type=SYSCALL',
  'the line type=SYSCALL is written by auditd',
  '<Event>type=SYSCALL msg=audit(1772355600.000:1):</Event>',
])('%j is none', (text) => {
  expect(recognise(readHead(Buffer.from(text)))).toBeUndefined();
});
