import { defineConfig } from 'vitest/config';

/** CI asks for a machine-readable report beside the usual output. */
const report = process.env['CREDTRAIL_TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
