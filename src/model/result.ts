/** The outcome of one run, as `--format json` prints it. */

import type { Finding, Incident } from './finding.ts';
import type { Problem } from './problem.ts';

export interface SourceCounters {
  readonly files: number;
  readonly records: number;
  readonly events: number;
  readonly skipped: number;
  readonly problems: number;
}

export interface Counters {
  readonly sources: Readonly<Record<string, SourceCounters>>;
  /** Files no source recognised. */
  readonly unrecognised: number;
  /** Records skipped, by source and reason. */
  readonly skipReasons: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly events: number;
  readonly duplicate: number;
  /** Events older than what the loaded state had already judged. */
  readonly late: number;
  /** State entries dropped to stay within bounds, by kind. */
  readonly evicted: number;
  /** Events written to temporary files while sorting. */
  readonly spilled: number;
  /** Events outside `--since`/`--until`. */
  readonly outside: number;
  /** Findings silenced by an exception, by the alert budget, or below `--min-level`. */
  readonly excepted: number;
  readonly overBudget: number;
  readonly belowLevel: number;
  readonly bytes: number;
  readonly principals: number;
  readonly credentials: number;
}

export interface Result {
  readonly findings: readonly Finding[];
  readonly incidents: readonly Incident[];
  readonly problems: readonly Problem[];
  readonly counters: Counters;
  /** Notes for the reader: expired exceptions, short history, problems that were not kept. */
  readonly notes: readonly string[];
  readonly period: { readonly first: number; readonly last: number } | undefined;
}
