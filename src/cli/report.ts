/** `credtrail report PATH…`: a scan, or a saved result, as a document for people. */

import { ANALYTICS } from '../analytics/index.ts';
import { createCensus } from '../app/coverage.ts';
import { scan } from '../app/scan.ts';
import { withHashes } from '../app/setup.ts';
import type { Result } from '../model/result.ts';
import { UsageError } from '../model/usage-error.ts';
import { fixesOf } from '../report/coverage.ts';
import type { CoverageReport } from '../report/coverage-shape.ts';
import type { Coverage } from '../report/dossier/dossier.ts';
import { renderHtml } from '../report/html/render.ts';
import { renderMarkdown } from '../report/markdown/render.ts';
import { readChoice } from './inputs.ts';
import { readWords, type Words } from './options.ts';
import { readOutput, writeResult } from './output.ts';
import { statusOf } from './problems.ts';
import { progressOn } from './progress.ts';
import { isSavedResult, readSavedResult } from './saved-result.ts';
import { readScanRequest, SCAN_GREEDY, SCAN_OPTIONS } from './scan-request.ts';
import type { Terminal } from './terminal.ts';
import { TOOL } from './tool.ts';

export const REPORT_HELP = `credtrail report PATH… [options]
credtrail report RESULT.json [options]

Writes a report of what a scan finds: for whoever decides, whoever investigates and whoever checks. RESULT.json is what
credtrail scan --format json saved; then nothing is scanned.

  --format FORMAT       html (one file that needs nothing else, default) or md (Markdown, for tickets)
  --output FILE         write the report there instead of standard output
  --config, --baseline, --state, --since, --until, --min-level, --analytics, --threads
                        as for credtrail scan, when logs are scanned; a state is read, not saved

Exit status: 0 done, 2 usage error, 3 some input could not be read.
`;

export async function runReport(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = readWords(
    args,
    { ...SCAN_OPTIONS, format: { type: 'string' }, output: { type: 'string' } },
    SCAN_GREEDY,
  );
  const format = readChoice('--format', words.text('format'), ['html', 'md']) ?? 'html';
  const output = readOutput(words);
  const { result, coverage } = await basisOf(words, terminal);
  const analytics = ANALYTICS.map(({ attack, technique, title, take }) => ({
    id: attack,
    technique,
    title,
    ...(take === undefined ? {} : { take }),
  }));
  const options = { tool: TOOL, analytics, ...(coverage === undefined ? {} : { coverage }) };
  const text = format === 'html' ? renderHtml(result, options) : renderMarkdown(result, options);
  writeResult(terminal, output, text);
  return statusOf(result.problems, terminal);
}

/** Coverage is counted while logs are read; a saved result does not hold it. */
async function basisOf(
  words: Words,
  terminal: Terminal,
): Promise<{ readonly result: Result; readonly coverage?: Coverage }> {
  const [path] = words.paths;
  if (path !== undefined && words.paths.length === 1 && isSavedResult(path))
    return { result: savedAsItIs(path, words) };
  const request = readScanRequest(words, terminal);
  const progress = progressOn(terminal);
  let census = createCensus(request.files);
  const beside = (): typeof census => {
    census = createCensus(request.files);
    return census;
  };
  const { result } = await scan({ ...request, progress, beside });
  progress.clear();
  return { result: await withHashes(result), coverage: coverageOf(census.report(undefined)) };
}

/** What a scan is asked cannot be asked of its result: left unsaid, a reader would take it for done. */
function savedAsItIs(path: string, words: Words): Result {
  const asked = Object.keys(SCAN_OPTIONS).find(
    (name) => name !== 'threads' && words.text(name) !== undefined,
  );
  if (asked === undefined) return readSavedResult(path);
  throw new UsageError(
    `--${asked} is for scanning, and ${path} is a saved result`,
    `leave it out, or name the logs: credtrail report PATH… --${asked} …`,
  );
}

function coverageOf({ verdicts }: CoverageReport): Coverage {
  const read = verdicts.filter(({ present }) => present);
  const providers = new Set(read.map(({ provider }) => provider));
  return {
    lines: read.map(({ analytic, provider, verdict, shortfalls }) => ({
      analytic,
      provider,
      verdict,
      reasons: shortfalls.map(({ what, effect }) => `${what}: ${effect}`),
      fixes: [...new Set(shortfalls.map(({ fix }) => fix))],
    })),
    toSwitchOn: fixesOf(read).map(({ fix, whats, effects, blind, degraded }) => ({
      fix,
      reasons: [...whats, ...effects],
      helps: [...blind, ...degraded],
    })),
    unread: [...new Set(verdicts.map(({ provider }) => provider))]
      .filter((each) => !providers.has(each))
      .sort(),
  };
}
