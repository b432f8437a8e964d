/**
 * A file's contents, decompressed, in chunks of bounded size: one input, or as many as an archive has entries. What
 * a file is compressed or packed with is told by content, never by name, and layers are taken off one after another.
 * What goes wrong is logged as a problem after the bytes that came before it; nothing is thrown.
 */

import { readFileSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type InputFile, STANDARD_INPUT } from './input-file.ts';
import { type Input, kindOf, Layers } from './layers.ts';
import { type Limits, WHOLE_FILE_BYTES } from './limits.ts';

const READ_BYTES = 1024 * 1024;

/** At least one input, whatever the file is. */
export async function* openInputs({ path }: InputFile, limits: Limits): AsyncGenerator<Input> {
  const layers = new Layers(path, limits);
  try {
    const data = readSmall(path);
    const whole = data === undefined ? undefined : wholeOf(data);
    if (data !== undefined && whole !== undefined && whole.length <= limits.maxDecompressedBytes) {
      yield layers.known(whole, data.length);
    } else if (data !== undefined) yield* layers.open([data], true);
    else yield* layers.open(path === STANDARD_INPUT ? process.stdin : readPieces(path), false);
  } catch (error) {
    layers.fail(error);
  }
  yield* layers.remarks(path);
}

/**
 * At once: trails are made of thousands of small files, and to be called back four times for each takes longer than to
 * read it.
 */
function readSmall(path: string): Buffer | undefined {
  if (path === STANDARD_INPUT) return undefined;
  const found = statSync(path);
  const isSmall = found.isFile() && found.size > 0 && found.size <= WHOLE_FILE_BYTES;
  return isSmall ? readFileSync(path) : undefined;
}

/** The common case, a small file with at most one layer, without any streaming. */
function wholeOf(data: Buffer): Buffer | undefined {
  const kind = kindOf(data);
  if (kind === 'content') return data;
  const whole = typeof kind === 'string' ? undefined : kind.whole?.(data);
  return whole !== undefined && kindOf(whole) === 'content' ? whole : undefined;
}

async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const handle: FileHandle = await open(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(
        Buffer.allocUnsafeSlow(READ_BYTES),
        0,
        READ_BYTES,
        null,
      );
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
