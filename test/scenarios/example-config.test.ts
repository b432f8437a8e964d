import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/read.ts';

const FILE = 'examples/acme/credtrail.yaml';
const ANALYTICS = ['AN1157', 'AN0717', 'AN1470', 'AN0526', 'AN1424'].map((attack) => ({
  attack,
  parameters: {},
  detections: {},
}));

test('the context file of the bundled example has no problem', () => {
  const text = readFileSync(FILE, 'utf8');
  const read = readConfig(text, FILE, ANALYTICS, (path) => readFileSync(path));
  expect('problems' in read ? read.problems : []).toEqual([]);
});

test('its networks answer for the addresses of the simulated organisation', () => {
  const read = readConfig(readFileSync(FILE, 'utf8'), FILE, ANALYTICS, (path) => readFileSync(path));
  if (!('context' in read)) throw new Error('unreadable');
  expect(read.context.network('203.0.113.3')?.name).toBe('office-dublin');
  expect(read.context.network('192.0.2.2')?.name).toBe('vpc-prod-nat');
  expect(read.context.network('198.51.100.23')).toBeUndefined();
});
