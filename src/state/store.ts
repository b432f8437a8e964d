/**
 * A state on disk: one gzip file in the folder given with `--state`, replaced in one step. A run that is interrupted
 * leaves the earlier state as it was.
 */

import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Engine } from '../engine/engine.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Seen } from './seen.ts';
import { restoreLine, snapshotLines } from './snapshot.ts';

const FILE = 'state.ndjson.gz';

/** Fills a fresh engine from the folder; false when there is no state yet. Throws UsageError when it cannot be read. */
export async function loadState(folder: string, engine: Engine, seen: Seen): Promise<boolean> {
  const path = join(folder, FILE);
  if (!existsSync(path)) return false;
  const last: { entry: 'more' | 'end' } = { entry: 'more' };
  try {
    const unzipped = createReadStream(path).pipe(createGunzip());
    const failed = new Promise<never>((_, reject) => unzipped.on('error', reject));
    const read = async (): Promise<void> => {
      for await (const text of createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY }))
        last.entry = restoreLine(engine, seen, text);
    };
    await Promise.race([read(), failed]);
  } catch (cause) {
    throw new UsageError(
      `the state ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      'name another folder with --state, or restore the file from a copy; it was not changed',
      { cause },
    );
  }
  if (last.entry !== 'end')
    throw new UsageError(
      `the state ${path} is cut short`,
      'name another folder with --state, or restore the file from a copy; it was not changed',
    );
  return true;
}

/** Writes beside the old file, flushes, then renames over it. */
export async function saveState(folder: string, engine: Engine, seen: Seen): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const draft = join(folder, `.${FILE}.${process.pid}.tmp`);
  try {
    await pipeline(
      Readable.from(snapshotLines(engine, seen)),
      createGzip({ level: 4 }),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    );
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
}
