import { expect, test } from 'vitest';
import { nearest, nearestFew } from './nearest.ts';

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

test.each([
  ['AN1471', ['AN1470', 'AN1481', 'T1098', 'AN1471'], ['AN1471', 'AN1470', 'AN1481']],
  ['an147', ['AN1470', 'DET0531'], ['AN1470']],
  ['nonsense', ['AN1470'], []],
])('few candidates near %s, the closest first', (word, candidates, expected) => {
  expect(nearestFew(word, candidates, 3)).toEqual(expected);
});
