/** `npm test`: prepares the checkout, then runs the tests; arguments go to vitest (`npm test -- src/lineage`). */

import { prepare, ROOT, run } from './prepare.mjs';

prepare();
process.chdir(ROOT);
await run('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)]);
