/** Of doubtful events, which have told the organisation today what they may tell it once a day. */

/** What doubtful events have taught on the latest of their days. */
export interface Doubts {
  day: number;
  readonly taught: Set<string>;
}

const MOST_DOUBTS = 100_000;

export function createDoubts(): Doubts {
  return { day: Number.NEGATIVE_INFINITY, taught: new Set() };
}

export function isFirstDoubt(doubts: Doubts, day: number, what: string): boolean {
  if (day > doubts.day) {
    doubts.day = day;
    doubts.taught.clear();
  }
  if (doubts.taught.has(what) || doubts.taught.size >= MOST_DOUBTS) return false;
  doubts.taught.add(what);
  return true;
}
