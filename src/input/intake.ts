/**
 * One file on its way through the reader: gathers the head, asks the sources whose it is, then lets the framing
 * run over whatever bytes come. Synchronous; where bytes come from is somebody else's business.
 */

import type { Head, OpenedFile, Recognition, Source, ValueFraming } from '../contract/source.ts';
import { readRows } from './csv.ts';
import type { Decoders } from './decoders.ts';
import { type Decoder, Delivery } from './deliver.ts';
import type { FileLog } from './file-log.ts';
import { Framer, ofText } from './frame.ts';
import { describeContent, readHeadIn } from './head.ts';
import { HEAD_BYTES, PIECE_BYTES } from './limits.ts';
import { readLines } from './lines.ts';
import type { Steps, UnwrapText } from './steps.ts';
import { Window } from './window.ts';

export class Intake {
  private readonly window: Window;
  private readonly decoders: Decoders;
  private readonly file: number;
  private readonly log: FileLog;
  private steps: Steps<void> | undefined;
  private started = false;
  private done = false;

  constructor(decoders: Decoders, file: number, log: FileLog) {
    this.window = new Window(decoders.workroom);
    this.decoders = decoders;
    this.file = file;
    this.log = log;
  }

  /** False when the rest of the file is of no interest. */
  push(chunk: Buffer): boolean {
    this.log.decompressedBytes += chunk.length;
    for (let at = 0; at < chunk.length && !this.done; at += PIECE_BYTES) {
      this.window.push(chunk.subarray(at, at + PIECE_BYTES));
      if (!this.started) this.begin();
      this.advance();
    }
    return !this.done;
  }

  finish(): void {
    if (this.done) return;
    this.window.close();
    if (!this.started) this.begin();
    this.advance();
  }

  private advance(): void {
    if (this.steps !== undefined && !this.done) this.done = this.steps.next().done === true;
  }

  private begin(): void {
    const { window } = this;
    this.skipBlank();
    if (window.pending() < HEAD_BYTES && !window.closed) return;
    this.started = true;
    this.steps = this.recognise();
    this.done = this.steps === undefined;
  }

  private recognise(): Steps<void> | undefined {
    const { window, log } = this;
    if (window.pending() === 0) {
      if (!log.cut) log.problem('', 'empty', 'the file holds nothing');
      return undefined;
    }
    const bytes = window.source.bytes.subarray(window.at, window.end);
    const head = readHeadIn(window.source, window.at, window.end);
    const claims = strongest(this.claims(head));
    const [claim, rival] = claims;
    if (claim === undefined) {
      log.problem('', 'unrecognised', `no source knows this content: ${describeContent(bytes)}`);
      return undefined;
    }
    if (rival !== undefined && !areOfOneMind(claims)) {
      log.problem('', 'unrecognised', `claimed by ${claims.map(({ source }) => source.id).join(' and ')}`);
      return undefined;
    }
    if (claim.recognition === 'family') return this.readFamily(claim, head);
    log.source = claim.source.id;
    if (isSkip(claim.recognition)) {
      log.skip(claim.recognition.skip);
      return undefined;
    }
    return this.read(claim, head);
  }

  private claims(head: Head): Claim[] {
    return this.decoders.sources.flatMap((source) => {
      const recognition = source.recognise(head);
      return recognition === undefined ? [] : [{ source, recognition }];
    });
  }

  /** A stream in which nothing known was shown at first: it is the source's whose record comes first, if one does. */
  private *readFamily(claim: Claim, head: Head): Steps<void> {
    yield* this.read(claim, head);
    if (this.log.source !== '') return;
    this.log.problem('', 'unrecognised', `no source knows any record of this ${claim.source.framing.family}`);
  }

  private read({ source, recognition }: Claim, head: Head): Steps<void> {
    const { window, log } = this;
    const decoder = this.decoders.of(source);
    const out = new Delivery(decoder, this.file, log, this.familyOf(source));
    const { row, lines, wrappings } = source.framing;
    const file: OpenedFile = { head, skip: (reason) => out.skip(reason) };
    if (recognition === 'lines') {
      if (lines === undefined) throw new Error(`source ${source.id} has no framing of lines`);
      return readLines(window, decoder.limits.maxRecordBytes, out, lines(file));
    }
    if (row !== undefined && head.columns.length > 0) return readRows(window, decoder, out, row);
    const wrapping =
      typeof recognition === 'object' && 'wrapping' in recognition ? recognition.wrapping : undefined;
    if (wrapping === undefined) return new Framer(window, decoder, out).read();
    const unwrap = wrappings?.[wrapping];
    if (unwrap === undefined) throw new Error(`source ${source.id} has no wrapping ${wrapping}`);
    return new Framer(window, decoder, out).read(
      typeof unwrap === 'function' ? ofText(unwrap) : remembering(unwrap.perFile(file)),
    );
  }

  private familyOf(source: Source): readonly Decoder[] {
    const { family } = source.framing;
    if (family === undefined) return [];
    const others = this.decoders.sources.filter(
      (other) => other !== source && other.framing.family === family,
    );
    return others.map((other) => this.decoders.of(other));
  }

  /** Leading white space and the byte order mark tell nothing. */
  private skipBlank(): void {
    const { window } = this;
    const { bytes } = window.source;
    while (window.at < window.end && isBlank(bytes[window.at] ?? 0)) window.at++;
    const mark = bytes[window.at] === 0xef && bytes[window.at + 1] === 0xbb && bytes[window.at + 2] === 0xbf;
    if (!mark || window.pending() < 3) return;
    window.at += 3;
    while (window.at < window.end && isBlank(bytes[window.at] ?? 0)) window.at++;
  }
}

interface Claim {
  readonly source: Source;
  readonly recognition: Recognition;
}

/** Whoever was shown records of theirs comes before who knows that there are none, and both before the family. */
function strongest(claims: readonly Claim[]): readonly Claim[] {
  const shown = claims.filter(({ recognition }) => recognition !== 'family' && !isSkip(recognition));
  if (shown.length > 0) return shown;
  const skips = claims.filter(({ recognition }) => isSkip(recognition));
  return skips.length > 0 ? skips : claims;
}

function areOfOneMind(claims: readonly Claim[]): boolean {
  const [family, ...others] = new Set(claims.map(({ source }) => source.framing.family));
  const ways = new Set(claims.map(({ recognition }) => JSON.stringify(recognition)));
  return family !== undefined && others.length === 0 && ways.size === 1;
}

function isSkip(recognition: Recognition): recognition is { readonly skip: string } {
  return typeof recognition === 'object' && 'skip' in recognition;
}

function remembering(framing: ValueFraming): UnwrapText {
  return (text) => (framing.wants?.(text) === false ? [] : framing.value(JSON.parse(text)));
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
