/** The commands of `credtrail attack` that read the library. */

import { diffReleases } from '../attack/diff.ts';
import { findDrift } from '../attack/drift.ts';
import { implemented } from '../attack/implemented.ts';
import { HOW_TO_IMPORT, openLibrary, readRaw, releaseNamed } from '../attack/library.ts';
import { licenceNote } from '../attack/licence.ts';
import { listObjects, searchObjects } from '../attack/query.ts';
import { showObject } from '../attack/show.ts';
import { escapeControls } from '../lib/text.ts';
import { UsageError } from '../model/usage-error.ts';
import { diffJson, driftJson, renderDiff, renderDrift } from '../report/attack-diff.ts';
import { entriesJson, hitsJson, renderEntries, renderHits, renderReleases } from '../report/attack-lists.ts';
import { objectJson, renderImplemented, renderObject } from '../report/attack-object.ts';
import {
  chosenRelease,
  filledLibrary,
  findOrSay,
  libraryFolder,
  onlyId,
  readFilters,
  write,
} from './attack-inputs.ts';
import { readCount, writeResult } from './inputs.ts';
import type { Words } from './options.ts';
import type { Terminal } from './terminal.ts';

const DEFAULT_HITS = 20;

export function runReleases(_rest: readonly string[], words: Words, terminal: Terminal): number {
  const { releases, folder } = filledLibrary(words);
  const json = (): unknown => ({
    releases: releases.map(({ domain, version, digest, counts, copyright }) => ({
      domain,
      version,
      digest,
      counts,
      copyright,
    })),
  });
  write(words, terminal, json, () => renderReleases(releases, folder, terminal));
  return 0;
}

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
  const output = words.text('output');
  // On a screen invisible characters are shown as JSON's own escapes, and a line ends.
  if (output === undefined && terminal.outIsTerminal) terminal.out(`${escapeControls(raw)}\n`);
  else writeResult(terminal, output, raw);
  terminal.err(`${entry.attack ?? entry.id} of ${release.key}. ${licenceNote(release.copyright)}\n`);
  return 0;
}

export function runList(rest: readonly string[], words: Words, terminal: Terminal): number {
  if (rest.length > 0)
    throw new UsageError(
      `attack list takes filters, not '${rest[0]}'`,
      'for words: credtrail attack search WORDS',
    );
  const release = chosenRelease(filledLibrary(words), words);
  const entries = listObjects(release, readFilters(words));
  const json = (): unknown => entriesJson(release, entries);
  write(words, terminal, json, () => renderEntries(release, entries, terminal));
  return 0;
}

export function runSearch(rest: readonly string[], words: Words, terminal: Terminal): number {
  if (rest.length === 0)
    throw new UsageError(
      'attack search needs words',
      'for example: credtrail attack search instance metadata',
    );
  const limit = readCount('--limit', words.text('limit'), 1, 10_000) ?? DEFAULT_HITS;
  const release = chosenRelease(filledLibrary(words), words);
  const hits = searchObjects(release, rest, readFilters(words));
  const shown = hits.slice(0, limit);
  const json = (): unknown => hitsJson(release, shown, hits.length);
  write(words, terminal, json, () => renderHits(release, shown, hits.length, terminal));
  return 0;
}

export function runDiff(rest: readonly string[], words: Words, terminal: Terminal): number {
  const [older, newer, another] = rest;
  if (older === undefined || newer === undefined || another !== undefined)
    throw new UsageError('attack diff takes two releases', 'for example: credtrail attack diff 18.0 18.1');
  const library = filledLibrary(words);
  const diff = diffReleases(releaseNamed(library, older), releaseNamed(library, newer), readFilters(words));
  const json = (): unknown => diffJson(diff);
  write(words, terminal, json, () => renderDiff(diff, terminal));
  return 0;
}

export function runDrift(_rest: readonly string[], words: Words, terminal: Terminal): number {
  const drifts = findDrift(filledLibrary(words));
  const json = (): unknown => driftJson(drifts);
  write(words, terminal, json, () => renderDrift(drifts, terminal));
  return words.flag('fail-on-drift') && drifts.some(({ drifted }) => drifted) ? 1 : 0;
}
