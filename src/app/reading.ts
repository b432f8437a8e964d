/**
 * The reading half of a run: files to sorted runs of events, on as many threads as asked for, the oldest days first.
 * Which thread reads which file changes nothing: runs are merged in time order afterwards.
 */

import { Worker } from 'node:worker_threads';
import { type InputFile, STANDARD_INPUT } from '../input/input-file.ts';
import type { Limits } from '../input/limits.ts';
import { earliestEventBy } from '../input/time-hint.ts';
import type { Run } from '../order/run.ts';
import { createFileReader } from './file-reader.ts';
import type { Answer, FileOutcome, Order } from './reading-messages.ts';

export interface ReadingOptions {
  readonly threads: number;
  readonly limits: Limits;
  /** Called for every finished run, in no particular order. */
  readonly run: (run: Run) => void;
  /** Called when all events of some files were handed over. */
  readonly files: (outcomes: readonly FileOutcome[]) => void;
  /** Awaited between files on a single thread: a chance to use what was read. */
  readonly pause: () => Promise<void>;
}

/** Orders told to a thread ahead of its work: it never waits for the next one. */
const AHEAD = 8;

/** The order in which files are read: days in turn, files without a day first, large files of a day before small ones. */
export function readingOrder(files: readonly InputFile[]): Order[] {
  return files
    .map((file, index) => ({ index, file, earliest: earliestEventBy(file.path) }))
    .sort(
      (a, b) =>
        (a.earliest ?? Number.NEGATIVE_INFINITY) - (b.earliest ?? Number.NEGATIVE_INFINITY) ||
        b.file.size - a.file.size ||
        a.index - b.index,
    );
}

export async function readAll(orders: readonly Order[], options: ReadingOptions): Promise<void> {
  // Standard input belongs to the main thread: what others find under its name is empty.
  const piped = orders.filter(({ file }) => file.path === STANDARD_INPUT);
  const others = orders.filter(({ file }) => file.path !== STANDARD_INPUT);
  const readers = Math.min(readersFor(orders, options.threads), others.length);
  if (options.threads <= 1 || others.length <= 1) await readHere(orders, options);
  else await Promise.all([readInThreads(others, readers, options), readHere(piped, options)]);
}

/** Where days can be judged while others are read, the thread that judges is busy as well and counts as one. */
function readersFor(orders: readonly Order[], threads: number): number {
  const days = new Set(orders.map(({ earliest }) => earliest));
  return days.size > 1 ? Math.max(1, threads - 1) : threads;
}

function receive(answer: Answer, options: ReadingOptions): void {
  if (answer.kind === 'run') options.run(answer.run);
  else options.files(answer.outcomes);
}

async function readHere(orders: readonly Order[], options: ReadingOptions): Promise<void> {
  const reader = createFileReader(options.limits, (answer) => receive(answer, options));
  for (const order of orders) {
    await reader.read(order);
    await options.pause();
  }
  reader.finish();
}

async function readInThreads(
  orders: readonly Order[],
  threads: number,
  options: ReadingOptions,
): Promise<void> {
  const queue = orders.values();
  const workers = Array.from({ length: threads }, () => startThread(options.limits));
  try {
    await Promise.all(workers.map((worker) => readInThread(worker, queue, options)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startThread(limits: Limits): Worker {
  return new Worker(new URL('./reading-thread.js', import.meta.url), {
    workerData: { limits },
    // Records live for moments: with room for them, few are ever copied.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
}

/** A thread takes order after order from the common queue until it is empty. */
function readInThread(worker: Worker, queue: Iterator<Order>, options: ReadingOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    let finishing = false;
    const next = (): void => {
      const { value, done } = queue.next();
      if (done !== true) worker.postMessage(value);
      else if (!finishing) {
        finishing = true;
        worker.postMessage('finish');
      }
    };
    worker.on('message', (answer: Answer | 'read' | 'finished') => {
      try {
        if (answer === 'read') next();
        else if (answer === 'finished') resolve();
        else receive(answer, options);
      } catch (error) {
        reject(error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a reading thread ended before its work was done')));
    for (let ahead = 0; ahead < AHEAD; ahead++) next();
  });
}
