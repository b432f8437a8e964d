import { expect, test } from 'vitest';
import { parseCell } from './struct-text.ts';

test.each([
  ['{type=IAMUser, principalid=AIDASAMPLE}', { type: 'IAMUser', principalid: 'AIDASAMPLE' }],
  ['{a={b={c=1}}, d=2}', { a: { b: { c: '1' } }, d: '2' }],
  ['{a=null, b=, c=x}', { c: 'x' }],
  ['[{arn=one, type=x}, {arn=two}]', [{ arn: 'one', type: 'x' }, { arn: 'two' }]],
  ['{name=March, final (draft), size=3}', { name: 'March, final (draft)', size: '3' }],
  ['{url=https://example.com/?a=b&c=d, next=x}', { url: 'https://example.com/?a=b&c=d', next: 'x' }],
  [
    '{credentials={"accessKeyId":"ASIASAMPLE","x":"a, b=c"}, y=1}',
    { credentials: { accessKeyId: 'ASIASAMPLE', x: 'a, b=c' }, y: '1' },
  ],
  ['{"plain":"json"}', { plain: 'json' }],
  ['{}', {}],
  ['text', 'text'],
  ['null', undefined],
  ['', undefined],
])('%s', (cell, expected) => {
  expect(parseCell(cell)).toEqual(expected);
});

test.each(['{a=1', '}{', '{=}', '[', '{a={b=}', `${'{a='.repeat(5_000)}${'}'.repeat(5_000)}`])(
  'broken notation gives something and never throws: %.20s',
  (cell) => {
    expect(() => parseCell(cell)).not.toThrow();
  },
);

test('a member cannot reach the prototype', () => {
  const value = parseCell('{__proto__={polluted=yes}}');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect(value).not.toHaveProperty('polluted');
});
