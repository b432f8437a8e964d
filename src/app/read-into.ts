/** Reads one file into a packer; the same on the main thread and on a reading thread. */

import type { Reader } from '../input/read.ts';
import type { Problem } from '../model/problem.ts';
import type { Packer } from '../order/pack.ts';
import type { Run } from '../order/run.ts';
import type { FileOutcome, Order } from './reading-messages.ts';

export async function readInto(
  reader: Reader,
  order: Order,
  packer: Packer,
  finished: (run: Run) => void,
): Promise<FileOutcome> {
  const problems: Problem[] = [];
  const report = await reader.readFile(order.file, order.index, {
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
