/** Name and version as the package says them; found upwards from here, in a checkout and in an installed package. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Tool } from '../report/result-json.ts';

export const TOOL: Tool = {
  name: 'credtrail',
  version: versionFrom(dirname(fileURLToPath(import.meta.url))),
};

function versionFrom(folder: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
      return String(manifest.version);
  } catch {
    // Not in this folder: look one up.
  }
  const parent = dirname(folder);
  return parent === folder ? 'unknown' : versionFrom(parent);
}
