/**
 * A state on disk: one gzip file in the folder given with `--state`, replaced in one step. A run that is interrupted
 * leaves the earlier state as it was.
 */

import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Engine } from '../engine/engine.ts';
import { reasonOf } from '../lib/reason.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Seen } from './seen.ts';
import { restoreLine, snapshotLines } from './snapshot.ts';

const FILE = 'state.ndjson.gz';
/** How the first line begins; it says the version, by which all others are read. */
const FIRST = '["state"';
const UNCHANGED = 'name another folder with --state, or restore the file from a copy; it was not changed';

/** Fills a fresh engine from the folder; false when there is no state yet. Throws UsageError when it cannot be read. */
export async function loadState(folder: string, engine: Engine, seen: Seen): Promise<boolean> {
  const path = join(folder, FILE);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new UsageError(
      `the state ${folder} cannot be read: it is not a folder`,
      'name a folder with --state',
    );
  if (!existsSync(path)) return false;
  let last: 'more' | 'end' | undefined;
  try {
    for await (const text of linesOf(path)) {
      if (last === undefined && !text.startsWith(FIRST)) throw new Error('it does not begin like a state');
      last = restoreLine(engine, seen, text);
    }
  } catch (cause) {
    throw new UsageError(`the state ${path} cannot be read: ${reasonOf(cause)}`, UNCHANGED, { cause });
  }
  if (last !== 'end') throw new UsageError(`the state ${path} is cut short`, UNCHANGED);
  return true;
}

/** Throws UsageError when a state could not be saved there: better now than when the work is done. */
export function tryState(folder: string): void {
  if (folder === '') throw new UsageError('--state names no folder', 'write --state DIR');
  const present = nearestPresent(resolve(folder));
  try {
    if (!statSync(present).isDirectory()) throw new Error(`${present} is not a folder`);
    accessSync(present, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}

/** The folder itself, or the innermost of those it would be made in. */
function nearestPresent(path: string): string {
  const parent = dirname(path);
  return existsSync(path) || parent === path ? path : nearestPresent(parent);
}

/** Writes beside the old file, flushes, then renames over it. Throws UsageError when the folder cannot be written. */
export async function saveState(folder: string, engine: Engine, seen: Seen): Promise<void> {
  const path = join(folder, FILE);
  const draft = join(folder, `.${FILE}.${process.pid}.tmp`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await write(draft, snapshotLines(engine, seen));
    renameSync(draft, path);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/** The whole file, on the disk, or none. */
async function write(path: string, lines: Iterable<string>): Promise<void> {
  try {
    await pipeline(
      Readable.from(lines),
      createGzip({ level: 4 }),
      createWriteStream(path, { mode: 0o600, flush: true }),
    );
  } catch (cause) {
    rmSync(path, { force: true });
    throw cause;
  }
}

/** Lines as they are unzipped; ends with the failure of the file or of its compression, if there is one. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const unzipped = createGunzip();
  const lines = createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
  let failure: { readonly cause: unknown } | undefined;
  pipeline(createReadStream(path), unzipped).catch((cause: unknown) => {
    failure = { cause };
    lines.close(); // a failed stream has no end: readline would wait for it
  });
  try {
    yield* lines;
  } finally {
    unzipped.destroy();
  }
  if (failure !== undefined) throw failure.cause;
}

function cannotWrite(place: string, cause: unknown): UsageError {
  const message = `the state ${place} cannot be written: ${reasonOf(cause)}`;
  return new UsageError(message, 'choose another --state', { cause });
}
