import { expect, test } from 'vitest';
import { settingChange } from './setting-change.ts';

test.each([
  [{ a: 1 }, { a: 2 }, { setting: 'a', settingOld: '1', settingNew: '2' }],
  [
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
    { setting: 'b', settingOld: 'x', settingNew: 'y' },
  ],
  [undefined, { a: true }, { setting: 'a', settingOld: undefined, settingNew: 'true' }],
  [
    { a: 1, b: 2 },
    { a: 3, b: 4 },
    { setting: 'a, b', settingOld: 'a=1, b=2', settingNew: 'a=3, b=4' },
  ],
  [{ a: { b: 1 } }, { a: { b: 1 } }, {}],
  ['text', 7, {}],
])('%j → %j', (from, to, expected) => {
  expect(settingChange(from, to)).toEqual(expected);
});

test('secrets are masked, nested ones too', () => {
  const { settingOld, settingNew } = settingChange(
    { clientSecret: 'old', inner: { privateKey: 'old', name: 'a' } },
    { clientSecret: 'new', inner: { privateKey: 'new', name: 'b' } },
  );
  expect(`${settingOld}${settingNew}`).not.toMatch(/old|new/);
});

test('a member called __proto__ is a member', () => {
  expect(settingChange({}, JSON.parse('{"__proto__": 1}'))).toMatchObject({ setting: '__proto__' });
});
