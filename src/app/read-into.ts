/** Reads one file into a packer; the same on the main thread and on a reading thread. */

import type { Limits } from '../input/limits.ts';
import { readFile } from '../input/read.ts';
import type { Problem } from '../model/problem.ts';
import type { Packer } from '../order/pack.ts';
import type { Run } from '../order/run.ts';
import { SOURCES } from '../sources/index.ts';
import type { FileOutcome, Order } from './reading.ts';

export async function readInto(
  order: Order,
  limits: Limits,
  packer: Packer,
  finished: (run: Run) => void,
): Promise<FileOutcome> {
  const problems: Problem[] = [];
  const report = await readFile(order.file, order.index, SOURCES, limits, {
    event(event) {
      const run = packer.add(event);
      if (run !== undefined) finished(run);
    },
    problem(problem) {
      problems.push(problem);
    },
  });
  return { index: order.index, report, problems };
}
