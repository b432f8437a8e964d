/**
 * Where the bytes lie that a reader looks at: in the memory of its kernel, once it has read so much that a kernel pays.
 * A reader reads one file at a time, so its files take the room over from each other.
 */

import { Kernel, type Room } from './kernel.ts';
import { PIECE_BYTES } from './limits.ts';

/** Below this making a kernel takes longer than reading without. */
const KERNEL_PAYS_BYTES = 256 * 1024;
/** Before each place for a piece: so much of a record that has begun in the piece before. */
export const LEAD_BYTES = 256 * 1024;
const PLACES = 2;

/** What looks at bytes: those from `at` to before `end` it still needs. */
export interface Holder {
  readonly source: unknown;
  readonly at: number;
  readonly end: number;
}

export class Workroom {
  private readonly maxDepth: number;
  private readonly paysFrom: number;
  private met = 0;
  private opened = false;
  private room: Room | undefined;
  private holder: Holder | undefined;

  constructor(maxDepth: number, paysFrom = KERNEL_PAYS_BYTES) {
    this.maxDepth = maxDepth;
    this.paysFrom = paysFrom;
  }

  /** The kernel's room, if it is worth having now that there are so many more bytes to read. `holder` looks at it next. */
  forMore(bytes: number, holder: Holder): Room | undefined {
    this.met += bytes;
    this.holder = holder;
    if (!this.opened && this.met >= this.paysFrom) {
      this.opened = true;
      this.room = Kernel.open(this.maxDepth)?.room;
    }
    return this.room;
  }

  /**
   * Where the next piece of a file may be written, to be looked at where it lies: there are two places, so that the end
   * of the piece before is still there. Undefined where none is free.
   */
  place(): Buffer | undefined {
    const { room } = this;
    if (room === undefined) return undefined;
    for (let place = 0; place < PLACES; place++) {
      const from = room.start + place * (LEAD_BYTES + PIECE_BYTES);
      const to = from + LEAD_BYTES + PIECE_BYTES;
      if (this.isFree(room, from, to)) return room.bytes.subarray(from + LEAD_BYTES, to);
    }
    return undefined;
  }

  /** The byte at `to` belongs to it: a zero is put behind what is looked at. */
  private isFree(room: Room, from: number, to: number): boolean {
    const { holder } = this;
    if (holder === undefined || holder.source !== room || holder.at === holder.end) return true;
    return holder.end <= from || holder.at > to;
  }
}
