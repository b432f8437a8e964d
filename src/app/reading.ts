/**
 * The reading half of a run: files to sorted runs of events, on as many threads as asked for. Which thread reads
 * which file changes nothing: runs are merged in time order afterwards.
 */

import { Worker } from 'node:worker_threads';
import type { InputFile } from '../input/input-file.ts';
import type { Limits } from '../input/limits.ts';
import { createReader } from '../input/read.ts';
import { createPacker } from '../order/pack.ts';
import type { Run } from '../order/run.ts';
import { SOURCES } from '../sources/index.ts';
import { readInto } from './read-into.ts';
import type { Answer, FileOutcome, Order } from './reading-messages.ts';

export interface ReadingOptions {
  readonly threads: number;
  readonly limits: Limits;
  /** Called for every finished run, in no particular order. */
  readonly run: (run: Run) => void;
  /** Called after every file with its compressed size. */
  readonly progress: (bytes: number) => void;
}

/** Outcomes in the order of the files. */
export async function readAll(files: readonly InputFile[], options: ReadingOptions): Promise<FileOutcome[]> {
  const threads = Math.min(options.threads, files.length);
  const outcomes =
    threads <= 1 ? await readHere(files, options) : await readInThreads(files, threads, options);
  return outcomes.sort((a, b) => a.index - b.index);
}

async function readHere(files: readonly InputFile[], options: ReadingOptions): Promise<FileOutcome[]> {
  const packer = createPacker();
  const reader = createReader(SOURCES, options.limits);
  const outcomes: FileOutcome[] = [];
  for (const [index, file] of files.entries()) {
    outcomes.push(await readInto(reader, { index, file }, packer, options.run));
    options.progress(file.size);
  }
  const rest = packer.finish();
  if (rest !== undefined) options.run(rest);
  return outcomes;
}

async function readInThreads(
  files: readonly InputFile[],
  threads: number,
  options: ReadingOptions,
): Promise<FileOutcome[]> {
  // Large files first: the last file of a thread should not be the longest.
  const orders: Order[] = files
    .map((file, index) => ({ index, file }))
    .sort((a, b) => a.file.size - b.file.size || b.index - a.index);
  const outcomes: FileOutcome[] = [];
  await Promise.all(Array.from({ length: threads }, () => readInThread(orders, outcomes, options)));
  return outcomes;
}

/** One thread takes order after order from the common list until it is empty. */
function readInThread(orders: Order[], outcomes: FileOutcome[], options: ReadingOptions): Promise<void> {
  const worker = new Worker(new URL('./reading-thread.js', import.meta.url), {
    workerData: { limits: options.limits },
  });
  return new Promise((resolve, reject) => {
    // Two orders in flight: the thread never waits for the next one.
    const next = (): void => worker.postMessage(orders.pop() ?? 'finish');
    worker.on('message', (answer: Answer) => {
      if (answer.kind === 'run') options.run(answer.run);
      if (answer.kind === 'file') {
        outcomes.push(answer.outcome);
        options.progress(answer.outcome.report.bytes);
        next();
      }
      if (answer.kind === 'rest') {
        if (answer.run !== undefined) options.run(answer.run);
        void worker.terminate().then(() => resolve());
      }
    });
    worker.on('error', reject);
    next();
    next();
  });
}
