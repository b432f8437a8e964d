import { expect, test } from 'vitest';
import { at, flagAt, isObject, listAt, numberAt, parseNested, textAt } from './json.ts';

const VALUE = { a: { b: ['x', { c: 'deep' }] }, empty: '', n: 3, s: '3600', yes: 'Yes', no: false };

test('steps through objects and lists', () => {
  expect(textAt(VALUE, 'a', 'b', 1, 'c')).toBe('deep');
  expect(listAt(VALUE, 'a', 'b')).toHaveLength(2);
  expect(at(VALUE, 'a', 'missing', 'further')).toBeUndefined();
});

test.each(['__proto__', 'constructor', 'toString', 'length'])('finds nothing inherited under %s', (key) => {
  expect(at({}, key)).toBeUndefined();
  expect(at(JSON.parse('{"a":1}'), key, 'name')).toBeUndefined();
});

test.each([undefined, null, 'text', 7, true])('finds nothing in %s', (value) => {
  expect(at(value, 'a')).toBeUndefined();
  expect(listAt(value, 'a')).toEqual([]);
});

test('an empty text is no text, and numbers and flags may be written as text', () => {
  expect(textAt(VALUE, 'empty')).toBeUndefined();
  expect(textAt(VALUE, 'n')).toBeUndefined();
  expect([numberAt(VALUE, 'n'), numberAt(VALUE, 's'), numberAt(VALUE, 'yes')]).toEqual([3, 3600, undefined]);
  expect([flagAt(VALUE, 'yes'), flagAt(VALUE, 'no'), flagAt(VALUE, 's')]).toEqual([true, false, undefined]);
});

test('nested JSON is parsed only where it is an object or a list', () => {
  expect(parseNested('{"a":1}')).toEqual({ a: 1 });
  expect(parseNested('7')).toBeUndefined();
  expect(parseNested('{a=1}')).toBeUndefined();
  expect([isObject({}), isObject([]), isObject(null)]).toEqual([true, false, false]);
});

test.each([
  ['a list', (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`],
  ['an object', (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`],
])('%s nested too deep to be written again is no nested JSON', (_, nested) => {
  expect(parseNested(nested(200))).toBeDefined();
  expect(parseNested(nested(201))).toBeUndefined();
  expect(parseNested(nested(50_000))).toBeUndefined();
});

test('many brackets side by side, or in strings, nest nothing', () => {
  expect(parseNested(`[${Array(500).fill('{}').join()}]`)).toHaveLength(500);
  expect(parseNested(JSON.stringify(['['.repeat(500), '\\"['.repeat(300)]))).toHaveLength(2);
});
