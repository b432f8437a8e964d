/** Times of OCSF: milliseconds since 1970 in `time`, text in `time_dt`; what pipelines make of them besides. */

import { numberAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';

/** Epoch ms of a `timestamp_t`, also in seconds or microseconds, or as text. Zero stands for none. */
export function parseTime(value: unknown): number | undefined {
  const number = numberAt(value);
  if (number === undefined) return typeof value === 'string' ? parseIsoTime(value) : undefined;
  if (number <= 0) return undefined;
  const ms = number < LATEST_SECONDS ? number * 1000 : number > LATEST_MS ? number / 1000 : number;
  return ms > LATEST_MS ? undefined : Math.round(ms);
}

/** The same moment as `timestamp_t` and `datetime_t`, of which either may be missing. */
export function timeOf(text: string | undefined, value: unknown): number | undefined {
  return parseTime(value) ?? (text === undefined ? undefined : parseIsoTime(text));
}

/** The year 2100. */
const LATEST_SECONDS = 4_102_444_800;
const LATEST_MS = LATEST_SECONDS * 1000;
