/**
 * Hands out the kernel's memory from one end to the other. Nothing is given back: what is compiled stays as long as the
 * kernel does, and what is remembered lies in tables of a fixed size. The memory never grows, so that views of it stay.
 */

/** So that sixteen bytes can be read from where any of them begins. */
const SLACK_BYTES: usize = 16;

let next: usize = (__heap_base + 15) & ~15;
let limit: usize = 0;

/** What lies above is not handed out. */
export function reserveBelow(end: usize): void {
  limit = end;
}

/** Zeros, as fresh memory holds; 0 when there is no room. */
export function reserve(bytes: usize): usize {
  const at = next;
  const after = at + ((bytes + SLACK_BYTES + 15) & ~15);
  if (after > limit) return 0;
  next = after;
  return at;
}
