/**
 * The part of a file's bytes being looked at. Everything before `at` is forgotten when more arrives, so what
 * stays in memory is one chunk and one unfinished record. A zero byte always stands at `end` (see scan-json).
 */

import { type Span, span } from './byte-map.ts';

const EMPTY = Buffer.alloc(0);

export class Window {
  source: Span = span(Buffer.alloc(1));
  /** Where reading stands; the only position that stays meaningful when more bytes arrive. */
  at = 0;
  end = 0;
  /** No more bytes will come. */
  closed = false;
  /** Offset in the decompressed file of the first byte of `source`. */
  private base = 0;
  /** The chunk's last byte, whose place the zero has taken. */
  private held = EMPTY;
  private owned = false;

  /** Takes over the chunk: it is changed, and must not be used by anybody else. */
  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    if (this.at < this.end || this.held.length > 0) this.append(chunk);
    else this.adopt(chunk);
  }

  close(): void {
    if (this.closed) return;
    if (this.held.length > 0) this.append(EMPTY);
    this.closed = true;
  }

  pending(): number {
    return this.end - this.at;
  }

  /** Offset in the decompressed file of a position in the window. */
  offset(position: number): number {
    return this.base + position;
  }

  private adopt(chunk: Buffer): void {
    const last = chunk.length - 1;
    this.held = Buffer.from(chunk.subarray(last));
    chunk[last] = 0;
    this.base += this.end;
    this.source = span(chunk);
    this.at = 0;
    this.end = last;
    this.owned = false;
  }

  private append(chunk: Buffer): void {
    const kept = this.pending();
    const needed = kept + this.held.length + chunk.length;
    let target = this.source.bytes;
    if (!this.owned || this.end + this.held.length + chunk.length >= target.length) {
      if (!this.owned || needed >= target.length) target = Buffer.allocUnsafeSlow(Math.max(needed * 2, 4096));
      this.source.bytes.copy(target, 0, this.at, this.end);
      this.base += this.at;
      this.at = 0;
      this.end = kept;
      if (target !== this.source.bytes) this.source = span(target);
      this.owned = true;
    }
    this.end += this.held.copy(target, this.end);
    this.end += chunk.copy(target, this.end);
    this.held = EMPTY;
    target[this.end] = 0;
  }
}
