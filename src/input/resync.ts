/**
 * Finds where to go on after a broken record. At the top level that is the next line starting with a brace; in
 * an array the next `},{` whose second part reads as an object that looks like a record. What is tried in vain
 * is bounded, so that a file made to be broken everywhere costs no more than a few times its reading.
 */

import type { Cursor } from './cursor.ts';
import type { Decoder, Delivery } from './deliver.ts';
import { ENVELOPE } from './scan-json.ts';
import type { Series, Standing, Steps } from './steps.ts';
import type { Window } from './window.ts';

const NEWLINE = 0x0a;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;

export class Resync {
  private readonly cursor: Cursor;
  private readonly window: Window;
  private readonly decoder: Decoder;
  private readonly out: Delivery;
  /** File offset up to which bytes have been tried already. */
  private tried = 0;
  private wasted = 0;

  constructor(cursor: Cursor, decoder: Decoder, out: Delivery) {
    this.cursor = cursor;
    this.window = cursor.window;
    this.decoder = decoder;
    this.out = out;
  }

  /** Reading stands at the broken record, whose scan stopped at `stoppedAt`. */
  *run(series: Series, stoppedAt: number): Steps<Standing> {
    const { window } = this;
    this.spend(window.at, stoppedAt);
    const before = { raw: 0, last: 0, last2: 0 };
    if (window.at < window.end) window.at++;
    for (;;) {
      const { bytes } = window.source;
      for (; window.at < window.end; window.at++) {
        const byte = bytes[window.at] ?? 0;
        if (byte === OPEN_BRACE) break;
        before.raw = byte;
        if (byte > 0x20) {
          before.last2 = before.last;
          before.last = byte;
        }
      }
      if (window.at >= window.end) {
        if (window.closed) return 'done';
        yield;
        continue;
      }
      const isLine = before.raw === NEWLINE;
      if (isLine && (series.top || before.last === CLOSE_BRACE || before.last === CLOSE_BRACKET))
        return 'top';
      if (
        !series.top &&
        before.last === COMMA &&
        before.last2 === CLOSE_BRACE &&
        (yield* this.fits(series))
      ) {
        return 'next';
      }
      if (this.wasted > this.decoder.limits.maxWastedBytes) return this.giveUp();
      before.raw = OPEN_BRACE;
      before.last2 = before.last;
      before.last = OPEN_BRACE;
      window.at++;
    }
  }

  /** Whether what starts here reads as an object that looks like the records before. */
  private *fits(series: Series): Steps<boolean> {
    const { window, cursor, decoder } = this;
    const unwrapped = series.unwrap !== undefined;
    const result = unwrapped ? yield* cursor.skipAll() : yield* cursor.scanAll(series.node);
    if (result === ENVELOPE || (result >= 0 && unwrapped)) return true;
    if (result >= 0) return decoder.view.filled() * 2 >= Math.max(this.out.filled, 1);
    this.spend(window.at, cursor.scanner.stoppedAt);
    return false;
  }

  /** Counts what had been looked at before: going over fresh bytes is reading, not waste. */
  private spend(from: number, to: number): void {
    const start = this.window.offset(from);
    const end = this.window.offset(to);
    this.wasted += Math.max(0, Math.min(end, this.tried) - start);
    this.tried = Math.max(this.tried, end);
  }

  private giveUp(): Standing {
    this.out.log.problem('', 'syntax', 'too many broken records: the rest of the file was not read');
    return 'done';
  }
}
