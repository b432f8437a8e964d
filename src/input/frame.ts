/**
 * Finds the records in a file's bytes: top-level values one after another, arrays and envelopes element by
 * element. A generator that yields when it needs more bytes; the window and one record are all it holds.
 * What is broken is reported once, and reading goes on at the next record that can be made out.
 */

import type { Envelope, Unwrap } from '../contract/source.ts';
import { Cursor } from './cursor.ts';
import { type Decoder, type Delivery, tooDeep, tooLarge } from './deliver.ts';
import { Resync } from './resync.ts';
import { ENVELOPE, INCOMPLETE, MALFORMED, TOO_DEEP } from './scan-json.ts';
import { skipValue } from './skip-value.ts';
import type { Series, Standing, Steps, UnwrapText } from './steps.ts';
import type { Window } from './window.ts';

const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

export class Framer {
  private readonly window: Window;
  private readonly decoder: Decoder;
  private readonly out: Delivery;
  private readonly cursor: Cursor;
  private readonly resync: Resync;
  /** Brackets of what was left behind broken are still to come. */
  private strayBrackets = false;

  constructor(window: Window, decoder: Decoder, out: Delivery) {
    this.window = window;
    this.decoder = decoder;
    this.out = out;
    this.cursor = new Cursor(window, decoder.scanner, decoder.limits);
    this.resync = new Resync(this.cursor, decoder, out);
  }

  /** The whole file; with `unwrap`, every value in it is taken apart by that. */
  *read(unwrap?: UnwrapText): Steps<void> {
    yield* this.series({ top: true, node: this.decoder.value, unwrap });
  }

  /** Values up to the closing bracket, or at the top level up to the end. */
  private *series(series: Series): Steps<Standing> {
    const { window, cursor } = this;
    for (;;) {
      const byte = cursor.next();
      if (window.at >= window.end) {
        if (window.closed) return series.top ? 'done' : this.cutShort();
        yield;
        continue;
      }
      if (byte === OPEN_BRACE && series.unwrap === undefined) {
        const result = cursor.scan(series.node);
        if (result >= 0) {
          this.accept(result);
          continue;
        }
        const standing = yield* this.object(result, series);
        if (this.leaves(standing, series)) return standing;
        continue;
      }
      if (byte === CLOSE_BRACKET && !series.top) {
        window.at++;
        return 'behind';
      }
      const standing = yield* this.element(byte, series);
      if (this.leaves(standing, series)) return standing;
    }
  }

  private leaves(standing: Standing, series: Series): boolean {
    if (standing === 'top' && !series.top) this.strayBrackets = true;
    return standing === 'done' || (standing === 'top' && !series.top);
  }

  /** Anything but a plain record. */
  private *element(byte: number, series: Series): Steps<Standing> {
    if (series.unwrap !== undefined && !(series.top && byte === OPEN_BRACKET)) {
      return yield* this.wrapped(series, series.unwrap);
    }
    if (!series.top) return yield* this.notARecord(byte, series);
    if (byte === OPEN_BRACKET) {
      this.window.at++;
      return yield* this.series({ ...series, top: false });
    }
    if (this.strayBrackets && (byte === CLOSE_BRACKET || byte === CLOSE_BRACE)) {
      this.window.at++;
      return 'behind';
    }
    return yield* this.notARecord(byte, series);
  }

  /** An object the scanner did not get through at the first try. */
  private *object(first: number, series: Series): Steps<Standing> {
    const { window, decoder, cursor } = this;
    const result = first === INCOMPLETE ? yield* cursor.scanAll(series.node) : first;
    if (result >= 0) return this.accept(result);
    if (result === ENVELOPE) {
      const envelope = decoder.source.framing.envelopes[decoder.scanner.envelope];
      window.at = decoder.scanner.stoppedAt;
      const standing = envelope === undefined ? 'behind' : yield* this.envelope(envelope, series);
      return standing === 'behind' ? yield* this.members(series) : standing;
    }
    if (!this.unfit(result)) return yield* this.broken(series, decoder.scanner.stoppedAt);
    if (series.node !== decoder.value || decoder.source.framing.envelopes.length === 0) {
      return yield* this.stepOver(result, series);
    }
    return yield* this.searched(result, series);
  }

  /** An object that cannot be a record as it is, but may yet turn out to be an envelope. */
  private *searched(result: number, series: Series): Steps<Standing> {
    const found = { envelope: false };
    this.window.at++;
    const standing = yield* this.members(series, found);
    if (!found.envelope) this.reportUnfit(result);
    return standing;
  }

  private *stepOver(result: number, series: Series): Steps<Standing> {
    this.reportUnfit(result);
    return yield* skipValue(this.window, series.top);
  }

  /** Whether a limit was met rather than a fault. */
  private unfit(result: number): boolean {
    return result === TOO_DEEP || (result === INCOMPLETE && this.cursor.isOversized());
  }

  private reportUnfit(result: number): void {
    const { limits } = this.decoder;
    if (result === TOO_DEEP) this.out.broken('too-deep', tooDeep(limits));
    else this.out.broken('too-large', tooLarge(limits));
  }

