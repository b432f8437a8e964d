/**
 * What was made of values that repeat, by the numbers the kernel gave them: finding it is one look into a list. The
 * kernel gives out some thousand numbers and then begins anew, which bounds the lists.
 */

import type { Kernel } from './kernel.ts';

/** Says that nothing was made yet; what was made may be undefined. */
export const NOTHING = Symbol('nothing');

type Generations = Pick<Kernel, 'textGeneration' | 'blockGeneration'>;

export class NumberedMemo<V> {
  /** Texts, and objects and lists, are numbered apart. */
  private readonly ofTexts = new NumberedList<V>();
  private readonly ofBlocks = new NumberedList<V>();

  get(kernel: Generations, isText: boolean, number: number): V | undefined | typeof NOTHING {
    return isText
      ? this.ofTexts.get(kernel.textGeneration, number)
      : this.ofBlocks.get(kernel.blockGeneration, number);
  }

  keep(kernel: Generations, isText: boolean, number: number, value: V): void {
    if (isText) this.ofTexts.keep(kernel.textGeneration, number, value);
    else this.ofBlocks.keep(kernel.blockGeneration, number, value);
  }
}

class NumberedList<V> {
  private generation = 0;
  private readonly values: (V | typeof NOTHING)[] = [];

  get(generation: number, number: number): V | undefined | typeof NOTHING {
    const { values } = this;
    return generation === this.generation && number < values.length ? values[number] : NOTHING;
  }

  keep(generation: number, number: number, value: V): void {
    if (generation !== this.generation) this.values.length = 0;
    this.generation = generation;
    setAt(this.values, number, value, NOTHING);
  }
}

/** Without holes: a list with large ones is slow. */
export function setAt<V>(list: V[], index: number, value: V, filler: V): void {
  while (list.length <= index) list.push(filler);
  list[index] = value;
}
