/**
 * The last step of reading: a scanned record goes through its source's `normalise` and becomes an event, a
 * counted skip or a problem. Nothing ends here uncounted.
 */

import type { NormalisedEvent, Source } from '../contract/source.ts';
import { excerpt } from '../lib/text.ts';
import type { Event } from '../model/event.ts';
import type { ProblemCode } from '../model/problem.ts';
import { type Span, span } from './byte-map.ts';
import type { FileLog } from './file-log.ts';
import type { Limits } from './limits.ts';
import { compilePaths, type PathNode } from './path-trie.ts';
import { ScannedRecord } from './record-view.ts';
import { INCOMPLETE, RecordScanner, TOO_DEEP } from './scan-json.ts';

/** What is compiled and remembered for one source over all its files. */
export interface Decoder {
  readonly source: Source;
  readonly limits: Limits;
  readonly scanner: RecordScanner;
  readonly view: ScannedRecord;
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
  private readonly file: number;
  private scratch: Span = span(Buffer.alloc(4096));

  constructor(decoder: Decoder, file: number, log: FileLog) {
    this.decoder = decoder;
    this.file = file;
    this.log = log;
  }

  get limits(): Limits {
    return this.decoder.limits;
  }

  /** The record the scanner has just been over. */
  record(): void {
    const { view, source } = this.decoder;
    const { log } = this;
    view.ordinal = ++log.records;
    if (log.records % SAMPLE_EVERY === 1) this.filled = view.filled();
    const normalised = source.normalise(view);
    for (const { code, message } of view.takeIssues()) log.problem(this.place(), code, message);
    if ('skip' in normalised) log.skip(normalised.skip);
    else if ('problem' in normalised)
      log.problem(this.place(), normalised.problem, excerpt(normalised.message, 200));
    else {
      log.events++;
      log.sink.event(toEvent(normalised, source.id, this.file, log.records));
    }
  }

  /** A record made by a framing function: JSON text or an object. */
  made(record: unknown): void {
    const text = typeof record === 'string' ? record.trim() : JSON.stringify(record);
    if (text === undefined || !text.startsWith('{')) {
      this.broken('syntax', 'what was unwrapped is not a record');
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
    if (end === length) this.record();
    else if (end === TOO_DEEP) this.broken('too-deep', tooDeep(limits));
    else if (end === INCOMPLETE)
      this.broken('truncated', `the unwrapped record ends early: ${excerpt(text)}`);
    else this.broken('syntax', `the unwrapped record is not valid JSON: ${excerpt(text)}`);
  }

  /** Records made by a framing function from one wrapping, which must hold something. */
  madeBy(unwrap: () => readonly unknown[]): void {
    if (this.madeFrom(unwrap) !== 0) return;
    this.log.records++;
    this.log.skip('wrapping without a record');
  }

  /** Records made by a framing function, which may stumble over what it is given; how many, stumbles included. */
  madeFrom(unwrap: () => readonly unknown[]): number {
    let records: readonly unknown[];
    try {
      records = unwrap();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.broken('syntax', `what wraps the record cannot be read: ${excerpt(reason, 120)}`);
      return 1;
    }
    for (const record of records) this.made(record);
    return records.length;
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
