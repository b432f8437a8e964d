/** The files of a checkout as paths from its root, sorted; what is generated or installed is left out. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT = new Set(['.git', '.credtrail', 'node_modules', 'dist', 'coverage', 'tmp']);

export function filesOf(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !LEFT_OUT.has(entry.name) && !entry.name.endsWith('.log'))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesOf(root, path) : entry.isFile() ? [path] : [];
    })
    .sort();
}
