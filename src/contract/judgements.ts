/** Judgements of one event, of which nearly always there are none. */

import type { Judgement } from '../model/finding.ts';

/** One list for all that find nothing. */
export const NONE: readonly Judgement[] = [];

/** All of them in order. Asked for every judged event: lists without any are passed over without a copy. */
export function allOf(...lists: readonly (readonly Judgement[])[]): readonly Judgement[] {
  let found = NONE;
  for (const list of lists) {
    if (list.length === 0) continue;
    found = found.length === 0 ? list : [...found, ...list];
  }
  return found;
}
