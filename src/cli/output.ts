/** Where a command writes: standard output, or a file that is whole or as it was before. */

import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from '../lib/reason.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Words } from './options.ts';
import type { Terminal } from './terminal.ts';

/** `--output`, tried before there is anything to write: no long scan shall end at a folder that is not there. */
export function readOutput(words: Words): string | undefined {
  const file = words.text('output');
  if (file !== undefined) tryOutput(file);
  return file;
}

/** Writes beside the old file first, so that a failure leaves it whole. */
export function writeResult(terminal: Terminal, file: string | undefined, text: string): void {
  if (file === undefined) {
    terminal.out(text);
    return;
  }
  try {
    const present = statSync(file, { throwIfNoEntry: false });
    // A pipe or a device is written to; putting a file in its place would take it from those who read it.
    if (present !== undefined && !present.isFile()) writeFileSync(file, text);
    // A link stays one, and a file that only its owner may read stays so.
    else if (present !== undefined) replace(realpathSync(file), text, present.mode);
    else replace(file, text, 0o666);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}

function tryOutput(file: string): void {
  if (file === '') throw new UsageError('--output names no file', 'write --output FILE');
  try {
    const present = statSync(file, { throwIfNoEntry: false });
    if (present?.isDirectory() === true) throw new Error('it is a folder');
    const isReplaced = present === undefined || present.isFile();
    accessSync(
      isReplaced ? dirname(present === undefined ? file : realpathSync(file)) : file,
      constants.W_OK,
    );
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}

function replace(file: string, text: string, mode: number): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { mode });
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
}

function cannotWrite(file: string, cause: unknown): UsageError {
  return new UsageError(`${file} cannot be written: ${reasonOf(cause)}`, 'choose another --output', {
    cause,
  });
}
