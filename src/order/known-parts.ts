/**
 * Which number something was given that may come again: found by a key that tells most apart, then compared. Knows
 * nothing of what it keeps; things that are the same get two numbers only where a key has very many.
 */

/** Things of one key that are compared before one is taken for new. */
const MOST_COMPARED = 24;

interface Known<V> {
  value: V;
  number: number;
  readonly next: Known<V> | undefined;
}

export class KnownParts<K, V> {
  private readonly byKey = new Map<K, Known<V>>();
  private readonly isSame: (kept: V, asked: V) => boolean;

  constructor(isSame: (kept: V, asked: V) => boolean) {
    this.isSame = isSame;
  }

  /** Its number, or -1. */
  find(key: K, asked: V): number {
    const first = this.byKey.get(key);
    if (first === undefined) return -1;
    if (this.isSame(first.value, asked)) return first.number;
    let known = first.next;
    for (let compared = 1; known !== undefined && compared < MOST_COMPARED; compared++) {
      if (this.isSame(known.value, asked)) return this.moveUp(first, known);
      known = known.next;
    }
    return -1;
  }

  /** Of a thing that was not found. */
  keep(key: K, value: V, number: number): void {
    this.byKey.set(key, { value, number, next: this.byKey.get(key) });
  }

  forget(): void {
    this.byKey.clear();
  }

  /** Neighbours are much alike: what was found is looked at first the next time. */
  private moveUp(first: Known<V>, found: Known<V>): number {
    const { value, number } = found;
    found.value = first.value;
    found.number = first.number;
    first.value = value;
    first.number = number;
    return number;
  }
}
