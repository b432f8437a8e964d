/** `node scripts/expect-example.mjs OUTPUT`: whether what `npm start` printed holds an incident and findings of the example. */

import { readFileSync } from 'node:fs';

const [output = ''] = process.argv.slice(2);
const text = readFileSync(output, 'utf8');
const analytics = new Set(text.match(/\bAN\d{4}\b/g));
const shown = /incident/i.test(text) && analytics.size > 0;
process.stderr.write(
  shown
    ? `example: findings of ${[...analytics].sort().join(', ')}\n`
    : `example: no incident with findings in:\n${text}\n`,
);
process.exitCode = shown ? 0 : 1;
