import { describe, expect, test } from 'vitest';
import { compileGlob, expandBraces, hasGlob, spellOutClasses } from './glob.ts';

describe('compileGlob', () => {
  test.each([
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['', '', true],
    ['*', '', true],
    ['*', 'a/b:c', true],
    ['a*c', 'abbbc', true],
    ['a*c', 'abbb', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['arn:aws:iam::*:role/deploy-*', 'arn:aws:iam::111122223333:role/deploy-web', true],
    ['{dev,prod}-*', 'prod-eu', true],
    ['{dev,prod}-*', 'test-eu', false],
    ['a{b,c{d,e}}f', 'acef', true],
    ['a{,b}', 'a', true],
    ['{x}', '{x}', true],
    ['a{b', 'a{b', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a\\{b,c}', 'a{b,c}', true],
    ['[ab].c', '[ab].c', true],
    ['a.c', 'abc', false],
    ['*?', '', false],
    ['**a', 'bba', true],
  ])('%j over %j is %j', (pattern, text, expected) => {
    expect(compileGlob(pattern)(text)).toBe(expected);
  });

  test('a pattern of many stars over a long text that almost matches ends soon', () => {
    expect(compileGlob(`${'a*'.repeat(60)}b`)('a'.repeat(20_000))).toBe(false);
  });

  test('braces that spell out too many alternatives are refused', () => {
    expect(() => compileGlob('{a,b}'.repeat(20))).toThrow(RangeError);
  });
});

test('expandBraces keeps the order of the alternatives', () => {
  expect(expandBraces('x/{a,b}/{1,2}')).toEqual(['x/a/1', 'x/a/2', 'x/b/1', 'x/b/2']);
});

test.each([
  ['a/*.json', true],
  ['a?', true],
  ['{a,b}', true],
  ['{a}', false],
  ['plain/path', false],
])('hasGlob(%j) is %j', (text, expected) => {
  expect(hasGlob(text)).toBe(expected);
});

test.each([
  ['2026/03/0[2-5]/*', '2026/03/0{2,3,4,5}/*'],
  ['[abc-e]', '{a,b,c,d,e}'],
  ['[x]', 'x'],
  ['a[!b]', 'a[!b]'],
  ['a[b', 'a[b'],
  ['a\\[b]', 'a\\[b]'],
  ['[z-a]', '[z-a]'],
  ['[\u0000-\uffff]', '[\u0000-\uffff]'],
])('spellOutClasses(%j) is %j', (pattern, expected) => {
  expect(spellOutClasses(pattern)).toBe(expected);
});
