/** Entry of a reading thread: reads the files it is told to, in their order, and hands back packed runs. */

import { parentPort, workerData } from 'node:worker_threads';
import type { Limits } from '../input/limits.ts';
import { transferables } from '../order/run.ts';
import { createFileReader } from './file-reader.ts';
import type { Order } from './reading-messages.ts';

const port = parentPort;
if (port === null) throw new Error('reading-thread is started by reading.ts only');

const { limits }: { limits: Limits } = workerData;
const reader = createFileReader(limits, (answer) => {
  port.postMessage(answer, answer.kind === 'run' ? transferables(answer.run) : []);
});
const waiting: Order[] = [];
let busy = false;
let finishing = false;

port.on('message', (order: Order | 'finish') => {
  if (order === 'finish') finishing = true;
  else waiting.push(order);
  if (!busy) void work();
});

async function work(): Promise<void> {
  busy = true;
  for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
    await reader.read(order);
    port?.postMessage('read');
  }
  busy = false;
  if (!finishing) return;
  reader.finish();
  port?.postMessage('finished');
}
