/** `credtrail credentials PATH…` */

import { takeStock } from '../app/credentials.ts';
import { listInputs } from '../input/list.ts';
import { UsageError } from '../model/usage-error.ts';
import {
  type CredentialReport,
  renderCredentials,
  renderCredentialsCsv,
  renderCredentialsJson,
  renderCredentialsNdjson,
} from '../report/credentials.ts';
import { readContext } from './context-file.ts';
import { readChoice, readThreads } from './inputs.ts';
import { readWords } from './options.ts';
import { readOutput, writeResult } from './output.ts';
import { statusOf } from './problems.ts';
import { progressOn } from './progress.ts';
import type { Terminal } from './terminal.ts';

export const CREDENTIALS_HELP = `credtrail credentials PATH… [options]

Lists the keys, passwords, secrets and certificates that were made or used in the logs: whose they are, who made them,
when and from where they were used, whether they still work as far as the logs tell. The doubtful come first. Sessions
and tokens, which end by themselves, are not listed.

  --config FILE         context file: names of networks
  --format FORMAT       table, json, ndjson, csv (default table)
  --output FILE         write the list there instead of standard output
  --threads N           reading threads (default: as many as there are processors, at most 8)

Exit status: 0 done, 2 usage error, 3 some input could not be read.
`;

const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;

export async function runCredentials(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = readWords(args, {
    config: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
    threads: { type: 'string' },
  });
  if (words.paths.length === 0)
    throw new UsageError('no logs to look through', 'for example: credtrail credentials ~/AWSLogs');
  const format = readChoice('--format', words.text('format'), FORMATS) ?? 'table';
  const output = readOutput(words);
  const { config, context } = readContext(words.text('config'), terminal);
  const { files, problems } = listInputs(words.paths);
  const threads = readThreads(words.text('threads'), files);
  const progress = progressOn(terminal);
  const { report, outcomes } = await takeStock({ files, config, context, threads, progress });
  progress.clear();
  writeResult(terminal, output, render(report, format, output === undefined, terminal));
  return statusOf([...problems, ...outcomes.flatMap((each) => each.problems)], terminal);
}

function render(
  report: CredentialReport,
  format: (typeof FORMATS)[number],
  toTerminal: boolean,
  { colour, width }: Terminal,
): string {
  switch (format) {
    case 'table':
      return renderCredentials(report, { colour: colour && toTerminal, width });
    case 'json':
      return renderCredentialsJson(report);
    case 'ndjson':
      return renderCredentialsNdjson(report);
    case 'csv':
      return renderCredentialsCsv(report);
  }
}
