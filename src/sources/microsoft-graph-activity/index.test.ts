import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { testSource } from '../../../test/harness/test-source.ts';
import { ACTIONS } from '../../model/action.ts';
import { microsoftGraphActivity } from './index.ts';
import { OPERATIONS } from './operations.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(microsoftGraphActivity, SAMPLES);
testDetailsExplained(microsoftGraphActivity, SAMPLES);
testMutations(microsoftGraphActivity, SAMPLES);

test.skipIf(!existsSync(CHECKLIST))('what the checklist asks of Graph activity is in the table', () => {
  expect(readFileSync(CHECKLIST, 'utf8')).toContain('PATCH …/authenticationMethodsPolicy');
  const row = OPERATIONS.find(
    ({ operation }) => operation === 'graph:PATCH /policies/authenticationMethodsPolicy',
  );
  expect(row?.action).toBe('sso.change');
});

test('every row says a method, a path and an action we know', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^graph:(GET|POST|PATCH|PUT|DELETE) (\/([\w$-]+|\{id\}))+$/);
    expect(ACTIONS).toContain(action);
  }
});
