/** What a kind of compression must be able to do. Adding one is an entry in the list in open.ts. */

import type { ProblemCode } from '../model/problem.ts';
import type { ByteFeed } from './byte-feed.ts';

/** By which a file's kind is told. */
export const MAGIC_BYTES = 12;

export type Fault = (code: ProblemCode, message: string) => void;

export interface Compression {
  readonly name: string;
  /** @param start the first {@link MAGIC_BYTES} of the file, fewer if it is shorter */
  begins(start: Buffer): boolean;
  /** `careful`: the file is known to be damaged or large, and as much as can be is wanted of it. */
  chunks(feed: ByteFeed, careful: boolean, fault: Fault): AsyncGenerator<Buffer>;
}
