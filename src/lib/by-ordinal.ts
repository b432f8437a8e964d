/**
 * What belongs to shared objects, found by the number they carry rather than by a name that has to be hashed. Only a
 * hint: numbers are given again, objects come without one, and whoever finds nothing here asks the map that knows.
 */

export interface Ordinal {
  readonly ordinal?: number | undefined;
}

export interface ByOrdinal<K extends Ordinal, V> {
  readonly keys: (K | undefined)[];
  readonly values: (V | undefined)[];
}

export function createByOrdinal<K extends Ordinal, V>(): ByOrdinal<K, V> {
  return { keys: [], values: [] };
}

export function recall<K extends Ordinal, V>({ keys, values }: ByOrdinal<K, V>, key: K): V | undefined {
  const { ordinal } = key;
  return ordinal !== undefined && keys[ordinal] === key ? values[ordinal] : undefined;
}

export function keep<K extends Ordinal, V>({ keys, values }: ByOrdinal<K, V>, key: K, value: V): void {
  const { ordinal } = key;
  if (ordinal === undefined) return;
  // No holes: an array with holes is a slow one.
  while (keys.length <= ordinal) {
    keys.push(undefined);
    values.push(undefined);
  }
  keys[ordinal] = key;
  values[ordinal] = value;
}

/** Before something that was kept here ceases to exist. */
export function forgetAll<K extends Ordinal, V>({ keys, values }: ByOrdinal<K, V>): void {
  keys.length = 0;
  values.length = 0;
}
