/** What several commands take: texts, times, counts, choices. Light: it loads no plug-in. */

import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type InputFile, STANDARD_INPUT } from '../input/input-file.ts';
import { parseInstant } from '../lib/instant.ts';
import { reasonOf } from '../lib/reason.ts';
import { strictUtf8 } from '../lib/utf8.ts';
import { UsageError } from '../model/usage-error.ts';

/** A whole file that must be UTF-8, as it lies on disk and as text, without a byte order mark; `-` is standard input. */
export function readText(
  file: string,
  what: string,
  unpack: (bytes: Buffer) => Buffer = (bytes) => bytes,
): { readonly bytes: Uint8Array; readonly text: string } {
  const bytes = readBytes(file, what, unpack);
  const text = strictUtf8(bytes);
  if (text === undefined) throw new UsageError(`the ${what} ${file} is not UTF-8 text`, 'save it as UTF-8');
  return { bytes, text };
}

function readBytes(file: string, what: string, unpack: (bytes: Buffer) => Buffer): Uint8Array {
  try {
    return unpack(readFileSync(file === STANDARD_INPUT ? process.stdin.fd : file));
  } catch (cause) {
    throw new UsageError(
      `the ${what} ${file} cannot be read: ${reasonOf(cause)}`,
      'check the path and the permissions',
      { cause },
    );
  }
}

export function readTime(
  option: string,
  text: string | undefined,
  edge: 'start' | 'end',
): number | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text, { edge, zone: 'Z' });
  if ('fault' in instant)
    throw new UsageError(
      `${option} '${text}': ${instant.fault}`,
      'write a time like 2026-03-02T09:00:00Z, or a day like 2026-03-02 (UTC)',
    );
  // Time is told up to where it ends, and a day ends where the next one begins.
  return edge === 'end' && DAY_ALONE.test(text.trim()) ? instant.time + 1 : instant.time;
}

const DAY_ALONE = /^\d{4}-\d\d-\d\d$/;

/** Bytes of files that one thread has read before another has begun. */
const ONE_THREAD_BYTES = 2 * 1024 * 1024;
const MOST_THREADS = 64;
const MOST_UNASKED_THREADS = 8;

/** `--threads`; where it is not given, one for few bytes, and otherwise as many as there are processors. */
export function readThreads(text: string | undefined, files?: readonly InputFile[]): number {
  const given = readCount('--threads', text, 1, MOST_THREADS);
  if (given !== undefined) return given;
  const bytes = files?.reduce((sum, { size }) => sum + size, 0) ?? Number.POSITIVE_INFINITY;
  return bytes < ONE_THREAD_BYTES ? 1 : Math.min(MOST_UNASKED_THREADS, availableParallelism());
}

export function readCount(
  option: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < least || count > most)
    throw new UsageError(
      `${option} '${text}' is not a whole number from ${least} to ${most}`,
      `write for example ${option} ${least}`,
    );
  return count;
}

export function readChoice<const T extends string>(
  option: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const choice = choices.find((each) => each === text);
  if (choice === undefined)
    throw new UsageError(`${option} '${text}' is not known`, `choose from ${choices.join(', ')}`);
  return choice;
}
