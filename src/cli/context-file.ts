/** The context file as commands take it: with every analytic's parameters known. */

import { hash } from 'node:crypto';
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

export interface ReadContext {
  readonly config: Config;
  readonly context: Context;
  /** Undefined where no file was given. */
  readonly configuration?: { readonly file: string; readonly sha256: string };
  /** The file and those it includes, as they were read; the hash above is of all of them. */
  readonly sources: readonly ConfigurationSource[];
}

export interface ConfigurationSource {
  readonly path: string;
  readonly sha256: string;
  /** Left out of large ones: address databases are a download away. */
  readonly bytes?: Uint8Array;
}

const LARGE_BYTES = 8 * 1024 * 1024;

/** The context file, checked; an empty one where none is given. */
export function readContext(file: string | undefined, terminal: Terminal): ReadContext {
  if (file === undefined) return { config: EMPTY_CONFIG, context: compileContext(EMPTY_CONFIG), sources: [] };
  const { bytes, text } = readText(file, 'context file');
  const sources = [sourceOf(file, bytes)];
  const read = readConfig(text, file, ANALYTICS, (path) => {
    const included = readFileSync(path);
    sources.push(sourceOf(path, included));
    return included;
  });
  if ('problems' in read) {
    throw new UsageError(
      `the context file ${file} cannot be used\n${describeConfigProblems(read.problems)}`,
      `mend it and run: credtrail config check ${file}`,
    );
  }
  if (read.warnings.length > 0) terminal.err(`${describeConfigProblems(read.warnings)}\n`);
  return {
    config: read.config,
    context: read.context,
    configuration: { file, sha256: hashOf(sources) },
    sources,
  };
}

function sourceOf(path: string, bytes: Uint8Array): ConfigurationSource {
  const sha256 = hash('sha256', bytes, 'hex');
  return bytes.length > LARGE_BYTES ? { path, sha256 } : { path, sha256, bytes };
}

/** Of the one file its very SHA-256; with included files, that of all their digests in the order they were read. */
function hashOf(sources: readonly ConfigurationSource[]): string {
  const digests = sources.map(({ sha256 }) => sha256);
  return digests.length === 1 ? (digests[0] ?? '') : hash('sha256', digests.join('\n'), 'hex');
}
