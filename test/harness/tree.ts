/** The files of a checkout as paths from its root, sorted; what is generated or installed is left out. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT = new Set(['.git', '.credtrail', 'node_modules', 'dist', 'coverage', 'tmp']);

export function filesOf(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !LEFT_OUT.has(entry.name) && !(entry.name.endsWith('.log') && !isSample(folder)))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesOf(root, path) : entry.isFile() ? [path] : [];
    })
    .sort();
}

/** Samples of text logs are part of their source; other logs are what somebody's run left behind. */
function isSample(folder: string): boolean {
  return /^src\/sources\/[^/]+\/samples$/.test(folder);
}
