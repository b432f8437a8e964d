/**
 * Keeps runs within a memory bound: beyond it they go to one temporary file, from which they come back in slices.
 * The file is unlinked as soon as it is open, so nothing is left behind however the process ends.
 */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { reasonOf } from '../lib/reason.ts';
import { UsageError } from '../model/usage-error.ts';
import { type Run, runBytes, WIDTH } from './run.ts';

/** Runs are read back in slices of this many events. */
const SLICE_EVENTS = 2048;

/** A run as the merge reads it: slice after slice, in order. */
export interface RunReader {
  /** The next slice, or undefined at the end. Slices share the run's parts and what they are made of. */
  next(): Run | undefined;
}

export interface RunStore {
  /** Keeps a run, in memory or on disk, until its reader has given it out. */
  keep(run: Run): RunReader;
  /** Events written to disk. */
  readonly spilled: number;
  close(): void;
}

/** `memory` in bytes; `folder` for the temporary file. Throws UsageError when that cannot be written. */
export function createRunStore(memory: number, folder = tmpdir()): RunStore {
  let bytes = 0;
  let spilled = 0;
  let file: number | undefined;
  let end = 0;
  const append = (open: number, content: Uint8Array): Stored => {
    const at = { offset: end, length: content.length };
    for (let written = 0; written < content.length; ) {
      written += writeSync(open, content, written, content.length - written, end + written);
    }
    end += content.length;
    return at;
  };
  const store = (run: Run): RunReader => {
    file ??= openUnlinked(folder);
    const open = file;
    const shared = append(open, serialize(sharedOf(run)));
    return diskReader({ shared, slices: slices(run).map((slice) => append(open, serialize(slice))) }, open);
  };
  return {
    keep(run) {
      const size = runBytes(run);
      if (bytes + size <= memory) {
        bytes += size;
        return memoryReader(run, () => {
          bytes -= size;
        });
      }
      spilled += run.count;
      try {
        return store(run);
      } catch (cause) {
        throw new UsageError(
          `the events do not fit into memory, and ${folder} cannot take them: ${reasonOf(cause)}`,
          'make room there, name another folder in TMPDIR, or raise the limit memory in the context file',
          { cause },
        );
      }
    },
    get spilled() {
      return spilled;
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

interface Stored {
  readonly offset: number;
  readonly length: number;
}

interface StoredRun {
  /** What all slices share. */
  readonly shared: Stored;
  readonly slices: readonly Stored[];
}

function openUnlinked(folder: string): number {
  const place = mkdtempSync(join(folder, 'credtrail-'));
  try {
    return openSync(join(place, 'runs'), 'wx+', 0o600);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

type Shared = Pick<Run, 'parts' | 'texts' | 'values'>;
type Slice = Omit<Run, keyof Shared>;

function sharedOf({ parts, texts, values }: Run): Shared {
  return { parts, texts, values };
}

function slices(run: Run): Slice[] {
  const found: Slice[] = [];
  for (let from = 0; from < run.count; from += SLICE_EVENTS) {
    const to = Math.min(run.count, from + SLICE_EVENTS);
    const { offsets, bytes, isAscii } = run.uids;
    const first = offsets[from] ?? 0;
    found.push({
      count: to - from,
      times: run.times.slice(from, to),
      ranks: run.ranks.slice(from, to),
      cells: run.cells.slice(from * WIDTH, to * WIDTH),
      uids: {
        offsets: offsets.slice(from, to + 1).map((offset) => offset - first),
        bytes: bytes.slice(first, offsets[to]),
        isAscii,
      },
    });
  }
  return found;
}

/** `done` is told when the run has been given out and its successor is asked for. */
function memoryReader(run: Run, done: () => void): RunReader {
  let left: Run | undefined = run;
  let told = false;
  return {
    next() {
      const whole = left;
      left = undefined;
      if (whole === undefined && !told) {
        told = true;
        done();
      }
      return whole;
    },
  };
}

function diskReader(stored: StoredRun, file: number): RunReader {
  const read = ({ offset, length }: Stored): unknown => {
    const content = Buffer.allocUnsafe(length);
    readSync(file, content, 0, length, offset);
    return deserialize(content);
  };
  let shared: Shared | undefined;
  let at = 0;
  return {
    next() {
      const slice = stored.slices[at++];
      if (slice === undefined) return undefined;
      // What was serialised here comes back as it was.
      shared ??= read(stored.shared) as Shared;
      return { ...(read(slice) as Slice), ...shared };
    },
  };
}
