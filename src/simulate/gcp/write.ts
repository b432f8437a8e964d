/** Writes calls of one caller as entries of the audit log. */

import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import type { GcpCall, GcpCaller } from './entry.ts';
import { gcpEntry } from './entry.ts';

export function writeCall(stage: Stage, random: Random, at: number, by: GcpCaller, call: GcpCall): void {
  stage.write(at, 'gcp-audit', gcpEntry(random, at, by, call));
}

/** Calls one after another at the times given. */
export function writeCalls(
  stage: Stage,
  random: Random,
  times: readonly number[],
  by: GcpCaller,
  calls: readonly GcpCall[],
): void {
  for (const [i, call] of calls.entries()) {
    const at = times[i];
    if (at !== undefined) writeCall(stage, random, at, by, call);
  }
}
