/** In which order rows come: by time, then rank, then as the caller says. */

/**
 * Rows of a run in order. Time, rank and row go into one number each, which the platform sorts without calling
 * back; only rows of the same moment and rank are then compared.
 */
export function rowOrder(
  count: number,
  times: Float64Array,
  ranks: Uint8Array,
  compare: (a: number, b: number) => number,
): Uint32Array {
  const order = packedOrder(count, times, ranks) ?? comparedOrder(count, times, ranks);
  for (let from = 0; from < count; ) {
    const first = order[from] ?? 0;
    let to = from + 1;
    while (to < count && isSameMoment(first, order[to] ?? 0, times, ranks)) to++;
    if (to - from > 1) sortRows(order, from, to, compare);
    from = to;
  }
  return order;
}

/** Of a moment rows are few, and few are soon put in order where they lie; the platform's sort takes a while to begin. */
const MOST_INSERTED = 16;

function sortRows(
  order: Uint32Array,
  from: number,
  to: number,
  compare: (a: number, b: number) => number,
): void {
  if (to - from > MOST_INSERTED) {
    order.subarray(from, to).sort(compare);
    return;
  }
  for (let next = from + 1; next < to; next++) {
    const row = order[next] ?? 0;
    let at = next;
    for (; at > from; at--) {
      const before = order[at - 1] ?? 0;
      if (compare(before, row) <= 0) break;
      order[at] = before;
    }
    order[at] = row;
  }
}

/** Ranks fit in two bits; see tieRank. */
const RANKS = 4;

function isSameMoment(a: number, b: number, times: Float64Array, ranks: Uint8Array): boolean {
  return times[a] === times[b] && ranks[a] === ranks[b];
}

/** `undefined` when the times lie too far apart, or are no whole milliseconds, for numbers to hold all three. */
function packedOrder(count: number, times: Float64Array, ranks: Uint8Array): Uint32Array | undefined {
  const earliest = times.subarray(0, count).reduce((least, time) => Math.min(least, time), Number.MAX_VALUE);
  const keys = new Float64Array(count);
  let isOrdered = true;
  for (let row = 0; row < count; row++) {
    const key = (((times[row] ?? 0) - earliest) * RANKS + (ranks[row] ?? 0)) * count + row;
    if (!Number.isSafeInteger(key)) return undefined;
    keys[row] = key;
    if (row > 0 && key < (keys[row - 1] ?? 0)) isOrdered = false;
  }
  if (!isOrdered) keys.sort();
  const order = new Uint32Array(count);
  for (let at = 0; at < count; at++) order[at] = (keys[at] ?? 0) % count;
  return order;
}

function comparedOrder(count: number, times: Float64Array, ranks: Uint8Array): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  return order.sort(
    (a, b) => (times[a] ?? 0) - (times[b] ?? 0) || (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b,
  );
}
