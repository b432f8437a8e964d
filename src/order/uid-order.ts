/** The order of rows by their uids, which are compared as bytes: few of a million ever have to be made texts of. */

import type { TextBytes, Texts } from './text-bytes.ts';

/** Below zero when the text `a` comes before the text `b`, in the order in which texts compare. */
export function compareUids(uids: TextBytes, a: number, b: number): number {
  if (!uids.isAscii) return compareTexts(uids.text(a), uids.text(b));
  const { bytes, offsets } = uids;
  const [startA = 0, startB = 0] = [offsets[a], offsets[b]];
  const [endA = 0, endB = 0] = [offsets[a + 1], offsets[b + 1]];
  const common = Math.min(endA - startA, endB - startB);
  for (let i = 0; i < common; i++) {
    const difference = (bytes[startA + i] ?? 0) - (bytes[startB + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return endA - startA - (endB - startB);
}

/** The same texts in another order. */
export function inOrder({ bytes, offsets, count, isAscii }: TextBytes, order: Uint32Array): Texts {
  const ordered = new Uint8Array(offsets[count] ?? 0);
  const begins = new Uint32Array(order.length + 1);
  let at = 0;
  for (let row = 0; row < order.length; row++) {
    const from = order[row] ?? 0;
    const end = offsets[from + 1] ?? 0;
    for (let p = offsets[from] ?? 0; p < end; p++) ordered[at++] = bytes[p] ?? 0;
    begins[row + 1] = at;
  }
  return { offsets: begins, bytes: ordered, isAscii };
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
