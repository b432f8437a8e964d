/** Where reading stands in a file, and the ways to look ahead from there, waiting for more bytes where needed. */

import { excerpt, maskSecrets } from '../lib/text.ts';
import type { Limits } from './limits.ts';
import type { PathNode } from './path-trie.ts';
import { INCOMPLETE, type RecordScanner } from './scan-json.ts';
import type { Steps } from './steps.ts';
import type { Window } from './window.ts';

const COMMA = 0x2c;
const RECORD_SEPARATOR = 0x1e;
/** What is asked for when a record does not fit: at least this, and always twice what is there. */
const LEAST_REFILL_BYTES = 64 * 1024;
const QUOTED_FROM_BYTES = 64 * 1024;
const QUOTED_LENGTH = 120;

export class Cursor {
  readonly window: Window;
  readonly scanner: RecordScanner;
  private readonly limits: Limits;

  constructor(window: Window, scanner: RecordScanner, limits: Limits) {
    this.window = window;
    this.scanner = scanner;
    this.limits = limits;
  }

  /** The object here, as far as the bytes at hand go. */
  scan(node: PathNode): number {
    const { window, scanner } = this;
    scanner.use(window.source, window.end);
    return scanner.scan(node, window.at);
  }

  /** The object here, with as many bytes as it takes. */
  *scanAll(node: PathNode): Steps<number> {
    let result = this.scan(node);
    while (result === INCOMPLETE && (yield* this.more())) result = this.scan(node);
    return result;
  }

  /** The position after the value here, whatever it is. */
  *skipAll(): Steps<number> {
    const { window, scanner } = this;
    for (;;) {
      scanner.use(window.source, window.end);
      const end = scanner.skip(window.at);
      if (end !== INCOMPLETE || !(yield* this.more())) return end;
    }
  }

  /** The key here, its colon passed; reading then stands at the value. `undefined` when it is none. */
  *key(): Steps<string | undefined> {
    const { window } = this;
    const end = yield* this.skipAll();
    if (end < 0) return undefined;
    const key = parseText(window.source.bytes.toString('utf8', window.at, end));
    window.at = end;
    if (String.fromCharCode(yield* this.peek()) !== ':') return undefined;
    window.at++;
    yield* this.peek();
    return key;
  }

  /** The next byte of interest, waiting for it; 0 at the end of the file. */
  *peek(): Steps<number> {
    const { window } = this;
    for (;;) {
      const byte = this.next();
      if (window.at < window.end || window.closed) return byte;
      yield;
    }
  }

  /** Steps over white space and commas: what stands between values is not looked at closely. */
  next(): number {
    const { bytes } = this.window.source;
    let p = this.window.at;
    let byte = bytes[p] ?? 0;
    while (isBetween(byte)) byte = bytes[++p] ?? 0;
    this.window.at = p;
    return byte;
  }

  /** Waits for more bytes. False when there are none, or what is here is too large to wait for. */
  *more(): Steps<boolean> {
    const { window } = this;
    if (window.closed || this.isOversized()) return false;
    const wanted = Math.max(window.pending() * 2, LEAST_REFILL_BYTES);
    while (!window.closed && window.pending() < wanted) yield;
    return true;
  }

  isOversized(): boolean {
    return this.window.pending() > this.limits.maxRecordBytes;
  }

  /**
   * What stands here, fit to be shown. Masked from the record's start on before it is clipped: a part of a secret
   * has lost the name that gives it away.
   */
  quote(at = this.window.at): string {
    const { source, end } = this.window;
    const start = Math.max(this.window.at, at - QUOTED_FROM_BYTES);
    const masked = maskSecrets(source.bytes.toString('utf8', start, Math.min(at + 80, end)));
    return excerpt(masked.slice(-QUOTED_LENGTH), QUOTED_LENGTH);
  }
}

function isBetween(byte: number): boolean {
  return (
    byte === COMMA ||
    byte === 0x20 ||
    byte === 0x0a ||
    byte === 0x0d ||
    byte === 0x09 ||
    byte === RECORD_SEPARATOR
  );
}

function parseText(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}
