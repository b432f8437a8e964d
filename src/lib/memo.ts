/**
 * A bounded memory of answers to a pure question. Two generations instead of a linked list: when the young one
 * is full it becomes the old one, so whatever was asked lately survives and nothing is counted per look-up.
 */

export type Memo<Value> = (key: string, compute: () => Value) => Value;

/** Remembers at most `capacity` answers; at least the last half as many different keys are never forgotten. */
export function memo<Value extends object>(capacity: number): Memo<Value> {
  const generation = Math.max(1, Math.floor(capacity / 2));
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();

  return (key, compute) => {
    const recent = young.get(key);
    if (recent !== undefined) return recent;
    const value = old.get(key) ?? compute();
    if (young.size >= generation) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
}
