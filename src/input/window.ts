/**
 * The part of a file's bytes being looked at. Everything before `at` is forgotten when more arrives, so what stays in
 * memory is one chunk and one unfinished record. A zero byte always stands at `end` (see scan-json).
 */

import { type Span, span } from './byte-map.ts';
import type { Room } from './kernel.ts';
import { LEAD_BYTES, type Workroom } from './workroom.ts';

const LEAST_BYTES = 4096;

export class Window {
  source: Span = span(Buffer.alloc(1));
  /** Where reading stands; the only position that stays meaningful when more bytes arrive. */
  at = 0;
  end = 0;
  /** No more bytes will come. */
  closed = false;
  private readonly workroom: Workroom | undefined;
  /** Position in `source` from which on bytes are put. */
  private start = 0;
  /** Offset in the decompressed file of position 0. */
  private base = 0;

  /** Without a workroom the bytes are kept apart. */
  constructor(workroom?: Workroom) {
    this.workroom = workroom;
  }

  /** Copies the bytes, unless they lie in the workroom. */
  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    const room = this.workroom?.forMore(chunk.length, this);
    if (room !== undefined && chunk.buffer === room.bytes.buffer) this.take(room, chunk);
    else this.add(room, chunk);
    if (room !== undefined) room.writes++;
    this.source.bytes[this.end] = 0;
  }

  /** What lies in the room already stays there. */
  private take(room: Room, chunk: Buffer): void {
    const kept = this.pending();
    if (kept > LEAD_BYTES) {
      this.add(room, Buffer.from(chunk));
      return;
    }
    this.move(room, chunk.byteOffset - room.bytes.byteOffset - kept);
    this.start = room.start;
    this.end += chunk.length;
  }

  private add(room: Room | undefined, chunk: Buffer): void {
    const needed = this.pending() + chunk.length;
    if (room !== undefined && room !== this.source && fits(room, needed)) this.move(room, room.start);
    else if (this.pending() * 4 <= chunk.length && this.start + needed < this.source.bytes.length)
      this.move(this.source, this.start);
    else if (this.end + chunk.length >= this.source.bytes.length) this.makeRoom(needed);
    this.end += chunk.copy(this.source.bytes, this.end);
  }

  close(): void {
    this.closed = true;
  }

  pending(): number {
    return this.end - this.at;
  }

  /** Offset in the decompressed file of a position in the window. */
  offset(position: number): number {
    return this.base + position;
  }

  /** Bytes are moved only when at least as many have been read or come anew, so that each is moved a few times at most. */
  private makeRoom(needed: number): void {
    const { length } = this.source.bytes;
    if (this.start + needed * 2 <= length) this.move(this.source, this.start);
    else this.move(span(Buffer.allocUnsafeSlow(Math.max(needed * 2, LEAST_BYTES))), 0);
  }

  /** Takes what is pending to `start` of `target`. */
  private move(target: Span, start: number): void {
    const kept = this.pending();
    this.source.bytes.copy(target.bytes, start, this.at, this.end);
    this.base += this.at - start;
    this.source = target;
    this.start = start;
    this.at = start;
    this.end = start + kept;
  }
}

/** Twice over, so that a record that grows does not come and go. */
function fits(room: Room, bytes: number): boolean {
  return room.start + bytes * 2 <= room.bytes.length;
}
