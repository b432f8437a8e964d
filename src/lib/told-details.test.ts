import { expect, test } from 'vitest';
import { LONGEST_DETAIL, toldDetails, toldText } from './told-details.ts';

test('what was not said is left out, and later parts win', () => {
  expect(toldDetails({ a: undefined, b: '', c: false, d: 0 }, undefined, { d: 2 })).toEqual({
    c: false,
    d: 2,
  });
});

test('secrets are masked and text is bounded', () => {
  expect(toldText('client_secret=abc next')).toBe('client_secret=*** next');
  expect(toldText('x '.repeat(5000)).length).toBe(LONGEST_DETAIL);
});

test.each([
  ['a short secret behind its name', 'password: x'],
  ['a short web token', 'eyJhbGciOiJub25l.x'],
  ['a key', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
])('%s is masked however short the text', (_, text) => {
  expect(toldText(text)).toContain('***');
});

test('plain words stay', () => {
  expect(toldText('Username-Password-Authentication')).toBe('Username-Password-Authentication');
});
