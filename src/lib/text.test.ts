import { describe, expect, test } from 'vitest';
import { clip, escapeControls, excerpt, maskSecrets } from './text.ts';

test.each([
  ['plain text', 'plain text'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['a\r\nb\tc', 'a\\u000d\\u000ab\\u0009c'],
  ['\u202eevil', '\\u202eevil'],
  ['\u2028', '\\u2028'],
  ['\ud800', '\\ud800'],
  ['admin\u3164\u115f\u034f', 'admin\\u3164\\u115f\\u034f'],
  ['naïve 日本 😀', 'naïve 日本 😀'],
])('escapeControls(%j) is %j', (text, expected) => {
  expect(escapeControls(text)).toBe(expected);
});

test.each([
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['much too long', 5, 'much…'],
  ['abc😀def', 5, 'abc…'],
])('clip(%j, %i) is %j', (text, length, expected) => {
  expect(clip(text, length)).toBe(expected);
});

describe('maskSecrets', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYzzFAKEKEY0';
  test.each([
    ['{"secretAccessKey":"abc"}', '{"secretAccessKey":"***"}'],
    ['{"masterUserPassword" : "a\\"b", "x":1}', '{"masterUserPassword" : "***", "x":1}'],
    ['password=hunter2&user=a', 'password=***&user=a'],
    ['{"SecretString":"never closed', '{"SecretString":"***"'],
    [`key ${secret} end`, 'key *** end'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln end', 'token *** end'],
    [`"FwoGZ${'aB3/'.repeat(40)}=="`, '"***"'],
    ['sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709', 'sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['{"accessKeyId":"ASIAEXAMPLEEXAMPLE01"}', '{"accessKeyId":"ASIAEXAMPLEEXAMPLE01"}'],
  ])('%s', (text, expected) => {
    expect(maskSecrets(text)).toBe(expected);
  });

  test('a secret inside JSON inside a string is masked', () => {
    const wrapped = JSON.stringify({ message: JSON.stringify({ sessionToken: 'very-secret-thing' }) });
    expect(maskSecrets(wrapped)).not.toContain('very-secret');
  });

  test('long text without secrets takes no long time', () => {
    expect(maskSecrets('a-'.repeat(20_000).slice(0, 90)).length).toBeGreaterThan(0);
    expect(maskSecrets('password '.repeat(10_000)).length).toBe(90_000);
  });
});

test('an excerpt is masked before it is clipped', () => {
  expect(excerpt('{"password":"0123456789"} and more', 20)).toBe('{"password":"***"} …');
});
