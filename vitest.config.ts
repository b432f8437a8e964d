import { defineConfig } from 'vitest/config';

/** CI asks for a machine-readable report beside the usual output. */
const report = process.env['CREDTRAIL_TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['scripts/build-kernel.mjs'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Nothing is mocked and no test changes what others import: a worker loads the product once for all its files.
    isolate: false,
    // Left alone it keeps one processor free, which of two is half.
    maxWorkers: '100%',
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
