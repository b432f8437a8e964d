/**
 * Which events earlier runs have judged, as 53-bit hashes of their uids by hour. With it a second scan of the same
 * events adds nothing. Exact but for hash collisions (one in 10^9 for ten million events an hour).
 */

const HOUR = 3_600_000;
/** Hashes kept; beyond it the oldest hours go, and events of that age are not taken again. */
export const MOST_SEEN = 20_000_000;

export interface Seen {
  /** Sorted hashes of earlier runs. */
  readonly before: Map<number, Float64Array>;
  /** Hashes of this run, unsorted. */
  readonly now: Map<number, number[]>;
  /** Hours before this one were forgotten. */
  horizon: number;
}

export function createSeen(): Seen {
  return { before: new Map(), now: new Map(), horizon: Number.NEGATIVE_INFINITY };
}

/** Notes an event; false when an earlier run already had it, or it is older than what is remembered. */
export function isNew(seen: Seen, time: number, uid: string): boolean {
  const hour = Math.floor(time / HOUR);
  if (hour < seen.horizon) return false;
  const hash = hash53(uid);
  const earlier = seen.before.get(hour);
  if (earlier !== undefined && includesSorted(earlier, hash)) return false;
  const hashes = seen.now.get(hour);
  if (hashes === undefined) seen.now.set(hour, [hash]);
  else hashes.push(hash);
  return true;
}

/** All hours, oldest first, earlier runs and this one joined. */
export function* hoursOf(seen: Seen, most = MOST_SEEN): Generator<{ hour: number; hashes: Float64Array }> {
  const hours = [...new Set([...seen.before.keys(), ...seen.now.keys()])].sort((a, b) => b - a);
  const kept: { hour: number; hashes: Float64Array }[] = [];
  let total = 0;
  for (const hour of hours) {
    const hashes = Float64Array.from([
      ...(seen.before.get(hour) ?? []),
      ...(seen.now.get(hour) ?? []),
    ]).sort();
    total += hashes.length;
    if (total > most && kept.length > 0) {
      seen.horizon = Math.max(seen.horizon, hour + 1);
      break;
    }
    kept.push({ hour, hashes });
  }
  yield* kept.reverse();
}

function includesSorted(sorted: Float64Array, wanted: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] ?? 0;
    if (value === wanted) return true;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Two independent 32-bit FNV-style hashes, 53 bits of them. */
export function hash53(text: string): number {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 13);
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}
