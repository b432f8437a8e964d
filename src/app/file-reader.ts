/** Reads files one after another into packed runs; the same on the main thread and on a reading thread. */

import type { Sink } from '../input/file-log.ts';
import type { Limits } from '../input/limits.ts';
import { createReader } from '../input/read.ts';
import type { Problem } from '../model/problem.ts';
import { createPacker } from '../order/pack.ts';
import { SOURCES } from '../sources/index.ts';
import type { Answer, FileOutcome, Order } from './reading-messages.ts';

export interface FileReader {
  read(order: Order): Promise<void>;
  /** Hands over what is packed, and with it the files it came from. */
  finish(): void;
}

/** Files of one day share runs; the next day's file begins a new one, so that a day can be judged when it is complete. */
export function createFileReader(limits: Limits, answer: (answer: Answer) => void): FileReader {
  const reader = createReader(SOURCES, limits);
  const packer = createPacker();
  let outcomes: FileOutcome[] = [];
  let problems: Problem[] = [];
  let day: number | undefined;
  // One for all files: what calls it is compiled for it.
  const sink: Sink = {
    event(event, marks) {
      const run = packer.add(event, marks);
      if (run !== undefined) answer({ kind: 'run', run });
    },
    problem(problem) {
      problems.push(problem);
    },
  };
  const finish = (): void => {
    const run = packer.finish();
    if (run !== undefined) answer({ kind: 'run', run });
    if (outcomes.length > 0) answer({ kind: 'files', outcomes });
    outcomes = [];
  };
  return {
    async read({ index, file, earliest }) {
      if (earliest !== day) finish();
      day = earliest;
      problems = [];
      const report = await reader.readFile(file, index, sink);
      outcomes.push({ index, report, problems });
    },
    finish,
  };
}
