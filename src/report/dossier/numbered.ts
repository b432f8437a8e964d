/** A finding with the number it bears in one report. */

import type { Finding } from '../../model/finding.ts';

export interface Numbered {
  /** From 1, in reading order. */
  readonly number: number;
  readonly finding: Finding;
}
