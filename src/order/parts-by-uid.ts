/** Parts of a run in the making that have an id of their own: principals, credentials, sessions. Each is written once. */

import { Column } from './column.ts';

interface Kept<T> {
  readonly value: T;
  readonly number: number;
}

export class PartsByUid<T extends { readonly uid: string }> {
  /** Of all parts, end to end. */
  private readonly columns = new Column();
  private readonly known = new Map<string, Kept<T>>();
  private readonly isSame: (a: T, b: T) => boolean;
  private readonly write: (value: T, columns: Column) => void;
  private count = 0;

  /** @param write pushes what the columns of a part hold; as PARTS in run.ts names them */
  constructor(isSame: (a: T, b: T) => boolean, write: (value: T, columns: Column) => void) {
    this.isSame = isSame;
    this.write = write;
  }

  /** The part's number, counted from one; 0 for none. Of one uid only the latest part is known again. */
  number(value: T | undefined): number {
    if (value === undefined) return 0;
    const known = this.known.get(value.uid);
    if (known !== undefined && (known.value === value || this.isSame(known.value, value)))
      return known.number;
    this.write(value, this.columns);
    const number = ++this.count;
    this.known.set(value.uid, { value, number });
    return number;
  }

  /** The columns of all; begins anew. */
  take(): Int32Array {
    this.known.clear();
    this.count = 0;
    return this.columns.take();
  }
}
