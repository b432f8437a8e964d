/** Entry of a reading thread: reads the files it is told to and hands back packed runs. */

import { parentPort, workerData } from 'node:worker_threads';
import type { Limits } from '../input/limits.ts';
import { createReader } from '../input/read.ts';
import { createPacker } from '../order/pack.ts';
import { type Run, transferables } from '../order/run.ts';
import { SOURCES } from '../sources/index.ts';
import { readInto } from './read-into.ts';
import type { Answer, Order } from './reading-messages.ts';

const port = parentPort;
if (port === null) throw new Error('reading-thread is started by reading.ts only');

const { limits }: { limits: Limits } = workerData;
const packer = createPacker();
const reader = createReader(SOURCES, limits);
const waiting: (Order | 'finish')[] = [];
let busy = false;

port.on('message', (order: Order | 'finish') => {
  waiting.push(order);
  if (!busy) void work();
});

async function work(): Promise<void> {
  busy = true;
  for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
    if (order === 'finish') {
      const rest = packer.finish();
      answer({ kind: 'rest', run: rest }, rest);
      return; // stays busy: what is still told to it is another "finish"
    }
    const outcome = await readInto(reader, order, packer, (run) => answer({ kind: 'run', run }, run));
    answer({ kind: 'file', outcome });
  }
  busy = false;
}

function answer(message: Answer, run?: Run): void {
  port?.postMessage(message, run === undefined ? [] : transferables(run));
}
