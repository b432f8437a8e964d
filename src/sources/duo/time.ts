/** When a record is of: Duo writes seconds, milliseconds and ISO text, by log and by version of its API. */

import type { RecordView } from '../../contract/projection.ts';
import { numberAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { FIELDS } from './fields.ts';

/** Epoch ms; undefined when the record names no possible time. */
export function timeOf(record: RecordView): number | undefined {
  const iso = record.text(FIELDS.isotimestamp) ?? record.text(FIELDS.ts);
  const parsed = iso === undefined ? undefined : parseIsoTime(iso);
  return possible(parsed) ?? possible(fromNumber(record.json(FIELDS.timestamp)));
}

/** Seconds or milliseconds as a number or its text, or text of another form. */
export function fromNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && !/^\d{9,13}$/.test(value)) return parseIsoTime(value);
  const number = numberAt(value);
  return number === undefined ? undefined : Math.trunc(number > SECONDS_END ? number : number * 1000);
}

/** Later than any second, earlier than any millisecond a log may hold. */
const SECONDS_END = 100_000_000_000;
/** Duo was founded in 2010; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2010, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

export function possible(time: number | undefined): number | undefined {
  return time !== undefined && time >= EARLIEST && time <= LATEST ? time : undefined;
}
