/**
 * The last step of reading: a scanned record goes through its source's `normalise` and becomes an event, a
 * counted skip or a problem; one that the source does not know is offered to the others of its family. Nothing ends
 * here uncounted.
 */

import type { Foreign, Normalised, NormalisedEvent, Several, Source } from '../contract/source.ts';
import { isObject } from '../lib/json.ts';
import { reasonOf } from '../lib/reason.ts';
import { excerpt } from '../lib/text.ts';
import type { Event } from '../model/event.ts';
import type { ProblemCode } from '../model/problem.ts';
import { type Span, span } from './byte-map.ts';
import type { FileLog } from './file-log.ts';
import type { Limits } from './limits.ts';
import { ObjectRecord } from './object-record.ts';
import { compilePaths, type PathNode } from './path-trie.ts';
import { ScannedRecord } from './record-view.ts';
import { INCOMPLETE, RecordScanner, TOO_DEEP } from './scan-json.ts';

/** What is compiled and remembered for one source over all its files. */
export interface Decoder {
  readonly source: Source;
  readonly limits: Limits;
  readonly scanner: RecordScanner;
  readonly view: ScannedRecord;
  /** The same for records that framing functions make. */
  readonly objects: ObjectRecord;
  /** Walks a record. */
  readonly record: PathNode;
  /** Walks a record that may turn out to be an envelope. */
  readonly value: PathNode;
}

export function createDecoder(source: Source, limits: Limits): Decoder {
  const fields = Object.values(source.projection);
  const stops = source.framing.envelopes.map(({ key, holds }) => ({
    key,
    opening: holds === 'elements' ? '[' : holds === 'member' ? '{' : '',
  }));
  const scanner = new RecordScanner(fields.length, limits.maxDepth);
  return {
    source,
    limits,
    scanner,
    view: new ScannedRecord(scanner, source.projection),
    objects: new ObjectRecord(source.projection),
    record: compilePaths(fields),
    value: compilePaths(fields, stops),
  };
}

/** Records between two looks at what a record looks like. */
const SAMPLE_EVERY = 64;

export class Delivery {
  /** Slots filled by a recent good record: a measure of what a record looks like. */
  filled = 0;
  readonly log: FileLog;
  private readonly decoder: Decoder;
  private readonly family: readonly Decoder[];
  private readonly file: number;
  private scratch: Span = span(Buffer.alloc(4096));

  /** @param family decoders of the other sources whose records the file may hold */
  constructor(decoder: Decoder, file: number, log: FileLog, family: readonly Decoder[] = []) {
    this.decoder = decoder;
    this.family = family;
    this.file = file;
    this.log = log;
  }

  get limits(): Limits {
    return this.decoder.limits;
  }

  /** The record the scanner has just been over, which begins at `start`; `verbatim` when it lies so in the file. */
  record(start: number, verbatim = true): void {
    const { log } = this;
    const { view } = this.decoder;
    if (log.records % SAMPLE_EVERY === 0) this.filled = view.filled();
    const foreign = this.offer(view);
    if (foreign !== undefined) this.scannedElsewhere(foreign, start);
    if (log.shows) this.show(start, verbatim);
  }

  private scannedElsewhere(foreign: Foreign, start: number): void {
    const { scanner } = this.decoder;
    this.elsewhere(foreign, (other) => showScanned(other, scanner, start));
  }

  private show(start: number, verbatim: boolean): void {
    const { scanner } = this.decoder;
    const { bytes } = scanner.source;
    this.log.show(() => Buffer.from(bytes.subarray(start, scanner.skip(start))), verbatim);
  }

  /** Gives a record back that belongs to somebody else. */
  private offer(view: View): Foreign | undefined {
    const { decoder, log } = this;
    const { source } = decoder;
    view.ordinal = ++log.records;
    const normalised = source.normalise(view);
    if (isForeign(normalised)) {
      view.takeIssues();
      return normalised;
    }
    if (log.source === source.id) this.settle(view, source, normalised);
    else this.settleAsGuest(view, source, normalised);
    return undefined;
  }

  /**
   * A record of another source of the family, if one knows it.
   *
   * @param shown the record as another source sees it, if it can be shown
   */
  private elsewhere({ foreign }: Foreign, shown: (other: Decoder) => View | undefined): void {
    const { log } = this;
    for (const other of this.family) {
      const view = shown(other);
      if (view === undefined) continue;
      view.ordinal = log.records;
      const normalised = other.source.normalise(view);
      if (!isForeign(normalised)) {
        this.settleAsGuest(view, other.source, normalised);
        return;
      }
      view.takeIssues();
    }
    log.skip(foreign);
  }

  /** Of a source other than the one the file is read with. */
  private settleAsGuest(view: View, source: Source, normalised: Own): void {
    this.log.by(source.id, () => this.settle(view, source, normalised));
  }

