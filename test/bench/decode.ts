/**
 * The yardstick, run as a process of its own: `node decode.js inflate|parse FOLDER` inflates every file, or inflates
 * it and parses its JSON, one after another on one thread, and does nothing with the result but count records.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [mode = '', folder = ''] = process.argv.slice(2);
let total = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.name.endsWith('.gz')) continue;
  const bytes = gunzipSync(readFileSync(join(entry.parentPath, entry.name)));
  total += mode === 'parse' ? recordsIn(JSON.parse(bytes.toString())) : bytes.length;
}
process.stdout.write(`${total}\n`);

function recordsIn(value: { readonly Records: readonly unknown[] }): number {
  return value.Records.length;
}
