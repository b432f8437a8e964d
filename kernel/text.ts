/** Strings: where they end. Sixteen bytes at a time, looking for quotes, backslashes and control characters at once. */

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;

/** What was met in the string gone over last. */
export let escaped: bool = false;
export let ascii: bool = true;
/** Whether it was the end of the bytes that something ran into where it could not go on. */
export let ranOut: bool = false;

/** Position of the quote that ends the string whose content starts at `at`; 0 when there is none that could. */
export function closingQuote(at: usize, end: usize): usize {
  const quotes = i8x16.splat(QUOTE);
  const slashes = i8x16.splat(BACKSLASH);
  const controls = i8x16.splat(0x1f);
  let p = at;
  let high: u32 = 0;
  escaped = false;
  while (true) {
    const bytes = v128.load(p);
    const special = v128.or(
      v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, slashes)),
      i8x16.eq(i8x16.min_u(bytes, controls), bytes),
    );
    const found = <u32>i8x16.bitmask(special);
    if (found === 0) {
      high |= <u32>i8x16.bitmask(bytes);
      p += 16;
      continue;
    }
    const first = ctz(found);
    high |= <u32>i8x16.bitmask(bytes) & ((1 << first) - 1);
    p += first;
    const byte = load<u8>(p);
    if (byte === QUOTE) {
      ascii = high === 0;
      return p;
    }
    if (byte !== BACKSLASH) return stop(p, end);
    escaped = true;
    high |= load<u8>(p + 1) & 0x80;
    p += 2;
    if (p > end) return stop(p, end);
  }
}

/** Nothing can go on from `at`. */
export function stop(at: usize, end: usize): usize {
  ranOut = at >= end;
  return 0;
}
