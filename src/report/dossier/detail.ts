/** Which findings a report tells in full: all of weight, up to a length somebody reads. The others take a line each. */

import { compareLevels } from '../../model/level.ts';
import type { Numbered } from './numbered.ts';

const MOST_FULL = 100;
/** Of a result of little weight, the first are told in full nevertheless. */
const LEAST_FULL = 10;

export interface Detail {
  readonly full: readonly Numbered[];
  readonly brief: readonly Numbered[];
}

/** `findings`: the most severe first. */
export function detailOf(findings: readonly Numbered[]): Detail {
  const weighty = findings.filter(({ finding }) => compareLevels(finding.level, 'medium') >= 0).length;
  const count = Math.min(MOST_FULL, Math.max(LEAST_FULL, weighty));
  return { full: findings.slice(0, count), brief: findings.slice(count) };
}

/** The condition that weighs most, beside what is normal. */
export function weightiest({ finding: { evidence } }: Numbered): string {
  const [first] = evidence.filter(({ held }) => held).toSorted((a, b) => b.bits - a.bits);
  return first === undefined ? '' : `${first.observed}; normal: ${first.expected}`;
}

export const HOW_TO_EXPLAIN = 'credtrail explain UID RESULT.json tells all that one of them rests on.';
