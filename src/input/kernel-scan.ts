/**
 * One scanner's dealings with the kernel: scans what lies in the kernel's memory, and finds what was made of values by
 * the numbers they have there. Where there is no kernel it does nothing.
 */

import type { Span } from './byte-map.ts';
import type { Form, Kernel, Room } from './kernel.ts';
import type { PathNode } from './path-trie.ts';

export class KernelScan {
  kernel: Kernel | undefined;
  form: Form | undefined;
  private root: PathNode | undefined;
  private tree: number | undefined;
  private readonly wanted: boolean[];
  private readonly isInner: boolean;
  private isOver = false;

  constructor(slotCount: number, isInner: boolean) {
    this.isInner = isInner;
    this.wanted = new Array<boolean>(slotCount).fill(false);
  }

  use(source: Span | Room): void {
    this.isOver = 'kernel' in source;
    if (!('kernel' in source) || source.kernel === this.kernel) return;
    this.kernel = source.kernel;
    this.form = source.kernel.form(this.wanted.length);
    this.root = undefined;
  }

  /** Position behind the object whose opening brace is at `at`, its slots filled in; 0 when that is left to others. */
  scan(root: PathNode, at: number, end: number): number {
    const { kernel, form } = this;
    if (!this.isOver || kernel === undefined || form === undefined) return 0;
    if (root !== this.root) {
      this.root = root;
      this.tree = kernel.tree(root);
    }
    return this.tree === undefined ? 0 : kernel.scan(this.tree, form, at, end, this.isInner);
  }

  /** Position behind the value at `at`; 0 when that is left to others. */
  skip(at: number, end: number): number {
    return this.isOver && this.kernel !== undefined ? this.kernel.skip(at, end) : 0;
  }

  /** From now on values of the slot get numbers, if they repeat. */
  wantNumbers(slot: number): void {
    if (this.form === undefined || this.wanted[slot] === true) return;
    this.wanted[slot] = true;
    this.kernel?.wantNumbers(this.form, slot);
  }
}
