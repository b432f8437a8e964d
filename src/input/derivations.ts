/**
 * What was made of subtrees of records before: by the number of the subtree where the kernel gave it one, else by its
 * bytes. It knows nothing of how things are made; what is unsound is not to be handed to it.
 */

import type { Field } from '../contract/projection.ts';
import { ByteMap, type ByteMapSize } from './byte-map.ts';
import { NOTHING, NumberedMemo } from './numbered-memo.ts';
import type { RecordScanner } from './scan-json.ts';
import type { Slots } from './slots.ts';

export interface Known {
  readonly value: unknown;
}

/** Made of a list, from so many of its elements at most. */
export interface KnownList {
  readonly elements: readonly unknown[];
  readonly most: number;
}

const OF_WHOLES = { entries: 16_384, keyBytes: 8 * 1024 * 1024 };
const OF_ELEMENTS = { entries: 16_384, keyBytes: 4 * 1024 * 1024, guarded: true };

export class Derivations {
  private readonly scanner: RecordScanner;
  private readonly slots: Slots;
  private readonly byNumber = new Map<object, NumberedMemo<unknown>>();
  /** Apart: elements may be derived by the function that lists are. */
  private readonly listsByNumber = new Map<object, NumberedMemo<KnownList>>();
  private readonly byBytes = new Map<object, ByteMap<Known>>();

  constructor(scanner: RecordScanner, slots: Slots) {
    this.scanner = scanner;
    this.slots = slots;
  }

  /** What `derive` made of the field's value, or NOTHING. */
  find(field: Field, derive: object): unknown {
    if (this.isNumbered(field)) return this.numbered(this.byNumber, field, derive);
    const { slots, scanner } = this;
    const memo = this.inBytes(derive, OF_WHOLES);
    return madeOf(memo.get(scanner.source, slots.start(field), slots.end(field)));
  }

  /** The same of an object: from the first time this is asked on, the scanner passes over objects met before. */
  findObject(field: Field, derive: object): unknown {
    if (this.isNumbered(field)) return this.numbered(this.byNumber, field, derive);
    const memo = this.inBytes(derive, OF_WHOLES);
    const place = this.scanner.placeIn(memo, field.slot);
    return place < 0 ? this.find(field, derive) : madeOf(memo.valueAt(place));
  }

  /** To be called when it was not found, and nothing else has been looked for since. */
  keep(field: Field, derive: object, value: unknown): void {
    if (this.isNumbered(field)) this.keepNumbered(this.byNumber, field, derive, value);
    else {
      const { slots, scanner } = this;
      const memo = this.inBytes(derive, OF_WHOLES);
      memo.keep(scanner.source, slots.start(field), slots.end(field), { value });
    }
  }

  /** What `derive` made of a list's elements. Only lists with a number are known as a whole. */
  findList(field: Field, derive: object): KnownList | undefined {
    const known = this.isNumbered(field) ? this.numbered(this.listsByNumber, field, derive) : NOTHING;
    return known === NOTHING ? undefined : known;
  }

  keepList(field: Field, derive: object, known: KnownList): void {
    if (this.isNumbered(field)) this.keepNumbered(this.listsByNumber, field, derive, known);
  }

  /** What was made of elements, by their bytes. */
  ofElements(derive: object): ByteMap<Known> {
    return this.inBytes(derive, OF_ELEMENTS);
  }

  private isNumbered(field: Field): boolean {
    if (this.slots.number(field) >= 0) return true;
    this.scanner.kernel.wantNumbers(field.slot);
    return false;
  }

  private numbered<V>(
    memos: Map<object, NumberedMemo<V>>,
    field: Field,
    derive: object,
  ): V | undefined | typeof NOTHING {
    const { kernel } = this.scanner.kernel;
    const memo = memos.get(derive);
    if (kernel === undefined || memo === undefined) return NOTHING;
    return memo.get(kernel, this.slots.isText(field), this.slots.number(field));
  }

  private keepNumbered<V>(memos: Map<object, NumberedMemo<V>>, field: Field, derive: object, value: V): void {
    const { kernel } = this.scanner.kernel;
    if (kernel === undefined) return;
    const memo = memos.get(derive) ?? new NumberedMemo<V>();
    memos.set(derive, memo);
    memo.keep(kernel, this.slots.isText(field), this.slots.number(field), value);
  }

  private inBytes(derive: object, size: ByteMapSize): ByteMap<Known> {
    let memo = this.byBytes.get(derive);
    if (memo === undefined) {
      memo = new ByteMap(size);
      this.byBytes.set(derive, memo);
    }
    return memo;
  }
}

function madeOf(known: Known | undefined): unknown {
  return known === undefined ? NOTHING : known.value;
}
