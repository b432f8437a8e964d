import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIONS } from '../../model/action.ts';
import { OPERATIONS } from './operations.ts';

test('every row says an action we know, and a type as PingOne writes them', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^pingone:[A-Z0-9_]+\.[A-Z0-9_]+$/);
    expect(ACTIONS).toContain(action);
  }
});

test.each([
  ['PASSWORD.RESET', 'credential.reset'],
  ['PASSWORD.RECOVERY', 'credential.reset'],
  ['SECRET.READ', 'credential.read'],
  ['SECRET.UPDATED', 'credential.reset'],
  ['KEY.CREATED', 'credential.create'],
  ['KEY.READ', 'credential.read'],
  ['DEVICE.DELETED', 'factor.change'],
  ['IDENTITY_PROVIDER.UPDATED', 'sso.change'],
  ['POLICY.DELETED', 'sso.change'],
  ['ROLE_ASSIGNMENT.CREATED', 'privilege.grant'],
  ['SUBSCRIPTION.DELETED', 'telemetry.change'],
  ['DEVICE.FRAUD_REPORTED', 'alert'],
])('%s is %s', (type, action) => {
  expect(OPERATIONS.find(({ operation }) => operation === `pingone:${type}`)?.action).toBe(action);
});

test('the README explains every detail that a row can give', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = new Set(OPERATIONS.flatMap(({ details }) => Object.keys(details ?? {})));
  expect([...given].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
