/**
 * Fetches vendors' records again, by the place their events had: the same reading as before, through every layer of
 * compression and wrapping, and nothing kept but what was asked for. It does not judge whether the file is still the same.
 */

import type { Source } from '../contract/source.ts';
import type { RawRecord } from './file-log.ts';
import type { InputFile } from './input-file.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { createReader } from './read.ts';

/** By ordinal, as in `event.place.record`; what the file does not hold is missing. */
export async function raw(
  file: InputFile,
  ordinals: Iterable<number>,
  sources: readonly Source[],
  limits: Limits = DEFAULT_LIMITS,
): Promise<ReadonlyMap<number, RawRecord>> {
  const wanted = new Set(ordinals);
  const found = new Map<number, RawRecord>();
  await createReader(sources, limits).readFile(file, 0, {
    event() {},
    problem() {},
    records: {
      wants: (ordinal) => wanted.has(ordinal),
      take: (record) => void found.set(record.ordinal, record),
    },
  });
  return found;
}
