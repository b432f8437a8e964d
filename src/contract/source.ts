/**
 * A source is one log format of one vendor: how to recognise it, how its records lie in the bytes, which
 * paths it reads, and how a record becomes an event. Adding one is a folder under `src/sources/` and a line
 * in `src/sources/index.ts`. Sources do no I/O: `src/input/` reads, decompresses, frames and scans for them.
 */

import type { Action } from '../model/action.ts';
import type { Event, Provider } from '../model/event.ts';
import type { Marks } from '../model/mark.ts';
import type { ProblemCode } from '../model/problem.ts';
import type { Projection, RecordView } from './projection.ts';

/** What the reader shows of a file before anything else is read. */
export interface Head {
  /** The first bytes (at most 64 KiB) as text. */
  readonly text: string;
  /**
   * The first complete JSON objects found in those bytes: top-level values, elements of a top-level array, and
   * elements of arrays one key deep (`{"Records":[…]}` gives the elements, and `keys` the path walked).
   * Empty when the file is not JSON or its first object is longer than the head.
   */
  readonly samples: readonly Readonly<Record<string, unknown>>[];
  /** Keys of the first top-level object in order, as far as the head reaches: `["Records"]`. */
  readonly keys: readonly string[];
  /** Column names when the first line reads as a CSV header; otherwise empty. */
  readonly columns: readonly string[];
}

/** How records hang in the JSON values of a file. A file without any of these holds bare records. */
export interface Envelope {
  /** Key of the top-level object that leads to records. */
  readonly key: string;
  /**
   * `elements`: the key holds an array of records, scanned in place (delivered files).
   * `member`: the key holds the one record (EventBridge `detail`).
   * A function: each array element (or the value itself, when no array) is parsed and turned into records;
   * strings it returns are taken as JSON text, objects as records (subscriptions, API output).
   */
  readonly holds: 'elements' | 'member' | Unwrap;
}

/** What a framing that is made anew for every file is told of it. */
export interface OpenedFile {
  readonly head: Head;
  /** Counts a record that is rightly not an event, so that nobody has to make it first. */
  skip(reason: string): void;
}

/** Puts records together from lines of text. */
export interface LineFraming {
  /** What ends a line, when it is not a line feed; it stays part of the line: `</Event>`. */
  readonly ends?: string;
  /**
   * Sees a line before it is decoded; true: hand it to `line`. What it turns away it has counted itself, or it is
   * a part of a record that is not needed.
   */
  wants?(bytes: Uint8Array, from: number, to: number): boolean;
  /** Takes a line without its end. Records that are complete by now, as objects or JSON text. */
  line(line: string): readonly unknown[];
  /** The file has ended: what was still open. */
  end(): readonly unknown[];
}

/** One JSON value in, the records it holds out: objects, or strings to be read as JSON. */
export type Unwrap = (value: unknown) => readonly unknown[];

/** Takes JSON values apart with a memory of what went before in the file: which program runs as a process. */
export interface ValueFraming {
  /** Sees a value's text before it is parsed; true: parse it and hand it to `value`. Else as for lines. */
  wants?(text: string): boolean;
  readonly value: Unwrap;
}

export interface Framing {
  /**
   * Sources whose records come mixed in one file, as one stream carries the logs of many services, name the same
   * family. They may claim a file together, and their framings take every member's records apart alike: each record
   * goes to the one that does not call it {@link Foreign}.
   */
  readonly family?: string;
  readonly envelopes: readonly Envelope[];
  /**
   * For wrappings that must be taken apart whole: by the name `recognise` gives, what turns each JSON value of
   * the file (elements of a top-level array one by one) into records. Slower than an envelope scanned in place.
   * `perFile` makes a framing with a memory, anew for every file.
   */
  readonly wrappings?: Readonly<
    Record<string, Unwrap | { readonly perFile: (file: OpenedFile) => ValueFraming }>
  >;
  /** For logs that are lines of text rather than JSON; made anew for every file. */
  readonly lines?: (file: OpenedFile) => LineFraming;
  /** For CSV exports: one row, by column name, becomes the record it was made from. */
  readonly row?: (row: Readonly<Record<string, string>>) => unknown;
}

/**
 * What recognition says: ours and readable as it lies, as lines of text, or through one of the framing's named
 * wrappings; or ours and known to hold no events (digests, insights). `family`: readable as it lies, none of ours is
 * shown, but a stream of our family may hold some further on; it is read unless somebody claims the file as theirs.
 */
export type Recognition =
  | 'records'
  | 'lines'
  | 'family'
  | { readonly wrapping: string }
  | { readonly skip: string };

/** A record that is rightly not an event, with the reason it is counted under. */
export interface Skip {
  readonly skip: string;
}

/** A record that should have been an event and cannot be. */
export interface Unusable {
  readonly problem: ProblemCode;
  readonly message: string;
}

/**
 * A record that another source of the family may know. When none does, it is skipped for the reason given, which must
 * be one of a few.
 */
export interface Foreign {
  readonly foreign: string;
}

/** An event without what only the reader knows (`source` and `place`). */
export type NormalisedEvent = Omit<Event, 'source' | 'place'> & Marks;

export type Normalised = NormalisedEvent | Skip | Unusable | Foreign;

/** What a record that tells of several events comes to; they share its place. */
export type Several = readonly Exclude<Normalised, Foreign>[];

/** One row of a source's table of operations. */
export interface Operation {
  /** `service:Operation` as events carry it. */
  readonly operation: string;
  readonly action: Action;
}

export interface Source {
  /** Also the folder's name, e.g. `aws-cloudtrail`. */
  readonly id: string;
  readonly product: string;
  readonly provider: Provider;
  /** Undefined: not ours. Content decides, never the file's name. Two sources claim one file only within a family. */
  recognise(head: Head): Recognition | undefined;
  readonly framing: Framing;
  readonly projection: Projection;
  /** Total and pure: never throws, whatever the record holds. */
  normalise(record: RecordView): Normalised | Several;
  readonly operations: readonly Operation[];
}

/** Declares a source; checks at load what a type cannot. */
export function defineSource(source: Source): Source {
  const seen = new Set<string>();
  for (const { operation } of source.operations) {
    if (seen.has(operation)) throw new Error(`source ${source.id}: operation ${operation} is listed twice`);
    seen.add(operation);
  }
  return source;
}
