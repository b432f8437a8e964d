/**
 * Threads to read on. One may be started before it is known what there is to read: to load takes it as long as all that
 * comes before. Light: it loads no plug-in.
 */

import { Worker } from 'node:worker_threads';
import type { Limits } from '../input/limits.ts';
import type { Begin } from './reading-messages.ts';

/** Started and not yet asked for. */
const idle = new Set<Worker>();

/** Starts a thread for the next run that asks for one. It keeps no program from ending. */
export function warmThread(): void {
  const thread = start();
  const forget = (): void => {
    idle.delete(thread);
  };
  thread.on('exit', forget).on('error', forget).unref();
  idle.add(thread);
}

export function takeThread(limits: Limits): Worker {
  const [thread = start()] = idle;
  idle.delete(thread);
  thread.ref();
  const begin: Begin = { limits };
  thread.postMessage(begin);
  return thread;
}

function start(): Worker {
  return new Worker(new URL('./reading-thread.js', import.meta.url), {
    // Records live for moments: with room for them, few are ever copied.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
}
