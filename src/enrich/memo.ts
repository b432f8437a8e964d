/**
 * A bounded memory of answers to a pure question. Two generations instead of a linked list: when the young one
 * is full it becomes the old one, so whatever was asked lately survives and nothing is counted per look-up.
 */

/** Remembers at most `capacity` answers (at least half of that for keys still in use). */
export function memo<Value extends object>(
  capacity: number,
  compute: (key: string) => Value,
): (key: string) => Value {
  const generation = Math.max(1, Math.floor(capacity / 2));
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();

  return (key) => {
    const recent = young.get(key);
    if (recent !== undefined) return recent;
    const value = old.get(key) ?? compute(key);
    if (young.size >= generation) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
}
