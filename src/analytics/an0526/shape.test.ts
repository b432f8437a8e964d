import { expect, test } from 'vitest';
import { namePattern } from './shape.ts';

test.each([
  ['botocore-session-1712345678', 'botocore-session-9'],
  ['alice@example.com', 'a@a'],
  ['i-0123456789abcdef0', 'i-9'],
  ['build-1042', 'build-9'],
  ['0a1b2c3d-1111-4222-8333-444455556666', '9-9-9-9-9'],
  ['deadbeef', 'deadbeef'],
  ['', ''],
])('what stays the same of the session name %j is %j', (name, pattern) => {
  expect(namePattern(name)).toBe(pattern);
});

test('names that are no text have no pattern', () => {
  expect(namePattern(undefined)).toBe('');
  expect(namePattern(7)).toBe('');
});

test('an overlong name is cut, not kept', () => {
  expect(namePattern('x'.repeat(5000))).toHaveLength(64);
});
