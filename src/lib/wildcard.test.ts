import { expect, test } from 'vitest';
import { matchesAny, parseWildcard } from './wildcard.ts';

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
  ['{a,b{c,d}}', 'bd', true],
  ['a\\{b', 'a{b', true],
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
  ['{a,{b}', 'a pattern with { but no } after it'],
  ['{a,b}'.repeat(12), 'a pattern that stands for too many others'],
  ['a'.repeat(2049), 'a pattern of more than 2048 characters'],
])('%j is refused as %s', (pattern, fault) => {
  expect(parseWildcard(pattern)).toEqual({ fault });
});

test('a list fits where one of its patterns does', () => {
  const agents = ['boto3', 'Terraform*', '{'];
  expect(['Boto3', 'terraform/1.9', '{', 'curl'].map((agent) => matchesAny(agents, agent))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(matchesAny([], 'boto3')).toBe(false);
});

test('many stars over a long text that almost fits take no exponential time', () => {
  expect(matches(`${'a*'.repeat(500)}b`, 'a'.repeat(20_000))).toBe(false);
});
