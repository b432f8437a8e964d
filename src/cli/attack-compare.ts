/** `credtrail attack diff` and `drift`: releases held against each other, and our analytics against releases. */

import { diffReleases } from '../attack/diff.ts';
import { findDrift } from '../attack/drift.ts';
import { releaseNamed } from '../attack/library.ts';
import { checkFilters } from '../attack/query.ts';
import { UsageError } from '../model/usage-error.ts';
import { diffJson, driftJson, renderDiff, renderDrift } from '../report/attack-diff.ts';
import { filledLibrary, readFilters, write } from './attack-inputs.ts';
import type { Words } from './options.ts';
import type { Terminal } from './terminal.ts';

export function runDiff(rest: readonly string[], words: Words, terminal: Terminal): number {
  const [older, newer, another] = rest;
  if (older === undefined || newer === undefined || another !== undefined)
    throw new UsageError('attack diff takes two releases', 'for example: credtrail attack diff 18.0 18.1');
  const library = filledLibrary(words);
  const [before, after] = [releaseNamed(library, older), releaseNamed(library, newer)];
  const filters = readFilters(words);
  checkFilters([before, after], filters);
  const diff = diffReleases(before, after, filters);
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
