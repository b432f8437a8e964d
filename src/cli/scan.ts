/** `credtrail scan PATH…` */

import { ANALYTICS } from '../analytics/index.ts';
import { scan, trySaving } from '../app/scan.ts';
import { hasKernel } from '../input/kernel.ts';
import { compareLevels, LEVELS } from '../model/level.ts';
import type { Result } from '../model/result.ts';
import { renderCsv } from '../report/csv.ts';
import { renderJson, renderNdjson } from '../report/json.ts';
import { renderOcsf } from '../report/ocsf.ts';
import { renderTable } from '../report/table.ts';
import { readChoice } from './inputs.ts';
import { readWords } from './options.ts';
import { readOutput, writeResult } from './output.ts';
import { tellProblems } from './problems.ts';
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
  const output = readOutput(words);
  const format = readChoice('--format', words.text('format'), FORMATS) ?? defaultFormat(output, terminal);
  const request = readScanRequest(words, terminal);
  trySaving(request);
  const progress = progressOn(terminal);
  const { result, timings, save } = await scan({ ...request, progress });
  progress.clear();
  writeResult(terminal, output, render(result, format, output === undefined, terminal));
  await terminal.flushed();
  await save();
  if (process.env['CREDTRAIL_TIMINGS'] === '1')
    terminal.err(`${JSON.stringify({ ...timings, kernel: hasKernel() })}\n`);
  // The table tells of problems itself, where a person sees it.
  if (format !== 'table' || output !== undefined) tellProblems(result.problems, terminal);
  return exitCode(result, failOn);
}

function defaultFormat(output: string | undefined, terminal: Terminal): Format {
  return output === undefined && terminal.outIsTerminal ? 'table' : 'json';
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

function exitCode(result: Result, failOn: (typeof LEVELS)[number] | undefined): number {
  if (failOn !== undefined && result.findings.some(({ level }) => compareLevels(level, failOn) >= 0))
    return 1;
  return result.problems.length > 0 ? 3 : 0;
}
