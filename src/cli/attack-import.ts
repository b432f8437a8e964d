/** `credtrail attack import`: what was taken, what was there already, what was refused and why. */

import { join } from 'node:path';
import { importAttack } from '../attack/import.ts';
import { HOW_TO_IMPORT } from '../attack/library.ts';
import { UsageError } from '../model/usage-error.ts';
import { renderImport } from '../report/attack-lists.ts';
import { libraryFolder } from './attack-inputs.ts';
import type { Words } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Problems because of which nothing is missing from the release. */
const MILD: ReadonlySet<string> = new Set([
  'unknown-type',
  'duplicate',
  'superseded',
  'wrong-type',
  'dangling',
]);

export function runImport(rest: readonly string[], words: Words, terminal: Terminal): number {
  if (rest.length === 0) throw new UsageError('attack import needs a file or folder', HOW_TO_IMPORT);
  const library = libraryFolder(words);
  const release = words.text('release');
  const report = importAttack(rest, { library, ...(release === undefined ? {} : { release }) });
  const refused = report.releases.filter(({ outcome }) => outcome === 'refused');
  if (report.releases.length === 0) {
    terminal.err(renderImport(report, terminal));
    throw new UsageError('nothing was imported: no ATT&CK objects were found', HOW_TO_IMPORT);
  }
  terminal.out(renderImport(report, terminal));
  const [first] = refused;
  if (first !== undefined)
    throw new UsageError(
      `${refused.map(({ key }) => key).join(', ')}: there already with other content, and not changed`,
      `import into another --library, or remove ${join(library, first.key)} first`,
    );
  return report.problems.some(({ code }) => !MILD.has(code)) ? 3 : 0;
}
