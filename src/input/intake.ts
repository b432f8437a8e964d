/**
 * One file on its way through the reader: gathers the head, asks the sources whose it is, then lets the framing
 * run over whatever bytes come. Synchronous; where bytes come from is somebody else's business.
 */

import type { Source } from '../contract/source.ts';
import { readRows } from './csv.ts';
import { type Decoder, Delivery } from './deliver.ts';
import type { FileLog } from './file-log.ts';
import { Framer } from './frame.ts';
import { describeContent, readHead } from './head.ts';
import { HEAD_BYTES } from './limits.ts';
import { readLines } from './lines.ts';
import type { Steps } from './steps.ts';
import { Window } from './window.ts';

export class Intake {
  private readonly window = new Window();
  private readonly decoders: ReadonlyMap<Source, Decoder>;
  private readonly file: number;
  private readonly log: FileLog;
  private steps: Steps<void> | undefined;
  private started = false;
  private done = false;

  constructor(decoders: ReadonlyMap<Source, Decoder>, file: number, log: FileLog) {
    this.decoders = decoders;
    this.file = file;
    this.log = log;
  }

  /** Takes the chunk over. False when the rest of the file is of no interest. */
  push(chunk: Buffer): boolean {
    this.log.decompressedBytes += chunk.length;
    this.window.push(chunk);
    if (!this.started) this.begin();
    this.advance();
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
    const head = readHead(bytes);
    const claims = [...this.decoders].flatMap(([source, decoder]) => {
      const recognition = source.recognise(head);
      return recognition === undefined ? [] : [{ source, decoder, recognition }];
    });
    const [claim, rival] = claims;
    if (claim === undefined) {
      log.problem('', 'unrecognised', `no source knows this content: ${describeContent(bytes)}`);
      return undefined;
    }
    if (rival !== undefined) {
      log.problem('', 'unrecognised', `claimed by ${claims.map(({ source }) => source.id).join(' and ')}`);
      return undefined;
    }
    log.source = claim.source.id;
    const { source, decoder, recognition } = claim;
    if (typeof recognition === 'object' && 'skip' in recognition) {
      log.skip(recognition.skip);
      return undefined;
    }
    const out = new Delivery(decoder, this.file, log);
    const { row, lines, wrappings } = source.framing;
    if (recognition === 'lines') {
      if (lines === undefined) throw new Error(`source ${source.id} has no framing of lines`);
      return readLines(window, decoder.limits.maxRecordBytes, out, lines());
    }
    if (row !== undefined && head.columns.length > 0) return readRows(window, decoder, out, row);
    const wrapping = recognition === 'records' ? undefined : recognition.wrapping;
    const unwrap = wrapping === undefined ? undefined : wrappings?.[wrapping];
    if (wrapping !== undefined && unwrap === undefined)
      throw new Error(`source ${source.id} has no wrapping ${wrapping}`);
    return new Framer(window, decoder, out).read(unwrap);
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

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
