/** What reading one file came to: counters, and the problems handed to the sink up to the limit. */

import type { Event } from '../model/event.ts';
import type { Problem, ProblemCode } from '../model/problem.ts';

/** Takes what the reader finds, in the order of the file. */
export interface Sink {
  event(event: Event): void;
  problem(problem: Problem): void;
}

export interface FileReport {
  /** Source id; empty when no source recognised the file. */
  readonly source: string;
  /** Records met, whatever became of them. */
  readonly records: number;
  readonly events: number;
  /** Records that are rightly no events, by reason; a file skipped whole counts one. */
  readonly skipped: Readonly<Record<string, number>>;
  /** All problems, also those beyond the limit of what is kept. */
  readonly problems: number;
  /** Bytes read from the disk. */
  readonly bytes: number;
  readonly decompressedBytes: number;
}

export class FileLog {
  source = '';
  records = 0;
  events = 0;
  bytes = 0;
  decompressedBytes = 0;
  /** The bytes end before the file does, so that unfinished JSON is no news. */
  cut = false;
  readonly sink: Sink;
  private problems = 0;
  private ofFile = 0;
  private ofRecords = 0;
  private readonly file: string;
  private readonly maxKept: number;
  private readonly skipped = new Map<string, number>();

  constructor(file: string, sink: Sink, maxKept: number) {
    this.file = file;
    this.sink = sink;
    this.maxKept = maxKept;
  }

  /** `message` must be safe to show: see `excerpt` in lib/text. */
  problem(place: string, code: ProblemCode, message: string): void {
    this.problems++;
    // Apart, so that a thousand broken records do not hide that the file itself is damaged.
    const kept = place === '' ? ++this.ofFile : ++this.ofRecords;
    if (kept > this.maxKept) return;
    this.sink.problem({ source: this.source, file: this.file, place, code, message });
  }

  skip(reason: string): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }

  report(): FileReport {
    const { source, records, events, problems, bytes, decompressedBytes } = this;
    return {
      source,
      records,
      events,
      skipped: Object.fromEntries(this.skipped),
      problems,
      bytes,
      decompressedBytes,
    };
  }
}