  /** The members of an object up to its closing brace, looking for envelopes. */
  private *members(series: Series, found = { envelope: true }): Steps<Standing> {
    const { window, decoder, out, cursor } = this;
    for (;;) {
      const byte = yield* cursor.peek();
      if (window.at >= window.end) return found.envelope ? this.cutShort() : 'done';
      if (byte === CLOSE_BRACE) {
        window.at++;
        return 'behind';
      }
      if (byte === OPEN_BRACE && series.top) {
        if (found.envelope) out.log.problem('', 'syntax', `an envelope does not end: ${this.cursor.quote()}`);
        return 'top';
      }
      const key = byte === QUOTE ? yield* cursor.key() : undefined;
      if (key === undefined) return yield* this.broken(series, window.at);
      const envelope = decoder.source.framing.envelopes.find((candidate) => candidate.key === key);
      let standing: Standing;
      if (envelope !== undefined && opens(envelope, window.source.bytes[window.at] ?? 0)) {
        found.envelope = true;
        standing = yield* this.envelope(envelope, series);
      } else {
        standing = yield* skipValue(window, series.top);
        if (standing === 'done' && found.envelope) this.cutShort();
      }
      if (standing !== 'behind') return standing;
    }
  }

  /** The value of an envelope's key. */
  private *envelope({ holds }: Envelope, outer: Series): Steps<Standing> {
    const { window, decoder } = this;
    const unwrap = typeof holds === 'function' ? ofText(holds) : undefined;
    if (holds !== 'member' && window.source.bytes[window.at] === OPEN_BRACKET) {
      window.at++;
      return yield* this.series({ top: false, node: decoder.record, unwrap });
    }
    if (unwrap !== undefined) return yield* this.wrapped(outer, unwrap);
    const result = yield* this.cursor.scanAll(decoder.record);
    if (result >= 0) return this.accept(result);
    if (this.unfit(result)) return yield* this.stepOver(result, outer);
    return yield* this.broken(outer, decoder.scanner.stoppedAt);
  }

  /** One value that a framing function turns into records. */
  private *wrapped(series: Series, unwrap: UnwrapText): Steps<Standing> {
    const { window, out, decoder } = this;
    const end = yield* this.cursor.skipAll();
    if (this.unfit(end)) return yield* this.stepOver(end, series);
    if (end < 0) return yield* this.broken(series, decoder.scanner.stoppedAt);
    const text = window.source.bytes.toString('utf8', window.at, end);
    const oversized = end - window.at > decoder.limits.maxRecordBytes;
    window.at = end;
    if (oversized) out.broken('too-large', tooLarge(decoder.limits));
    else out.madeBy(() => unwrap(text));
    return 'behind';
  }

  /** The scanned record, unless it is one that would not have been waited for. */
  private accept(end: number): Standing {
    const { window, out, decoder } = this;
    if (end - window.at > decoder.limits.maxRecordBytes) out.broken('too-large', tooLarge(decoder.limits));
    else out.record(window.at);
    window.at = end;
    return 'behind';
  }

  /** A number, text, array … where a record should be. */
  private *notARecord(byte: number, series: Series): Steps<Standing> {
    const { window, decoder } = this;
    const kind = NOT_A_RECORD.get(String.fromCharCode(byte));
    if (kind === undefined) return yield* this.broken(series, window.at);
    const isScalar = byte !== QUOTE && byte !== OPEN_BRACKET;
    if (isScalar && (yield* this.cursor.skipAll()) === MALFORMED) {
      return yield* this.broken(series, decoder.scanner.stoppedAt);
    }
    this.out.broken('syntax', `${kind} where a record should be: ${this.cursor.quote()}`);
    return yield* skipValue(window, series.top);
  }

  private *broken(series: Series, stoppedAt: number): Steps<Standing> {
    const { window, out } = this;
    const ended = window.closed && stoppedAt >= window.end;
    if (!ended) {
      out.broken(
        'syntax',
        `not valid JSON at byte ${window.offset(stoppedAt)}: ${this.cursor.quote(stoppedAt)}`,
      );
    } else if (series.top && this.anotherLine())
      out.broken('syntax', `the record does not end: ${this.cursor.quote()}`);
    else if (out.log.cut) out.log.records++;
    else out.broken('truncated', `the file ends inside a record: ${this.cursor.quote()}`);
    return yield* this.resync.run(series, stoppedAt);
  }

  /** Whether a record begins in what a record that never ends has taken for its own. */
  private anotherLine(): boolean {
    const { source, at, end } = this.window;
    const line = source.bytes.indexOf('\n{', at);
    return line >= 0 && line < end;
  }

  private cutShort(): Standing {
    const { log } = this.out;
    if (!log.cut) log.problem('', 'truncated', 'the file ends before its JSON is closed');
    return 'done';
  }
}

const NOT_A_RECORD = new Map<string, string>([
  ['"', 'text'],
  ['t', 'true'],
  ['f', 'false'],
  ['n', 'null'],
  ['[', 'an array'],
  ...[...'-0123456789'].map((digit) => [digit, 'a number'] as const),
]);

export function ofText(unwrap: Unwrap): UnwrapText {
  return (text) => unwrap(JSON.parse(text));
}

function opens({ holds }: Envelope, byte: number): boolean {
  if (holds === 'elements') return byte === OPEN_BRACKET;
  return holds === 'member' ? byte === OPEN_BRACE : true;
}
