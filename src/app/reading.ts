/**
 * The reading half of a run: files to sorted runs of events, on as many threads as asked for, the oldest days first.
 * The main thread is one of them: as long as much is left it reads whenever there is nothing to judge. Which thread
 * reads which file changes nothing: runs are merged in time order afterwards.
 */

import type { Worker } from 'node:worker_threads';
import { type InputFile, STANDARD_INPUT } from '../input/input-file.ts';
import type { Limits } from '../input/limits.ts';
import { earliestEventBy } from '../input/time-hint.ts';
import type { Run } from '../order/run.ts';
import { createFileReader } from './file-reader.ts';
import type { Answer, FileOutcome, Order } from './reading-messages.ts';
import { takeThread } from './reading-threads.ts';

export interface ReadingOptions {
  readonly threads: number;
  readonly limits: Limits;
  /** Called for every finished run, in no particular order. */
  readonly run: (run: Run) => void;
  /** Called when all events of some files were handed over. */
  readonly files: (outcomes: readonly FileOutcome[]) => void;
  /** Awaited on the main thread before each file: what was read is used first. */
  readonly pause: () => Promise<void>;
}

/**
 * Bytes of files from which on the main thread lends a hand to other threads. For less it is not worth its learning to
 * read: code is compiled for each thread, and what is remembered of values that repeat is remembered twice.
 */
const WORTH_LENDING = 64 * 1024 * 1024;
/** Bytes left that it leaves to the others: towards the end it had better be free to judge. */
const LEFT_TO_OTHERS = 4 * 1024 * 1024;

/** Orders told to a thread ahead of its work, so that it never waits for a main thread that is busy itself. */
const AHEAD = 3;

/**
 * The order in which files are read: days in turn, files without a day first, large files of a day before small ones.
 * Files of about one size stay as they are listed, which mostly is by time: neighbours tell of the same sessions.
 */
export function readingOrder(files: readonly InputFile[]): Order[] {
  return files
    .map((file, index) => ({ index, file, earliest: earliestEventBy(file.path) }))
    .sort(
      (a, b) =>
        (a.earliest ?? Number.NEGATIVE_INFINITY) - (b.earliest ?? Number.NEGATIVE_INFINITY) ||
        magnitude(b.file) - magnitude(a.file) ||
        a.index - b.index,
    );
}

function magnitude({ size }: InputFile): number {
  return Math.floor(Math.log2(size + 1));
}

export async function readAll(orders: readonly Order[], options: ReadingOptions): Promise<void> {
  // Standard input belongs to the main thread: what others find under its name is empty.
  const piped = orders.filter(({ file }) => file.path === STANDARD_INPUT);
  const others = orders.filter(({ file }) => file.path !== STANDARD_INPUT);
  const queue = new Queue(others);
  const helpers = Math.max(0, Math.min(options.threads, others.length) - 1);
  const own = helpers === 0 ? queue.share(0, 0) : queue.share(WORTH_LENDING, LEFT_TO_OTHERS);
  await Promise.all([readInThreads(queue, helpers, options), readHere(inTurn(piped, own), options)]);
}

/** Orders that are taken by several, each by one. */
class Queue {
  private readonly orders: readonly Order[];
  private taken = 0;
  /** Bytes of the files nobody has taken yet. */
  private left: number;

  constructor(orders: readonly Order[]) {
    this.orders = orders;
    this.left = orders.reduce((sum, { file }) => sum + file.size, 0);
  }

  next(): Order | undefined {
    const order = this.orders[this.taken++];
    this.left -= order?.file.size ?? 0;
    return order;
  }

  /** Takes orders as long as at least `until` bytes are left; none if not even `from` are at the beginning. */
  *share(from: number, until: number): Generator<Order> {
    if (this.left < from) return;
    while (this.left >= until) {
      const order = this.next();
      if (order === undefined) return;
      yield order;
    }
  }
}

function* inTurn<T>(...lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list;
}

function receive(answer: Answer, options: ReadingOptions): void {
  if (answer.kind === 'run') options.run(answer.run);
  else options.files(answer.outcomes);
}

async function readHere(queue: Iterator<Order>, options: ReadingOptions): Promise<void> {
  const reader = createFileReader(options.limits, (answer) => receive(answer, options));
  for (;;) {
    // A small file is read without waiting for anything; others want to be heard between two.
    await new Promise(setImmediate);
    await options.pause();
    const { value, done } = queue.next();
    if (done === true) break;
    await reader.read(value);
  }
  reader.finish();
}

async function readInThreads(queue: Queue, threads: number, options: ReadingOptions): Promise<void> {
  const workers = Array.from({ length: threads }, () => takeThread(options.limits));
  try {
    await Promise.all(workers.map((worker) => readInThread(worker, queue, options)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** A thread takes order after order from the common queue until it is empty. */
function readInThread(worker: Worker, queue: Queue, options: ReadingOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    let finishing = false;
    const next = (): void => {
      const order = queue.next();
      if (order !== undefined) worker.postMessage(order);
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
