/**
 * `npm run readme`: puts an excerpt of what `npm start` prints into the README, from a real run. With `--check` it
 * writes nothing and fails when the README shows something else.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { section, writeSection } from './measurements.ts';

const README = 'README.md';
const SECTION = 'output';

const shown = `\`\`\`text\n${excerpt(scanExample())}\n\`\`\``;
if (process.argv.includes('--check')) {
  const same = section(readFileSync(README, 'utf8'), SECTION) === shown;
  if (!same)
    process.stderr.write(
      'the README shows other output than npm start prints; npm run readme refreshes it\n',
    );
  process.exitCode = same ? 0 : 1;
} else {
  writeSection(SECTION, shown, README);
}

/** `npm start` without npm's own lines. */
function scanExample(): string {
  const run = spawnSync(process.execPath, [resolve('scripts/start.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '100' },
  });
  if (run.status !== 0) throw new Error(`scanning the example ended with ${run.status}: ${run.stderr}`);
  return run.stdout;
}

/** The opening, and of each part of the output its heading and first entry; an ellipsis stands for the others. */
function excerpt(output: string): string {
  const kept: string[] = [];
  let entries = 0;
  for (const paragraph of output.trim().split(/\n\s*\n/)) {
    entries = isHeading(paragraph) ? 0 : entries + 1;
    if (entries <= 1) kept.push(paragraph);
    else if (kept.at(-1) !== '…') kept.push('…');
  }
  return kept.join('\n\n');
}

function isHeading(paragraph: string): boolean {
  return /^\S.* ─+$/.test(paragraph);
}
