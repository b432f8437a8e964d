import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { pingOne } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(pingOne, SAMPLES);
testMutations(pingOne, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(pingOne, bytes))).join('');
  expect(files.join('')).toContain('NEVER-TO-BE-SEEN');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
});

const json = fc.jsonValue({ maxDepth: 4 });
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: json });
const thing = fc.record({
  id: json,
  name: json,
  type: mostly(fc.constantFrom('USER', 'APPLICATION', 'SESSION')),
});
const record = fc.record(
  {
    id: json,
    recordedAt: mostly(fc.constant('2026-03-02T09:00:00.000Z')),
    action: mostly(
      fc.record({
        type: mostly(
          fc.constantFrom('PASSWORD.RESET', 'SECRET.READ', 'USER.UPDATED', 'SESSION.CREATED', 'X.Y'),
        ),
      }),
    ),
    actors: mostly(fc.record({ user: mostly(thing), client: json })),
    resources: mostly(fc.array(mostly(thing), { maxLength: 3 })),
    result: mostly(fc.record({ status: json, description: json })),
    source: json,
    internalCorrelation: json,
  },
  { requiredKeys: [] },
);

test('records of any shape become an event, a skip or a problem each, and nothing throws', () => {
  const good = {
    recordedAt: '2026-03-02T09:00:00.000Z',
    action: { type: 'USER.CREATED' },
    resources: [],
    result: { status: 'SUCCESS' },
  };
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
      const lines = [good, ...records].map((each) => JSON.stringify(each)).join('\n');
      const { events, skipped, problems } = readWhole(pingOne, Buffer.from(lines));
      const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(events.length + skips + problems.length).toBeGreaterThanOrEqual(records.length + 1);
    }),
    { numRuns: 300, seed: 7 },
  );
});
