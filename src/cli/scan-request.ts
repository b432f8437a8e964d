/** The options that decide what a scan finds, and the request made of them; the same for scan, report and evidence. */

import type { ScanRequest } from '../app/scan.ts';
import { listInputs } from '../input/list.ts';
import { LEVELS } from '../model/level.ts';
import { UsageError } from '../model/usage-error.ts';
import { type ConfigurationSource, readContext } from './context-file.ts';
import { readChoice, readThreads, readTime } from './inputs.ts';
import type { Words } from './options.ts';
import type { Terminal } from './terminal.ts';

export const SCAN_OPTIONS = {
  config: { type: 'string' },
  baseline: { type: 'string', multiple: true },
  state: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  'min-level': { type: 'string' },
  analytics: { type: 'string', multiple: true },
  threads: { type: 'string' },
} as const;

export const SCAN_GREEDY = {
  '--baseline': () => true,
  '--analytics': (word: string) => /^an\d+/i.test(word),
};

export type ReadRequest = ScanRequest & { readonly sources: readonly ConfigurationSource[] };

/** `given`: the paths to scan, where they are not all of the words. */
export function readScanRequest(words: Words, terminal: Terminal, given = words.paths): ReadRequest {
  const minLevel = readChoice('--min-level', words.text('min-level'), LEVELS) ?? 'low';
  const since = readTime('--since', words.text('since'), 'start');
  const until = readTime('--until', words.text('until'), 'end');
  if (since !== undefined && until !== undefined && since >= until)
    throw new UsageError('--since is not before --until', 'swap the two times');
  const { paths, baseline } = pathsOf(given, words.texts('baseline'));
  const { config, context, configuration, sources } = readContext(words.text('config'), terminal);
  const listed = listInputs(paths);
  const learned = listInputs(baseline, { baseline: true });
  // The first of two equal records counts: what is vouched for stays so when it is named twice.
  const files = [...learned.files, ...listed.files];
  const state = words.text('state');
  const analytics = words
    .texts('analytics')
    .flatMap((each) => each.toUpperCase().split(','))
    .filter((each) => each !== '');
  return {
    files,
    listing: [...listed.problems, ...learned.problems],
    config,
    context,
    sources,
    minLevel,
    threads: readThreads(words.text('threads'), files),
    ...(configuration === undefined ? {} : { configuration }),
    ...(state === undefined ? {} : { state }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(analytics.length === 0 ? {} : { analytics }),
  };
}

/** `--baseline A B` with nothing else to scan: the last path is the one to scan. */
function pathsOf(
  paths: readonly string[],
  baseline: readonly string[],
): { paths: readonly string[]; baseline: readonly string[] } {
  if (paths.length > 0) return { paths, baseline };
  if (baseline.length > 1) return { paths: baseline.slice(-1), baseline: baseline.slice(0, -1) };
  throw new UsageError(
    'nothing to scan',
    'name files, folders or globs, or - for standard input: credtrail scan ~/AWSLogs',
  );
}
