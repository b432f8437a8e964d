/** Bytes put into a file of their own for those who cannot take them as they come. */

import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whoever is handed the path has it until done. */
export async function* inTemporaryFile(
  chunks: AsyncIterable<Buffer>,
  read: (path: string) => AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'credtrail-'));
  try {
    const path = join(folder, 'input');
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of chunks) await file.write(chunk);
    } finally {
      await file.close();
    }
    yield* read(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
