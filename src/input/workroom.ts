/**
 * Where the bytes lie that a reader looks at: in the memory of its kernel, once it has read so much that a kernel pays.
 * A reader reads one file at a time, so its files take the room over from each other.
 */

import { Kernel, type Room } from './kernel.ts';

/** Below this making a kernel takes longer than reading without. */
const KERNEL_PAYS_BYTES = 256 * 1024;

export class Workroom {
  private readonly maxDepth: number;
  private readonly paysFrom: number;
  private met = 0;
  private opened = false;
  private room: Room | undefined;

  constructor(maxDepth: number, paysFrom = KERNEL_PAYS_BYTES) {
    this.maxDepth = maxDepth;
    this.paysFrom = paysFrom;
  }

  /** The kernel's room, if it is worth having now that there are so many more bytes to read. */
  forMore(bytes: number): Room | undefined {
    this.met += bytes;
    if (!this.opened && this.met >= this.paysFrom) {
      this.opened = true;
      this.room = Kernel.open(this.maxDepth)?.room;
    }
    return this.room;
  }
}
