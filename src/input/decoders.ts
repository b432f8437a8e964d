/** What is compiled for each source, made when the first file of it turns up: a run mostly reads a few products. */

import type { Source } from '../contract/source.ts';
import { createDecoder, type Decoder } from './deliver.ts';
import type { Limits } from './limits.ts';
import type { Workroom } from './workroom.ts';

export interface Decoders {
  readonly sources: readonly Source[];
  readonly workroom: Workroom;
  of(source: Source): Decoder;
}

export function createDecoders(sources: readonly Source[], limits: Limits, workroom: Workroom): Decoders {
  const made = new Map<Source, Decoder>();
  return {
    sources,
    workroom,
    of(source) {
      const known = made.get(source);
      if (known !== undefined) return known;
      const decoder = createDecoder(source, limits);
      made.set(source, decoder);
      return decoder;
    },
  };
}
