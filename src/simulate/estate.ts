/**
 * An estate is what one provider adds to the organisation: its part of the organisation's data, what people and
 * machines do there, and how its logs are laid out. Estates share people, networks and the calendar, nothing else.
 */

import type { DeliveredFile } from './delivery.ts';
import type { Organisation } from './organisation.ts';
import type { Random } from './random.ts';
import type { Behaviour, ContextSections, LogName, LogRecord } from './stage.ts';

export interface LogDay {
  readonly log: LogName;
  /** 2026-03-02. */
  readonly date: string;
  /** In order of time. */
  readonly records: readonly LogRecord[];
}

export interface Estate {
  readonly id: string;
  readonly logs: readonly LogName[];
  /** Adds the provider's part to the organisation's data. */
  extend?(organisation: Organisation, random: Random): Organisation;
  /** Ordinary work, each with the name of its stream of chance. */
  readonly behaviours: readonly (readonly [string, Behaviour])[];
  /** What the organisation writes down about it: its help desk, its programs, what is valuable. */
  context?(organisation: Organisation): ContextSections;
  /** One day of one of its logs as the vendor delivers it. */
  layout(day: LogDay): readonly DeliveredFile[];
}

/** Lines of JSON, for logs whose vendors leave the layout to whoever fetches them. */
export function ndjsonFile(path: string, records: readonly LogRecord[]): DeliveredFile {
  const line = (record: LogRecord): string => (typeof record === 'string' ? record : JSON.stringify(record));
  return { path, records: records.length, text: `${records.map(line).join('\n')}\n` };
}
