import { expect, test } from 'vitest';
import { nodeIsRecentEnough, packagesMatch } from './prepare.mjs';

test.each([
  ['20.19.0', true],
  ['20.20.2', true],
  ['22.0.0', true],
  ['20.18.3', false],
  ['18.20.8', false],
])('Node %s against >=20.19: %s', (version, enough) => {
  expect(nodeIsRecentEnough(version, '>=20.19')).toBe(enough);
});

const LOCKED = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/binding-for-another-platform': { version: '1.0.0', optional: true },
};

test.each([
  ['everything present', { 'node_modules/zod': { version: '4.0.0' } }, true],
  ['another version', { 'node_modules/zod': { version: '3.9.9' } }, false],
  ['missing', {}, false],
])('packages: %s', (_, present, matches) => {
  expect(packagesMatch(LOCKED, present)).toBe(matches);
});
