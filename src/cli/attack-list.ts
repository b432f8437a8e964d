/** `credtrail attack releases`, `list` and `search`: many objects, or what was imported. */

import { checkFilters, listObjects, searchObjects } from '../attack/query.ts';
import { UsageError } from '../model/usage-error.ts';
import { entriesJson, hitsJson, renderEntries, renderHits, renderReleases } from '../report/attack-lists.ts';
import { chosenRelease, filledLibrary, readFilters, write } from './attack-inputs.ts';
import { readCount } from './inputs.ts';
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

export function runList(rest: readonly string[], words: Words, terminal: Terminal): number {
  if (rest.length > 0)
    throw new UsageError(
      `attack list takes filters, not '${rest[0]}'`,
      'for words: credtrail attack search WORDS',
    );
  const release = chosenRelease(filledLibrary(words), words);
  const filters = readFilters(words);
  const entries = listObjects(release, filters);
  if (entries.length === 0) checkFilters([release], filters);
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
  const filters = readFilters(words);
  const hits = searchObjects(release, rest, filters);
  if (hits.length === 0) checkFilters([release], filters);
  const shown = hits.slice(0, limit);
  const json = (): unknown => hitsJson(release, shown, hits.length);
  write(words, terminal, json, () => renderHits(release, shown, hits.length, terminal));
  return 0;
}
