import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { readWhole, testSource } from '../../../test/harness/test-source.ts';
import { auditd } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(auditd, SAMPLES);
testDetailsExplained(auditd, SAMPLES);

test('no secret of a sample survives normalisation', () => {
  const files = readdirSync(SAMPLES).map((name) => readFileSync(join(SAMPLES, name)));
  const outcome = files.map((bytes) => JSON.stringify(readWhole(auditd, bytes))).join('');
  expect(outcome).not.toContain('NEVER-TO-BE-SEEN');
  expect(Buffer.concat(files).toString()).toContain(
    Buffer.from('NEVER-TO-BE-SEEN').toString('hex').toUpperCase(),
  );
});
