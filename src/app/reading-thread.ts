/** Entry of a reading thread: reads the files it is told to, in their order, and hands back packed runs. */

import { parentPort } from 'node:worker_threads';
import { createFileReader, type FileReader } from './file-reader.ts';
import type { Answer, Begin, Order } from './reading-messages.ts';

const port = parentPort;
if (port === null) throw new Error('reading-thread is started by reading-threads.ts only');

const waiting: Order[] = [];
let busy = false;
let finishing = false;

port.once('message', ({ limits }: Begin) => {
  const reader = createFileReader(limits, answer);
  port.on('message', (order: Order | 'finish') => {
    if (order === 'finish') finishing = true;
    else waiting.push(order);
    if (!busy) void work(reader);
  });
});

/**
 * A copy crosses, on purpose: once a thread has handed a buffer over, V8 asks at every look into a typed array whether that
 * one is still there, and throws away all it had compiled without asking.
 */
function answer(answer: Answer): void {
  port?.postMessage(answer);
}

async function work(reader: FileReader): Promise<void> {
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
