/**
 * A file's contents, decompressed, in chunks of bounded size: one input, or as many as an archive has entries. What
 * a file is compressed or packed with is told by content, never by name, and layers are taken off one after another.
 * What goes wrong is logged as a problem after the bytes that came before it; nothing is thrown.
 */

import { type FileHandle, open } from 'node:fs/promises';
import { type InputFile, STANDARD_INPUT } from './input-file.ts';
import { type Input, Layers } from './layers.ts';
import type { Limits } from './limits.ts';
import type { SmallFiles } from './small-file.ts';

const READ_BYTES = 1024 * 1024;

/** At least one input, whatever the file is. One file is to be read before the next is opened with `small`. */
export async function* openInputs(
  { path }: InputFile,
  limits: Limits,
  small: SmallFiles,
): AsyncGenerator<Input> {
  const layers = new Layers(path, limits);
  try {
    const data = small.read(path);
    if (data !== undefined) yield* layers.inMemory(data, small.contentOf(data));
    else yield* layers.open(path === STANDARD_INPUT ? process.stdin : readPieces(path), false);
  } catch (error) {
    layers.fail(error);
  }
  yield* layers.remarks(path);
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
