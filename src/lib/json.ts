/**
 * Reading parsed JSON of unknown shape, one path at a time. Only own members count, so that a `__proto__` or
 * `constructor` in a log finds nothing; nothing here throws or converts silently, save where its name says so.
 */

/** What lies under the keys; a number steps into a list. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

/** A non-empty string. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A finite number, also where an export turned it into text. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path);
  const number = typeof found === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(found) ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A yes or no, also where it is written as text: `"true"`, `"Yes"`, `"YES"`. */
export function flagAt(value: unknown, ...path: readonly (string | number)[]): boolean | undefined {
  const found = at(value, ...path);
  if (typeof found === 'boolean') return found;
  if (typeof found !== 'string') return undefined;
  const word = found.toLowerCase();
  return word === 'true' || word === 'yes' ? true : word === 'false' || word === 'no' ? false : undefined;
}

/** A list; empty when there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON text that holds an object or a list; undefined for everything else, including text that only looks so. */
export function parseNested(text: string): unknown {
  const first = text.charCodeAt(0);
  if (first !== 0x7b && first !== 0x5b) return undefined;
  // Refusing by exception is dear, and `{a=b}` is common.
  if (first === 0x7b && !OBJECT.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const OBJECT = /^\{[ \t\n\r]*["}]/;

/** An object without a prototype, for members whose names come from outside. */
export function bareObject<T>(): Record<string, T> {
  return Object.setPrototypeOf({}, null);
}
