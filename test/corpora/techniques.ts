/** Every captured deed with what a scan must say of it, and the shape of such a row. */

import type { Expected } from './expectation.ts';
import { AWS_TECHNIQUES } from './techniques-aws.ts';
import { OTHER_TECHNIQUES } from './techniques-elsewhere.ts';

export interface Technique {
  /** File or folder under the captures. */
  readonly capture: string;
  /** The technique's published name; without one, what the capture holds. */
  readonly name: string;
  /** The calls that carry it out, as the vendor names them; undefined: all in the capture. */
  readonly calls?: readonly string[];
  /** Part of the name of who did it or to whom it was done, where several techniques share a call. */
  readonly about?: string;
  readonly expected: Expected;
}

export const TECHNIQUES: readonly Technique[] = [...AWS_TECHNIQUES, ...OTHER_TECHNIQUES];
