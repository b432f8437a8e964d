/** `node scripts/run.mjs PROGRAM ARG…`: prepares the checkout, then runs a compiled program of it from `dist/`. */

import { prepare, ROOT, run } from './prepare.mjs';

const [program = 'lib/credtrail/main', ...args] = process.argv.slice(2);
prepare();
process.chdir(ROOT);
await run(`dist/${program}.js`, args);
