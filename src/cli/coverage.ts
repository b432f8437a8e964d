/** `credtrail coverage PATH…` */

import { measureCoverage } from '../app/coverage.ts';
import { listInputs } from '../input/list.ts';
import { PROVIDERS, type Provider } from '../model/event.ts';
import { UsageError } from '../model/usage-error.ts';
import { renderCoverage, renderCoverageJson } from '../report/coverage.ts';
import { renderNavigatorLayer } from '../report/navigator.ts';
import { readContext } from './context-file.ts';
import { readChoice, readThreads } from './inputs.ts';
import { readWords } from './options.ts';
import { readOutput, writeResult } from './output.ts';
import { statusOf } from './problems.ts';
import { progressOn } from './progress.ts';
import { readSavedResult } from './saved-result.ts';
import type { Terminal } from './terminal.ts';

export const COVERAGE_HELP = `credtrail coverage PATH… [options]

Says from the logs themselves what each analytic can see of each provider: sighted, degraded or blind; what it needs, what
was found of it, how long it reaches back, where it fell silent or was switched off, and what to switch on.

  --config FILE         context file
  --providers A,B       the providers you use: only these are judged, and blind where nothing of them is read
  --format FORMAT       table, json, navigator (an ATT&CK Navigator layer, format 4.5; default table)
  --result FILE         a saved result of credtrail scan: the layer tells what fired
  --output FILE         write there instead of to standard output
  --threads N           reading threads (default: as many as there are processors, at most 8)

Exit status: 0 done, 2 usage error, 3 some input could not be read.
`;

const FORMATS = ['table', 'json', 'navigator'] as const;

export async function runCoverage(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = readWords(args, {
    config: { type: 'string' },
    providers: { type: 'string' },
    format: { type: 'string' },
    result: { type: 'string' },
    output: { type: 'string' },
    threads: { type: 'string' },
  });
  if (words.paths.length === 0)
    throw new UsageError('no logs to look through', 'for example: credtrail coverage ~/AWSLogs');
  const format = readChoice('--format', words.text('format'), FORMATS) ?? 'table';
  const output = readOutput(words);
  const providers = readProviders(words.text('providers'));
  const fired = words.text('result');
  const result = fired === undefined ? undefined : readSavedResult(fired);
  const { config, context } = readContext(words.text('config'), terminal);
  const { files, problems } = listInputs(words.paths);
  const threads = readThreads(words.text('threads'), files);
  const progress = progressOn(terminal);
  const { report, outcomes } = await measureCoverage({
    files,
    config,
    context,
    threads,
    progress,
    ...(providers === undefined ? {} : { providers }),
  });
  progress.clear();
  const text =
    format === 'json'
      ? renderCoverageJson(report)
      : format === 'navigator'
        ? renderNavigatorLayer(report, result)
        : renderCoverage(report, { colour: terminal.colour && output === undefined, width: terminal.width });
  writeResult(terminal, output, text);
  return statusOf([...problems, ...outcomes.flatMap((each) => each.problems)], terminal);
}

function readProviders(text: string | undefined): readonly Provider[] | undefined {
  return text
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .flatMap((each) => readChoice('--providers', each, PROVIDERS) ?? []);
}
