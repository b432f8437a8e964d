/** The kinds of values the scanner notes in its slots. Numbers, since they lie in an array of numbers. */

export const ABSENT = 0;
/** Start and end lie inside the quotes. */
export const STRING = 1;
/** A string with a backslash in it. */
export const ESCAPED = 2;
export const NUMBER = 3;
export const TRUE = 4;
export const FALSE = 5;
export const NULL = 6;
export const OBJECT = 7;
export const ARRAY = 8;

/** Of a value there are kept: start, end, kind, and the number that it has because it repeats. */
export const SLOT_NUMBERS = 4;
/** Instead of a number. */
export const UNNUMBERED = -1;
/** The same, and it is known that the text is ASCII. */
export const PLAIN = -2;

/** The kind of a value other than a string, by its first byte. */
export function kindOf(first: number): number {
  if (first === 0x7b) return OBJECT;
  if (first === 0x5b) return ARRAY;
  if (first === 0x74) return TRUE;
  if (first === 0x66) return FALSE;
  if (first === 0x6e) return NULL;
  return NUMBER;
}

/** `+ - .`, digits, `E e`; whether they make a number is asked when the number is read. */
export function isNumberByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x2b ||
    (byte | 0x20) === 0x65
  );
}
