/**
 * What reading one file came to: counters, and the problems handed to the sink up to the limit. A file may hold records
 * of several sources; what a source did not ask for itself is counted for the one that the file is read with.
 */

import type { Event } from '../model/event.ts';
import type { Marks } from '../model/mark.ts';
import type { Problem, ProblemCode } from '../model/problem.ts';

/** Takes what the reader finds, in the order of the file. */
export interface Sink {
  event(event: Event, marks: Marks): void;
  problem(problem: Problem): void;
  /** Asks for records as they are in the file; left out by whoever wants events only. */
  readonly records?: RecordTaker | undefined;
}

export interface RecordTaker {
  /** `ordinal` as in an event's place. */
  wants(ordinal: number): boolean;
  take(record: RawRecord): void;
}

/** A vendor's record, before anything was made of it. */
export interface RawRecord {
  readonly ordinal: number;
  readonly bytes: Uint8Array;
  /** The bytes stand so in the file; otherwise it was taken out of a wrapping, a row or several lines. */
  readonly verbatim: boolean;
}

/** What was met of one source. */
export interface SourceShare {
  /** Inputs that held any of it: the file itself, or entries of an archive. */
  readonly inputs: number;
  /** Records met, whatever became of them. */
  readonly records: number;
  readonly events: number;
  /** Records that are rightly no events, by reason; a file skipped whole counts one. */
  readonly skipped: Readonly<Record<string, number>>;
  /** All problems, also those beyond the limit of what is kept. */
  readonly problems: number;
}

export interface FileReport extends SourceShare {
  /** Inputs that no source recognised: the file itself, or entries of an archive. */
  readonly unrecognised: number;
  /** Source id; empty when no source recognised the file. The first one's where a file mixes several. */
  readonly source: string;
  /** By source id; empty when no source recognised the file. Their sum is the whole. */
  readonly shares: Readonly<Record<string, SourceShare>>;
  /** Bytes read from the disk. */
  readonly bytes: number;
  readonly decompressedBytes: number;
}

export class FileLog {
  /** Source the file is read with; empty until one is found. */
  source = '';
  records = 0;
  bytes = 0;
  decompressedBytes = 0;
  /** The bytes end before the file does, so that unfinished JSON is no news. */
  cut = false;
  private readonly sink: Sink;
  private readonly whole = new Tally();
  /** Of the sources that took records from a file read with another. */
  private readonly guests = new Map<string, Tally>();
  private guest: { readonly source: string; readonly tally: Tally } | undefined;
  private ofFile = 0;
  private ofRecords = 0;
  /** Records of the archive before those of this entry. */
  readonly recordsBefore: number;
  private readonly file: string;
  private readonly maxKept: number;

  constructor(file: string, sink: Sink, maxKept: number, recordsBefore = 0) {
    this.file = file;
    this.sink = sink;
    this.maxKept = maxKept;
    this.recordsBefore = recordsBefore;
  }

  /** What `settle` says is said of the record at hand by the source that knows it. */
  by(source: string, settle: () => void): void {
    if (this.source === '') this.source = source;
    if (source === this.source) {
      settle();
      return;
    }
    const tally = this.guests.get(source) ?? new Tally();
    this.guests.set(source, tally);
    tally.records++;
    this.guest = { source, tally };
    settle();
    this.guest = undefined;
  }

  /** Offers the record last counted to whoever asks for records. */
  show(bytes: () => Uint8Array, verbatim: boolean): void {
    const taker = this.sink.records;
    const ordinal = this.recordsBefore + this.records;
    if (taker?.wants(ordinal) === true) taker.take({ ordinal, bytes: bytes(), verbatim });
  }

  /** Whether anybody asks for records. */
  get shows(): boolean {
    return this.sink.records !== undefined;
  }

  event(event: Event, marks: Marks): void {
    this.whole.events++;
    if (this.guest !== undefined) this.guest.tally.events++;
    this.sink.event(event, marks);
  }

  /** `message` must be safe to show: see `excerpt` in lib/text. */
  problem(place: string, code: ProblemCode, message: string): void {
    this.whole.problems++;
    if (this.guest !== undefined) this.guest.tally.problems++;
    // Apart, so that a thousand broken records do not hide that the file itself is damaged.
    const kept = place === '' ? ++this.ofFile : ++this.ofRecords;
    if (kept > this.maxKept) return;
    const source = this.guest?.source ?? this.source;
    this.sink.problem({ source, file: this.file, place, code, message });
  }

  skip(reason: string): void {
    this.whole.skip(reason);
    this.guest?.tally.skip(reason);
  }

  report(): FileReport {
    const { source, records, bytes, decompressedBytes, whole } = this;
    whole.records = records;
    const unrecognised = source === '' ? 1 : 0;
    return { source, ...whole.share(), shares: this.shares(), unrecognised, bytes, decompressedBytes };
  }

  private shares(): Readonly<Record<string, SourceShare>> {
    if (this.source === '') return {};
    const guests = [...this.guests].map(([source, tally]) => [source, tally.share()] as const);
    const own = this.whole.without([...this.guests.values()]);
    return Object.fromEntries([[this.source, own.share()], ...guests]);
  }
}

/** Reasons that quote a record are bounded by this and not by the record. */
const MOST_REASONS = 200;
const OTHER_REASONS = 'another reason';

class Tally {
  records = 0;
  events = 0;
  problems = 0;
  private readonly skipped = new Map<string, number>();

  skip(reason: string, times = 1): void {
    const kept = this.skipped.has(reason) || this.skipped.size < MOST_REASONS ? reason : OTHER_REASONS;
    this.skipped.set(kept, (this.skipped.get(kept) ?? 0) + times);
  }

  without(others: readonly Tally[]): Tally {
    const rest = new Tally();
    const sum = (count: (tally: Tally) => number): number =>
      others.reduce((total, tally) => total + count(tally), 0);
    rest.records = this.records - sum((tally) => tally.records);
    rest.events = this.events - sum((tally) => tally.events);
    rest.problems = this.problems - sum((tally) => tally.problems);
    for (const [reason, times] of this.skipped) {
      const left = times - sum((tally) => tally.skipped.get(reason) ?? 0);
      if (left > 0) rest.skip(reason, left);
    }
    return rest;
  }

  share(): SourceShare {
    const { records, events, problems } = this;
    return { inputs: 1, records, events, skipped: Object.fromEntries(this.skipped), problems };
  }
}
