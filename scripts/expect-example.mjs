/** `node scripts/expect-example.mjs OUTPUT`: whether what `npm start` printed holds the staged incident and findings of all five. */

import { readFileSync } from 'node:fs';

const [output = ''] = process.argv.slice(2);
const text = readFileSync(output, 'utf8');
const analytics = new Set(text.match(/\bAN\d{4}\b/g));
const shown = /^Incidents /m.test(text) && /CRITICAL/.test(text) && analytics.size === 5;
process.stderr.write(
  shown
    ? `example: findings of ${[...analytics].sort().join(', ')}\n`
    : `example: not the incident and findings of all five analytics in:\n${text}\n`,
);
process.exitCode = shown ? 0 : 1;
