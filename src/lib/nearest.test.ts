import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const KEYS = ['networks', 'automation', 'administrators', 'helpdesk', 'breakGlass'];

test.each([
  ['network', 'networks'],
  ['netwroks', 'networks'],
  ['breakglass', 'breakGlass'],
  ['adminstrators', 'administrators'],
  ['colour', undefined],
  ['x', undefined],
  ['', undefined],
  ['n'.repeat(5000), undefined],
])('the nearest key to %j is %j', (word, expected) => {
  expect(nearest(word, KEYS)).toBe(expected);
});
