/** What passes between a run and its reading threads. */

import type { FileReport } from '../input/file-log.ts';
import type { InputFile } from '../input/input-file.ts';
import type { Limits } from '../input/limits.ts';
import type { Problem } from '../model/problem.ts';
import type { Run } from '../order/run.ts';

export interface FileOutcome {
  readonly index: number;
  readonly report: FileReport;
  readonly problems: readonly Problem[];
}

/** Tells a thread first of all how to read. */
export interface Begin {
  readonly limits: Limits;
}

/** One file to read. `earliest` is the hint of its path: see `input/time-hint.ts`. */
export interface Order {
  readonly index: number;
  readonly file: InputFile;
  readonly earliest: number | undefined;
}

/** Either events, or the files whose events have all been handed over by now. */
export type Answer =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'files'; readonly outcomes: readonly FileOutcome[] };
