import { expect, test } from 'vitest';
import { Unmapped } from './unmapped.ts';

test.each([
  ['a map of dotted paths', { 'a.b.c': 'x', 'a.b.d': 'true', e: 'y' }],
  ['nested objects', { a: { b: { c: 'x', d: 'true' } }, e: 'y' }],
  ['JSON as text', { a: '{"b":{"c":"x","d":"true"}}', e: 'y' }],
  ['text as a whole', '{"a":{"b":{"c":"x","d":"true"}},"e":"y"}'],
])('%s gives the same', (_name, value) => {
  const unmapped = new Unmapped(value);
  expect(unmapped.text('a.b.c')).toBe('x');
  expect(unmapped.text('e')).toBe('y');
  expect(unmapped.text('a.b')).toBeUndefined();
  expect(unmapped.text('f.g')).toBeUndefined();
  expect(unmapped.tree('a')).toEqual({ b: { c: 'x', d: 'true' } });
  expect(unmapped.tree('f')).toBeUndefined();
});

test('names that lead to a prototype are names', () => {
  const unmapped = new Unmapped(JSON.parse('{"a.__proto__.x":"1","a.constructor.y":"2"}'));
  expect(JSON.stringify(unmapped.tree('a'))).toBe('{"__proto__":{"x":"1"},"constructor":{"y":"2"}}');
  expect(Reflect.get({}, 'x')).toBeUndefined();
  expect(unmapped.text('__proto__.toString')).toBeUndefined();
});

test.each([undefined, null, 7, [], 'text', { a: 'no json' }])('%j holds nothing', (value) => {
  expect(new Unmapped(value).text('a.b')).toBeUndefined();
  expect(new Unmapped(value).tree('a')).toBeUndefined();
});
