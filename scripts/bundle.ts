/**
 * Gathers the compiled program into a few files (`dist/lib/credtrail`): loading some four hundred modules one by one
 * takes longer than a small scan, in each thread anew. Packages stay outside, and nothing is renamed or left out that
 * a stack trace needs.
 */

import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** This file runs as `dist/scripts/bundle.js`. */
const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));
/** As deep below `dist` as the modules it is made of, which find data files by where they lie. */
const OUTPUT = fileURLToPath(new URL('../lib/credtrail/', import.meta.url));

const bundle = await rolldown({
  input: { main: `${SOURCE}cli/main.js`, 'reading-thread': `${SOURCE}app/reading-thread.js` },
  platform: 'node',
  external: (id) => !(id.startsWith('.') || isAbsolute(id)),
});
await bundle.write({ dir: OUTPUT, format: 'esm', cleanDir: true, chunkFileNames: '[name]-[hash].js' });
await bundle.close();
