import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { FIELDS } from './fields.ts';
import { duo } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(duo, SAMPLES);
testMutations(duo, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(duo, bytes))).join('');
  expect(files.join('')).toMatch(/never-to-be-seen/i);
  expect(outcome).not.toMatch(/never-to-be-seen/i);
});

const json = fc.jsonValue({ maxDepth: 4 });
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: json });
const fields = Object.fromEntries(
  Object.values(FIELDS).map(({ path }) => [path.split('.')[0] ?? path, json]),
);
const record = fc.record(
  {
    ...fields,
    action: mostly(
      fc.constantFrom('admin_login', 'bypass_create', 'user_update', 'integration_create', 'policy_update'),
    ),
    timestamp: mostly(fc.constant(1772442000)),
    username: mostly(fc.constantFrom('Ana Admin', 'API', '')),
    description: mostly(fc.constantFrom('{"status":"Bypass"}', '{"count":', '[1]', 'text', '{"role":7}')),
    user: mostly(fc.record({ key: json, name: json })),
    credits: fc.constant(null),
  },
  { requiredKeys: ['timestamp', 'username'] },
);

test('records of any shape become an event, a skip or a problem each, and nothing throws', () => {
  const good = {
    action: 'admin_login',
    username: 'Ana Admin',
    object: null,
    description: null,
    isotimestamp: '2026-03-02T09:00:00+00:00',
    timestamp: 1772442000,
  };
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, skipped, problems } = readWhole(duo, Buffer.from(lines));
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 300, seed: 7 },
  );
});
