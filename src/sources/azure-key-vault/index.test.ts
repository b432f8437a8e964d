import { expect, test } from 'vitest';
import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { azureKeyVault } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(azureKeyVault, SAMPLES);
testDetailsExplained(azureKeyVault, SAMPLES);
testMutations(azureKeyVault, SAMPLES);

test('an audit event of another service is nobody’s here', () => {
  const record = { time: '2026-03-02T09:00:00Z', category: 'AuditEvent', operationName: 'Read' };
  const resourceId =
    '/SUBSCRIPTIONS/22222222-2222-4222-8222-222222222222/PROVIDERS/MICROSOFT.AUTOMATION/AUTOMATIONACCOUNTS/A';
  const { events, problems } = readWhole(
    azureKeyVault,
    Buffer.from(JSON.stringify({ ...record, resourceId })),
  );
  expect(events).toEqual([]);
  expect(problems.join()).toContain('unrecognised');
});
