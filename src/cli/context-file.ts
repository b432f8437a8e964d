/** The context file as commands take it: with every analytic's parameters known. */

import { readFileSync } from 'node:fs';
import { ANALYTICS } from '../analytics/index.ts';
import { type Config, EMPTY_CONFIG } from '../config/config.ts';
import { compileContext } from '../config/context.ts';
import { describeConfigProblems } from '../config/problem.ts';
import { readConfig } from '../config/read.ts';
import type { Context } from '../contract/context.ts';
import { UsageError } from '../model/usage-error.ts';
import { readText } from './inputs.ts';
import type { Terminal } from './terminal.ts';

/** The context file, checked; an empty one where none is given. */
export function readContext(
  file: string | undefined,
  terminal: Terminal,
): { config: Config; context: Context } {
  if (file === undefined) return { config: EMPTY_CONFIG, context: compileContext(EMPTY_CONFIG) };
  const read = readConfig(readText(file, 'context file'), file, ANALYTICS, (path) => readFileSync(path));
  if ('problems' in read) {
    throw new UsageError(
      `the context file ${file} cannot be used\n${describeConfigProblems(read.problems)}`,
      `mend it and run: credtrail config check ${file}`,
    );
  }
  if (read.warnings.length > 0) terminal.err(`${describeConfigProblems(read.warnings)}\n`);
  return read;
}
