/**
 * `npm run check`: everything a change must pass, the same line on a desk and in CI. Every step runs even when
 * an earlier one failed; `--static` leaves the tests out.
 */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, ROOT } from './prepare.mjs';

const STATIC = [
  // It colours its output even where nobody looks.
  [
    'format and lint',
    '@biomejs/biome/bin/biome',
    ['ci', '.', ...(process.stdout.isTTY ? [] : ['--colors=off'])],
  ],
  ['types', 'typescript/bin/tsc', ['-p', 'tsconfig.json']],
  ['dead code', 'knip/bin/knip.js', []],
];
const TESTS = [['architecture and tests', 'vitest/vitest.mjs', ['run']]];

prepare();
const steps = process.argv.includes('--static') ? STATIC : [...STATIC, ...TESTS];
const failed = steps.filter((step) => !passes(step)).map(([name]) => name);
process.stderr.write(failed.length === 0 ? 'check: all passed\n' : `check: failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

function passes([name, program, args]) {
  const began = performance.now();
  process.stderr.write(`check: ${name} …\n`);
  const command = [join(ROOT, 'node_modules', program), ...args];
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(`check: ${name}: ${status === 0 ? 'passed' : 'FAILED'} (${seconds} s)\n`);
  return status === 0;
}