  private settle(view: View, source: Source, normalised: Own): void {
    const { log } = this;
    for (const { code, message } of view.takeIssues()) log.problem(this.place(), code, message);
    if (!isSeveral(normalised)) this.settleOne(source, normalised);
    else if (normalised.length === 0) log.skip('record without an event');
    else for (const each of normalised) this.settleOne(source, each);
  }

  private settleOne(source: Source, normalised: Exclude<Normalised, Foreign>): void {
    const { log } = this;
    if ('skip' in normalised) log.skip(normalised.skip);
    else if ('problem' in normalised)
      log.problem(this.place(), normalised.problem, excerpt(normalised.message, 200));
    else log.event(toEvent(normalised, source.id, this.file, log.recordsBefore + log.records), normalised);
  }

  /** A record made by a framing function: JSON text or an object. */
  made(record: unknown): void {
    if (typeof record === 'string') this.madeText(record.trim());
    else if (isObject(record)) {
      const foreign = this.offer(showObject(this.decoder, record));
      if (foreign !== undefined) this.elsewhere(foreign, (other) => showObject(other, record));
      if (this.log.shows) this.log.show(() => Buffer.from(JSON.stringify(record)), false);
    } else this.notARecord();
  }

  private madeText(text: string): void {
    if (!text.startsWith('{')) {
      this.notARecord();
      return;
    }
    const { scanner, limits } = this.decoder;
    const length = Buffer.byteLength(text);
    if (length > limits.maxRecordBytes) {
      this.broken('too-large', tooLarge(limits));
      return;
    }
    if (length >= this.scratch.bytes.length) this.scratch = span(Buffer.alloc(length * 2));
    this.scratch.bytes.write(text);
    this.scratch.bytes[length] = 0;
    scanner.use(this.scratch, length);
    const end = scanner.scan(this.decoder.record, 0);
    if (end === length) this.record(0, false);
    else if (end === TOO_DEEP) this.broken('too-deep', tooDeep(limits));
    else if (end === INCOMPLETE)
      this.broken('truncated', `the unwrapped record ends early: ${excerpt(text)}`);
    else this.broken('syntax', `the unwrapped record is not valid JSON: ${excerpt(text)}`);
  }

  private notARecord(): void {
    this.broken('syntax', 'what was unwrapped is not a record');
  }

  /**
   * Records made by a framing function from one wrapping, which must hold something: records, or what the function
   * itself has counted as skipped.
   */
  madeBy(unwrap: () => readonly unknown[]): void {
    const before = this.log.records;
    this.madeFrom(unwrap);
    if (this.log.records === before) this.skip('wrapping without a record');
  }

  /** Records made by a framing function, which may stumble over what it is given. */
  madeFrom(unwrap: () => readonly unknown[]): void {
    let records: readonly unknown[];
    try {
      records = unwrap();
    } catch (error) {
      const reason = reasonOf(error);
      this.broken('syntax', `what wraps the record cannot be read: ${excerpt(reason, 120)}`);
      return;
    }
    for (const record of records) this.made(record);
  }

  /** A record that is known to be no event before it is made. */
  skip(reason: string): void {
    this.log.records++;
    this.log.skip(reason);
  }

  /** A record that cannot be read at all. */
  broken(code: ProblemCode, message: string): void {
    this.log.records++;
    this.log.problem(this.place(), code, message);
  }

  private place(): string {
    return `record ${this.log.records}`;
  }
}

export function tooLarge(limits: Limits): string {
  return `the record is longer than ${limits.maxRecordBytes} bytes`;
}

export function tooDeep(limits: Limits): string {
  return `the record is nested deeper than ${limits.maxDepth} levels`;
}

type View = ScannedRecord | ObjectRecord;

/** What came of a record that is the source's own. */
type Own = Exclude<Normalised, Foreign> | Several;

/** The record that `scanner` has been over, by another's projection. */
function showScanned(other: Decoder, scanner: RecordScanner, start: number): ScannedRecord | undefined {
  other.scanner.use(scanner.source, scanner.end);
  return other.scanner.scan(other.record, start) < 0 ? undefined : other.view;
}

function showObject({ objects }: Decoder, record: Readonly<Record<string, unknown>>): View {
  objects.show(record);
  return objects;
}

function isForeign(normalised: Normalised | Several): normalised is Foreign {
  return 'foreign' in normalised;
}

/** `Array.isArray` does not tell a read-only list from what is no list. */
function isSeveral(normalised: Normalised | Several): normalised is Several {
  return Array.isArray(normalised);
}

/** The one place events are built, so that all of them share one shape. */
function toEvent(from: NormalisedEvent, source: string, file: number, record: number): Event {
  return {
    uid: from.uid,
    time: from.time,
    source,
    provider: from.provider,
    scope: from.scope,
    region: from.region,
    operation: from.operation,
    action: from.action,
    outcome: from.outcome,
    error: from.error,
    access: from.access,
    principal: from.principal,
    credential: from.credential,
    session: from.session,
    client: from.client,
    targets: from.targets,
    issued: from.issued,
    subject: from.subject,
    details: from.details,
    pair: from.pair,
    place: { file, record },
  };
}
