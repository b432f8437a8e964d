import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWildcard } from './wildcard.ts';

function matches(pattern: string, text: string, ignoreCase = false): boolean {
  const wildcard = parseWildcard(pattern, { ignoreCase });
  return 'matches' in wildcard && wildcard.matches(text);
}

test.each([
  ['*', '', true],
  ['*', 'anything/at:all', true],
  ['arn:aws:iam::*:role/Deploy*', 'arn:aws:iam::111122223333:role/ci/DeployProd', false],
  ['arn:aws:iam::*:role/*Deploy*', 'arn:aws:iam::111122223333:role/ci/DeployProd', true],
  ['*:GetSecretValue', 'secretsmanager:GetSecretValue', true],
  ['secretsmanager:{Get,BatchGet}SecretValue', 'secretsmanager:BatchGetSecretValue', true],
  ['secretsmanager:{Get,BatchGet}SecretValue', 'secretsmanager:PutSecretValue', false],
  ['i-????', 'i-0abc', true],
  ['i-????', 'i-0ab', false],
  ['a?*?d', 'abcd', true],
  ['a?*?d', 'abd', false],
  ['a*a', 'a', false],
  ['ab*ba', 'aba', false],
  ['*a*b*', 'xxbxxa', false],
  ['a.c', 'abc', false],
  ['[x]', '[x]', true],
  ['', '', false],
])('%s over %j: %s', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

test('case matters unless told otherwise', () => {
  expect(matches('Alice@*', 'alice@example.com')).toBe(false);
  expect(matches('Alice@*', 'aLICE@example.com', true)).toBe(true);
});

test.each([
  ['', 'an empty pattern'],
  ['a{b', 'a pattern with { but no } after it'],
  ['a}b', 'a pattern with } but no { before it'],
  ['{a,{b}}', 'a pattern with { inside { }'],
  ['{a,b}'.repeat(9), 'a pattern that stands for more than 256 others'],
  ['a'.repeat(2049), 'a pattern of more than 2048 characters'],
])('%j is refused as %s', (pattern, fault) => {
  expect(parseWildcard(pattern)).toEqual({ fault });
});

test('many stars over a long text that almost fits take no exponential time', () => {
  expect(matches(`${'a*'.repeat(500)}b`, 'a'.repeat(20_000))).toBe(false);
});

test('agrees with a regular expression on arbitrary short input', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '*', '?', ':'), { minLength: 1, maxLength: 8 });
  const texts = fc.array(fc.constantFrom('a', 'b', ':'), { maxLength: 8 });
  fc.assert(
    fc.property(letters, texts, (pattern, text) => {
      const body = pattern.map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c)).join('');
      expect(matches(pattern.join(''), text.join(''))).toBe(new RegExp(`^${body}$`, 's').test(text.join('')));
    }),
    { numRuns: 2000 },
  );
});
