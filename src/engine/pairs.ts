/** The two records of one cross-account call share an id: the second one is the same call again. */

export type Pairs = Map<string, number>;

/** The two records carry the same time; clocks and queues are given this much. */
const HORIZON = 3_600_000;
const MOST = 20_000;

/** True for the second record of a pair; notes the first. */
export function isTwin(pairs: Pairs, pair: string, time: number): boolean {
  const before = pairs.get(pair);
  if (before !== undefined && time - before <= HORIZON) return true;
  pairs.set(pair, time);
  if (pairs.size > MOST) makeRoom(pairs, time);
  return false;
}

/** Forgets first records whose second can no longer come. */
export function forgetPairs(pairs: Pairs, now: number): void {
  for (const [key, seen] of pairs) if (now - seen > HORIZON) pairs.delete(key);
}

function makeRoom(pairs: Pairs, now: number): void {
  forgetPairs(pairs, now);
  for (const key of pairs.keys()) {
    if (pairs.size <= MOST * 0.9) return;
    pairs.delete(key);
  }
}
