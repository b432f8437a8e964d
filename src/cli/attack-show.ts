/** `credtrail attack show` and `raw`: one object, as a page or exactly as it was published. */

import { implemented } from '../attack/implemented.ts';
import { HOW_TO_IMPORT, openLibrary } from '../attack/library.ts';
import { licenceNote } from '../attack/licence.ts';
import { readRaw } from '../attack/read-release.ts';
import { showObject } from '../attack/show.ts';
import { escapeControls } from '../lib/text.ts';
import { objectJson, renderImplemented, renderObject } from '../report/attack-object.ts';
import { findOrSay, libraryFolder, onlyId, write } from './attack-inputs.ts';
import type { Words } from './options.ts';
import { readOutput, writeResult } from './output.ts';
import type { Terminal } from './terminal.ts';

export function runShow(rest: readonly string[], words: Words, terminal: Terminal): number {
  const id = onlyId(rest, 'show');
  const library = openLibrary(libraryFolder(words));
  const own = implemented(id);
  if (library.releases.length === 0 && own !== undefined && words.text('release') === undefined) {
    const json = (): unknown => ({ ...own, imported: false });
    write(words, terminal, json, () => renderImplemented(own, `${HOW_TO_IMPORT}.`, terminal));
    return 0;
  }
  const found = findOrSay(library, id, words);
  const shown = showObject(library, found);
  const json = (): unknown =>
    objectJson(shown, JSON.parse(readRaw(found.release, found.entry).toString('utf8')));
  write(words, terminal, json, () => renderObject(shown, { ...terminal, all: words.flag('all') }));
  return 0;
}

/** Nothing but the bytes on standard output: their SHA-256 is the raw hash. The licence goes to standard error. */
export function runRaw(rest: readonly string[], words: Words, terminal: Terminal): number {
  const id = onlyId(rest, 'raw');
  const { release, entry } = findOrSay(openLibrary(libraryFolder(words)), id, words);
  const raw = readRaw(release, entry).toString('utf8');
  const output = readOutput(words);
  // On a screen invisible characters are shown as JSON's own escapes, and a line ends.
  if (output === undefined && terminal.outIsTerminal) terminal.out(`${escapeControls(raw)}\n`);
  else writeResult(terminal, output, raw);
  terminal.err(`${entry.attack ?? entry.id} of ${release.key}. ${licenceNote(release.copyright)}\n`);
  return 0;
}
