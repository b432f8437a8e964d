/**
 * What was made of values that repeat, by the numbers the kernel gave them: finding it is one look into a list. The
 * kernel gives out some thousand numbers and then begins anew, which bounds the lists.
 */

import type { Kernel } from './kernel.ts';

/** Says that nothing was made yet; what was made may be undefined. */
export const NOTHING = Symbol('nothing');

export class NumberedMemo<V> {
  private generation = 0;
  private readonly ofTexts: (V | typeof NOTHING)[] = [];
  private readonly ofBlocks: (V | typeof NOTHING)[] = [];

  /** Texts, and objects and lists, are numbered apart. */
  get({ generation }: Kernel, isText: boolean, number: number): V | undefined | typeof NOTHING {
    if (generation !== this.generation) this.begin(generation);
    const list = isText ? this.ofTexts : this.ofBlocks;
    return number < list.length ? list[number] : NOTHING;
  }

  keep({ generation }: Kernel, isText: boolean, number: number, value: V): void {
    if (generation !== this.generation) this.begin(generation);
    setAt(isText ? this.ofTexts : this.ofBlocks, number, value, NOTHING);
  }

  private begin(generation: number): void {
    this.generation = generation;
    this.ofTexts.length = 0;
    this.ofBlocks.length = 0;
  }
}

/** Without holes: a list with large ones is slow. */
export function setAt<V>(list: V[], index: number, value: V, filler: V): void {
  while (list.length <= index) list.push(filler);
  list[index] = value;
}
