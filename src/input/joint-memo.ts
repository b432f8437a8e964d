/**
 * What was made of several small values of a record together, by the numbers the kernel gave them: one look-up in place
 * of reading each. It says nothing of values that have no number yet, and begins anew when it is full.
 */

import type { Field } from '../contract/projection.ts';
import type { Kernel } from './kernel.ts';
import { NOTHING } from './numbered-memo.ts';
import { ABSENT, ESCAPED, FALSE, NULL, SLOT_NUMBERS, STRING, TRUE, UNNUMBERED } from './slot-kind.ts';

/** A power of two; at most half of them are taken. */
const PLACES = 32_768;
/** Instead of a text's number. Absent and null read alike. */
const NO_VALUE = -1;
const IS_TRUE = -2;
const IS_FALSE = -3;

export class JointMemo<V> {
  private readonly fields: readonly Field[];
  /** Of the values looked for last; and of all that are known, place by place. */
  private readonly asked: Int32Array;
  private readonly keys: Int32Array;
  private values: (V | typeof NOTHING)[] = [];
  private place = 0;
  private taken = 0;
  private generation = 0;

  constructor(fields: readonly Field[]) {
    this.fields = fields;
    this.asked = new Int32Array(fields.length);
    this.keys = new Int32Array(PLACES * fields.length);
    this.forget();
  }

  /** False when one of the values is not to be told by a number. */
  look({ textGeneration }: Pick<Kernel, 'textGeneration'>, slots: Int32Array): boolean {
    if (textGeneration !== this.generation) {
      this.generation = textGeneration;
      this.forget();
    }
    const { asked, fields } = this;
    let hash = 0;
    for (let i = 0; i < asked.length; i++) {
      const field = fields[i];
      const code = field === undefined ? UNKNOWN : codeOf(field, slots);
      if (code === UNKNOWN) return false;
      asked[i] = code;
      hash = Math.imul(hash ^ code, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    this.find(hash);
    return true;
  }

  /** Of the values looked for last. */
  get(): V | typeof NOTHING {
    return this.values[this.place] ?? NOTHING;
  }

  keep(value: V): void {
    if (this.values[this.place] === NOTHING) {
      if (this.taken >= PLACES / 2) this.forget();
      this.taken++;
    }
    this.keys.set(this.asked, this.place * this.asked.length);
    this.values[this.place] = value;
  }

  private find(hash: number): void {
    const { values } = this;
    let place = hash & (PLACES - 1);
    while (values[place] !== NOTHING && !this.isAt(place)) place = (place + 1) & (PLACES - 1);
    this.place = place;
  }

  private isAt(place: number): boolean {
    const { asked, keys } = this;
    const first = place * asked.length;
    for (let i = 0; i < asked.length; i++) if (keys[first + i] !== asked[i]) return false;
    return true;
  }

  private forget(): void {
    this.taken = 0;
    this.values = new Array<V | typeof NOTHING>(PLACES).fill(NOTHING);
  }
}

const UNKNOWN = -4;

/** What is not of the field's own kind is to be said each time, so it has no code. */
function codeOf({ kind: declared, slot }: Field, slots: Int32Array): number {
  const at = slot * SLOT_NUMBERS;
  const kind = slots[at + 2] ?? ABSENT;
  if (kind === ABSENT || kind === NULL) return NO_VALUE;
  if (kind === STRING || kind === ESCAPED) {
    const number = slots[at + 3] ?? UNNUMBERED;
    return number < 0 ? UNKNOWN : number;
  }
  if (declared === 'text') return UNKNOWN;
  if (kind === TRUE) return IS_TRUE;
  return kind === FALSE ? IS_FALSE : UNKNOWN;
}
