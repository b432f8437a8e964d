import { defineConfig } from 'vitest/config';

/** Real captures, all of them: minutes rather than seconds, so apart from `npm test`. */
export default defineConfig({
  test: { include: ['test/corpora/**/*.test.ts'], testTimeout: 600_000, fileParallelism: false },
});
