/** `credtrail scan PATH…` */

import { ANALYTICS } from '../analytics/index.ts';
import { scan } from '../app/scan.ts';
import { hasKernel } from '../input/kernel.ts';
import { escapeControls } from '../lib/text.ts';
import { compareLevels, LEVELS } from '../model/level.ts';
import type { Result } from '../model/result.ts';
import { renderCsv } from '../report/csv.ts';
import { renderJson, renderNdjson } from '../report/json.ts';
import { renderOcsf } from '../report/ocsf.ts';
import { renderTable } from '../report/table.ts';
import { readChoice, writeResult } from './inputs.ts';
import { readWords, type Words } from './options.ts';
import { progressOn } from './progress.ts';
import { readScanRequest, SCAN_GREEDY, SCAN_OPTIONS } from './scan-request.ts';
import type { Terminal } from './terminal.ts';
import { TOOL } from './tool.ts';

export const SCAN_HELP = `credtrail scan PATH… [options]

Reads logs (files, folders, globs, - for standard input) and reports findings and incidents.

  --config FILE         context file: networks, automation, changes, exceptions …
  --baseline PATH…      learn from these logs, report nothing about them
  --state DIR           continue from what earlier runs learned, and save it again
  --since, --until TIME report on this time only; events before it are learned from
  --min-level LEVEL     ${LEVELS.join(', ')} (default low)
  --analytics AN…       only these analytics, e.g. AN1470 AN0717
  --format FORMAT       table, json, ndjson, ocsf, csv (default: table on a terminal, else json)
  --output FILE         write results there instead of standard output
  --fail-on LEVEL       exit with status 1 when a finding reaches it
  --threads N           reading threads (default: as many as there are processors, at most 8)

Exit status: 0 done, 1 findings at or above --fail-on, 2 usage error, 3 some input could not be read.
`;

const FORMATS = ['table', 'json', 'ndjson', 'ocsf', 'csv'] as const;
type Format = (typeof FORMATS)[number];

const OPTIONS = {
  ...SCAN_OPTIONS,
  format: { type: 'string' },
  output: { type: 'string' },
  'fail-on': { type: 'string' },
} as const;

export async function runScan(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = readWords(args, OPTIONS, SCAN_GREEDY);
  const failOn = readChoice('--fail-on', words.text('fail-on'), LEVELS);
  const format = readChoice('--format', words.text('format'), FORMATS) ?? defaultFormat(words, terminal);
  const request = readScanRequest(words, terminal);
  const progress = progressOn(terminal);
  const { result, timings, save } = await scan({ ...request, progress });
  progress.clear();
  writeResult(
    terminal,
    words.text('output'),
    render(result, format, words.text('output') === undefined, terminal),
  );
  await save();
  if (process.env['CREDTRAIL_TIMINGS'] === '1')
    terminal.err(`${JSON.stringify({ ...timings, kernel: hasKernel() })}\n`);
  if (format !== 'table') tellProblems(result, terminal);
  return exitCode(result, failOn);
}

function defaultFormat(words: Words, terminal: Terminal): Format {
  return words.text('output') === undefined && terminal.outIsTerminal ? 'table' : 'json';
}

function render(result: Result, format: Format, toTerminal: boolean, terminal: Terminal): string {
  const names = new Map(ANALYTICS.map(({ attack, title }) => [attack, title]));
  switch (format) {
    case 'table':
      return renderTable(result, { colour: terminal.colour && toTerminal, width: terminal.width, names });
    case 'json':
      return renderJson(result, TOOL);
    case 'ndjson':
      return renderNdjson(result);
    case 'ocsf':
      return renderOcsf(result, { tool: TOOL, names });
    case 'csv':
      return renderCsv(result);
  }
}

/** The table tells of problems itself; beside the other formats a person would miss why the status is 3. */
function tellProblems({ problems }: Result, terminal: Terminal): void {
  const [first] = problems;
  if (first === undefined) return;
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const place = first.place === '' ? first.file : `${first.file}, ${first.place}`;
  terminal.err(`credtrail: ${count} with the input, first ${escapeControls(`${place}: ${first.message}`)}\n`);
}

function exitCode(result: Result, failOn: (typeof LEVELS)[number] | undefined): number {
  if (failOn !== undefined && result.findings.some(({ level }) => compareLevels(level, failOn) >= 0))
    return 1;
  return result.problems.length > 0 ? 3 : 0;
}
