/** The bytes that JSON is made of, as far as the scanner looks at them one by one. */

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
/** ORed onto a bracket it gives the brace of the same side. */
export const LOWER = 0x20;
