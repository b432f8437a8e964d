/** What a run was asked, as its result tells it. Files are opened only to take their hashes, when that is asked for. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ANALYTICS } from '../analytics/index.ts';
import type { InputFile } from '../input/input-file.ts';
import type { Result, RunInput, RunSetup } from '../model/result.ts';

/** The part of a request that decides its result. */
export type Asked = Pick<RunSetup, 'configuration' | 'minLevel' | 'since' | 'until'> & {
  readonly files: readonly InputFile[];
  /** ATT&CK ids; undefined = all. */
  readonly analytics?: readonly string[];
  readonly state?: string;
};

const MOST_INPUTS = 10_000;

export function setupOf(asked: Asked): RunSetup {
  const { files, configuration, analytics, minLevel, since, until, state } = asked;
  const ids = ANALYTICS.map(({ attack }) => attack);
  return {
    inputs: files
      .map(({ path, size, baseline }) => ({ path, bytes: size, baseline }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .slice(0, MOST_INPUTS),
    inputCount: files.length,
    ...(configuration === undefined ? {} : { configuration }),
    analytics: analytics === undefined ? ids : ids.filter((id) => analytics.includes(id)),
    minLevel,
    continued: state !== undefined,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** More than this is not read once more. */
const MOST_HASHED_BYTES = 512 * 1024 * 1024;

/** The result with the hash of each input, where all of them together are small. */
export async function withHashes(result: Result): Promise<Result> {
  const { run } = result;
  if (run === undefined || run.inputCount > run.inputs.length) return result;
  const bytes = run.inputs.reduce((sum, input) => sum + input.bytes, 0);
  if (bytes > MOST_HASHED_BYTES) return result;
  const inputs: RunInput[] = [];
  for (const input of run.inputs) {
    const sha256 = input.bytes === 0 ? undefined : await hashOf(input.path);
    inputs.push(sha256 === undefined ? input : { ...input, sha256 });
  }
  return { ...result, run: { ...run, inputs } };
}

/** Undefined when the file can no longer be read. */
async function hashOf(path: string): Promise<string | undefined> {
  const digest = createHash('sha256');
  try {
    await pipeline(createReadStream(path), digest);
  } catch {
    return undefined;
  }
  return digest.digest('hex');
}
