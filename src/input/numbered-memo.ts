/**
 * What was made of values that repeat, by the numbers the kernel gave them: finding it is one look into a list. The
 * kernel gives out few thousand numbers and then begins anew, which bounds the lists.
 */

import type { Kernel } from './kernel.ts';

export class NumberedMemo<V> {
  private generation = 0;
  private readonly ofTexts: (V | undefined)[] = [];
  private readonly ofBlocks: (V | undefined)[] = [];

  /** Texts, and objects and lists, are numbered apart. */
  get({ generation }: Kernel, isText: boolean, number: number): V | undefined {
    if (generation !== this.generation) this.begin(generation);
    return (isText ? this.ofTexts : this.ofBlocks)[number];
  }

  keep({ generation }: Kernel, isText: boolean, number: number, value: V): void {
    if (generation !== this.generation) this.begin(generation);
    setAt(isText ? this.ofTexts : this.ofBlocks, number, value);
  }

  private begin(generation: number): void {
    this.generation = generation;
    this.ofTexts.length = 0;
    this.ofBlocks.length = 0;
  }
}

/** Without holes: a list with large ones is slow. */
export function setAt<V>(list: (V | undefined)[], index: number, value: V): void {
  while (list.length <= index) list.push(undefined);
  list[index] = value;
}
