/**
 * One scanner's dealings with the kernel: has it scan what lies in its memory, and hands out what it found. Records that
 * are asked for one after another are scanned several at once. Where there is no kernel it does nothing.
 */

import type { Span } from './byte-map.ts';
import type { Form, Kernel, Room } from './kernel.ts';
import type { PathNode } from './path-trie.ts';

/** No position: other things lie there in the kernel's memory. */
export const RAN_OUT = 1;
/** Scanned at once: enough that the kernel's own data stay in the processor's caches, and little to be thrown away. */
const MOST_AT_ONCE = 64;
/** What stands between a record and the next, as a rule, is not more. */
const MOST_BETWEEN_BYTES = 4;

export class KernelScan {
  kernel: Kernel | undefined;
  /** Of the record handed out last. */
  slots: Int32Array | undefined;
  private form: Form | undefined;
  private room: Room | undefined;
  private readonly wanted: boolean[];
  private readonly isInner: boolean;
  private root: PathNode | undefined;
  private tree: number | undefined;
  /** Records found, and how many of them have been handed out. */
  private found = 0;
  private next = 0;
  /** Position behind the record handed out last. */
  private behind = -1;
  /** What was found holds as long as these are what they were. */
  private writes = 0;
  private textGeneration = 0;
  private blockGeneration = 0;

  constructor(slotCount: number, isInner: boolean) {
    this.wanted = new Array<boolean>(slotCount).fill(false);
    this.isInner = isInner;
  }

  use(source: Span | Room): void {
    this.room = 'kernel' in source ? source : undefined;
    if (this.room === undefined || this.room.kernel === this.kernel) return;
    this.kernel = this.room.kernel;
    this.form = undefined;
    this.root = undefined;
  }

  /** Position behind the object whose opening brace is at `at`, with its `slots`; 0 when that is left to others. */
  scan(root: PathNode, at: number, end: number): number {
    const { room } = this;
    if (room === undefined) return 0;
    this.form ??= room.kernel.form(this.wanted.length, this.isInner ? 1 : MOST_AT_ONCE);
    const { form } = this;
    if (form === undefined) return 0;
    if (!this.isFound(form, room, root, at) && !this.find(form, room, root, at, end)) return 0;
    this.slots = form.slots[this.next];
    this.behind = form.bounds[this.next * 2 + 1] ?? 0;
    this.next++;
    return this.behind;
  }

  /** Position behind the value at `at`; 0 when that is left to others, RAN_OUT where the bytes end before the value. */
  skip(at: number, end: number): number {
    return this.room === undefined ? 0 : this.room.kernel.skip(at, end);
  }

  /** From now on values of the slot get numbers, if they repeat. */
  wantNumbers(slot: number): void {
    if (this.form === undefined || this.wanted[slot] === true) return;
    this.wanted[slot] = true;
    this.kernel?.wantNumbers(this.form, slot);
  }

  private isFound({ bounds }: Form, room: Room, root: PathNode, at: number): boolean {
    if (this.next >= this.found || bounds[this.next * 2] !== at) return false;
    return this.holds(room, root);
  }

  private holds({ writes, kernel }: Room, root: PathNode): boolean {
    const { textGeneration, blockGeneration } = kernel;
    return (
      writes === this.writes &&
      textGeneration === this.textGeneration &&
      blockGeneration === this.blockGeneration &&
      root === this.root
    );
  }

  private find(form: Form, room: Room, root: PathNode, at: number, end: number): boolean {
    const { kernel } = room;
    const gaveUp = this.next === this.found && form.bounds[form.slots.length * 2] === at;
    if (gaveUp && this.holds(room, root)) return false;
    if (root !== this.root) {
      this.root = root;
      this.tree = kernel.tree(root);
      this.behind = -1;
    }
    if (this.tree === undefined) return false;
    const follows = at >= this.behind && at - this.behind <= MOST_BETWEEN_BYTES;
    const most = follows ? form.slots.length : 1;
    this.found = kernel.scan(this.tree, form, at, end, most, this.isInner);
    this.next = 0;
    this.writes = room.writes;
    this.textGeneration = kernel.textGeneration;
    this.blockGeneration = kernel.blockGeneration;
    return this.found > 0;
  }
}
