/**
 * Reading parsed JSON of unknown shape, one path at a time. Only own members count, so that a `__proto__` or
 * `constructor` in a log finds nothing; nothing here throws or converts silently, save where its name says so.
 */

export type Path = readonly (string | number)[];

/** What lies under the keys; a number steps into a list. */
export function at(value: unknown, ...path: Path): unknown {
  return follow(value, path);
}

/** The same for a path that is kept somewhere. */
export function follow(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) {
    if (!holds(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

function holds(value: unknown, key: string | number): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/** A non-empty string. */
export function textAt(value: unknown, ...path: Path): string | undefined {
  return followToText(value, path);
}

/** The same for a path that is kept somewhere. */
export function followToText(value: unknown, path: Path): string | undefined {
  const found = follow(value, path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A finite number, also where an export turned it into text. */
export function numberAt(value: unknown, ...path: Path): number | undefined {
  const found = follow(value, path);
  const number = typeof found === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(found) ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A yes or no, also where it is written as text: `"true"`, `"Yes"`, `"YES"`. */
export function flagAt(value: unknown, ...path: Path): boolean | undefined {
  const found = follow(value, path);
  if (typeof found === 'boolean') return found;
  if (typeof found !== 'string') return undefined;
  const word = found.toLowerCase();
  return word === 'true' || word === 'yes' ? true : word === 'false' || word === 'no' ? false : undefined;
}

/** A list; empty when there is none. */
export function listAt(value: unknown, ...path: Path): readonly unknown[] {
  const found = follow(value, path);
  return Array.isArray(found) ? found : [];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * JSON text that holds an object or a list; undefined for everything else, including text that only looks so, and for
 * text of more than {@link DEEPEST} levels: a few kilobytes of brackets make a value that nobody can write as JSON
 * again without running out of stack.
 */
export function parseNested(text: string): unknown {
  const first = text.charCodeAt(0);
  if (first !== 0x7b && first !== 0x5b) return undefined;
  // Refusing by exception is dear, and `{a=b}` is common.
  if (first === 0x7b && !OBJECT.test(text)) return undefined;
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const OBJECT = /^\{[ \t\n\r]*["}]/;
/** As deep as a record itself may be. */
const DEEPEST = 200;

/** Nearly all text opens too few brackets for the depth to be worth counting. */
function isTooDeep(text: string): boolean {
  return text.length > 2 * DEEPEST && opensOften(text) && depthOf(text) > DEEPEST;
}

function opensOften(text: string): boolean {
  let opened = 0;
  for (const bracket of '{[') {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++opened > DEEPEST) return true;
    }
  }
  return false;
}

/** Levels of nesting at its deepest; brackets in strings are text. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}

/** An object without a prototype, for members whose names come from outside. */
export function bareObject<T>(): Record<string, T> {
  return Object.setPrototypeOf({}, null);
}
