/** The outcome of one run, as `--format json` prints it. */

import type { Finding, Incident } from './finding.ts';
import type { Level } from './level.ts';
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

/** A file a run was given. */
export interface RunInput {
  readonly path: string;
  /** As it lies on the disk; 0 where nobody can say, as of standard input. */
  readonly bytes: number;
  /** Learned from, not reported on. */
  readonly baseline: boolean;
  /** SHA-256 in hexadecimal, where it was worth reading the file once more. */
  readonly sha256?: string;
}

/** What a run was asked: with the same answers here, the same program gives the same result. */
export interface RunSetup {
  /** Sorted by path; the first ten thousand. */
  readonly inputs: readonly RunInput[];
  /** How many there were. */
  readonly inputCount: number;
  /** The context file, by the name it was given. */
  readonly configuration?: { readonly file: string; readonly sha256: string };
  /** ATT&CK ids of the analytics that ran. */
  readonly analytics: readonly string[];
  readonly minLevel: Level;
  /** It continued from what earlier runs had learned. */
  readonly continued: boolean;
  /** Epoch ms. */
  readonly since?: number;
  readonly until?: number;
}

export interface Result {
  readonly findings: readonly Finding[];
  readonly incidents: readonly Incident[];
  readonly problems: readonly Problem[];
  readonly counters: Counters;
  /** Notes for the reader: expired exceptions, short history, problems that were not kept. */
  readonly notes: readonly string[];
  /** Absent in results of older versions. */
  readonly run?: RunSetup;
  readonly period: { readonly first: number; readonly last: number } | undefined;
}
