import { expect, test } from 'vitest';
import { testRows } from '../../../test/harness/test-operations.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^pingone:[A-Z0-9_]+\.[A-Z0-9_]+$/, import.meta.dirname);

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
