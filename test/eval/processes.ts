/** Each seed in a process of its own, a few at a time: nothing of one organisation lingers in the memory of the next. */

import { fork } from 'node:child_process';

/** @param program a module that sends one message, its result, when started with `--one SEED` */
export async function eachInProcess<T>(
  program: string,
  seeds: readonly number[],
  { jobs, flags }: { readonly jobs: number; readonly flags: readonly string[] },
  done: (result: T, seed: number) => void,
): Promise<T[]> {
  const waiting = [...seeds.entries()];
  const results = new Map<number, T>();
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, seed] = next;
      const result = await inProcess<T>(program, seed, flags);
      results.set(at, result);
      done(result, seed);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}

function inProcess<T>(program: string, seed: number, flags: readonly string[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(program, ['--one', String(seed), ...flags]);
    let result: T | undefined;
    child.on('message', (message: T) => {
      result = message;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (result === undefined) reject(new Error(`seed ${seed} ended with ${code} and no result`));
      else resolve(result);
    });
  });
}
