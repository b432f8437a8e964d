/** Steps over bytes that ask for nothing but the bytes. A zero byte behind them stops each. */

/** Position of the first byte that is not the word's, which is known to begin at `at`; -1 when there is none. */
export function differsAt(bytes: Uint8Array, at: number, word: string): number {
  for (let i = 1; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return at + i;
  return -1;
}

/** Position of the first byte from `at` on that is no white space. There must be one. */
export function behindSpace(bytes: Uint8Array, at: number): number {
  let p = at;
  let byte = bytes[p] ?? 0;
  while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++p] ?? 0;
  return p;
}
