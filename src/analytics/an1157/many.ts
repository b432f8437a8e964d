/** Evidence of numbers: many within an hour, beside what is usual for the principal, and how far beyond it. */

import { fact } from '../../contract/evidence.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { WeightName } from '../../contract/weights.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Tally } from './tally.ts';

/** For a tally that has reached many. */
export function manyEvidence(
  event: Event,
  counted: Tally,
  name: WeightName,
  condition: string,
  observed: string,
): Evidence[] {
  const { busiest, threshold, events } = counted;
  const usual = busiest === 0 ? `fewer than ${threshold}` : `at most ${busiest} in the busiest hour before`;
  const earlier = events.filter((uid) => uid !== event.uid);
  return [fact(event, name, condition, observed, usual, earlier), ...farBeyond(event, counted)];
}

function farBeyond(event: Event, { count, threshold, reached = 0 }: Tally): Evidence[] {
  if (reached === 0) return [];
  const { bits, doublings } = THRESHOLDS.doubling;
  return [
    {
      condition: 'far beyond many',
      held: true,
      observed: String(count),
      expected: `fewer than ${threshold}`,
      bits: bits * Math.min(reached, doublings),
      events: [event.uid],
    },
  ];
}
