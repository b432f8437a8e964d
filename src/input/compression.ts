/** What a kind of compression must be able to do. Adding one is an entry in the list in open.ts. */

import type { ProblemCode } from '../model/problem.ts';
import type { ByteFeed } from './byte-feed.ts';

export type Fault = (code: ProblemCode, message: string) => void;

export interface Compression {
  readonly name: string;
  readonly magic: Buffer;
  /** A small file at once; `undefined` when it must be read in chunks. */
  whole(data: Buffer): Buffer | undefined;
  /** `careful`: the file is known to be damaged or large, and as much as can be is wanted of it. */
  chunks(feed: ByteFeed, careful: boolean, fault: Fault): AsyncGenerator<Buffer>;
}
