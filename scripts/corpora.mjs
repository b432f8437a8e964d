/** `npm run corpora`: the tests over real captures in `CREDTRAIL_SHARED` (default `../shared`), every one of them. */

import { prepare, ROOT, run } from './prepare.mjs';

prepare();
process.chdir(ROOT);
const args = process.argv.slice(2);
await run('node_modules/vitest/vitest.mjs', ['run', '--config', 'vitest.corpora.config.ts', ...args]);
