/** What passes between a run and its reading threads. */

import type { FileReport } from '../input/file-log.ts';
import type { InputFile } from '../input/input-file.ts';
import type { Problem } from '../model/problem.ts';
import type { Run } from '../order/run.ts';

export interface FileOutcome {
  readonly index: number;
  readonly report: FileReport;
  readonly problems: readonly Problem[];
}

/** What a reading thread is told, and what it answers. */
export type Order = { readonly index: number; readonly file: InputFile };
export type Answer =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'file'; readonly outcome: FileOutcome }
  | { readonly kind: 'rest'; readonly run: Run | undefined };
