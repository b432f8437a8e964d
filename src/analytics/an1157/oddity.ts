/**
 * How unlike its doer an act is. One oddity alone is everyday life: an administrator does something for the first time
 * every week. It weighs in full when the place or program is odd as well, or of the kinds that intruders prefer.
 */

import { isRisky, placeSurprise, surprising, together, weighing } from '../../contract/evidence.ts';
import { habitEvidence, pathEvidence } from '../../contract/habit.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

export function oddities(event: Event, at: Context, object: string): Evidence[] {
  const { surprise } = at;
  // In accounts of AWS such calls are rare, and made by few; in a directory's console they are somebody's daily work.
  if (event.provider === 'aws') return habitEvidence(event, surprise, object);
  const what = surprise.of('what');
  const whom = surprise.of('whom');
  const act =
    whom.bits > what.bits
      ? surprising(event, `${object} new for the principal`, whom)
      : surprising(event, 'call new for the principal', what);
  const hour = surprising(event, 'hour unusual for the principal', surprise.of('when'));
  return together(
    [
      act,
      surprising(event, 'network new for the principal', placeSurprise(surprise.of('where'), event.client)),
      surprising(event, 'program new for the principal', surprise.of('with')),
      weighing(hour, Math.min(THRESHOLDS.unusualHour.bits, hour.bits)),
    ],
    isRisky(event.client),
    THRESHOLDS.oddityOfReset.bits,
  );
}

/** Bits of what is unlike the doer, without the weight of the act itself; one oddity is no reason for doubt. */
export function doubtOf(evidence: readonly Evidence[]): number {
  const sum = evidence.reduce((total, { bits }) => total + Math.max(0, bits), 0);
  return sum > THRESHOLDS.oddityOfReset.bits ? sum : 0;
}

/** A settled principal at a place it does not work at; somebody tried it a moment before does not make it known. */
export function isStrangePlace({ client }: Event, { surprise }: Context): boolean {
  if (surprise.principal.calls < THRESHOLDS.settledPrincipal.calls) return false;
  return placeSurprise(surprise.of('where'), client).bits >= THRESHOLDS.oddity.bits;
}

/** The principal is known at this place: it was there before, and more than once. */
export function isKnownPlace({ surprise }: Context): boolean {
  const { never, bits } = surprise.of('where');
  return !never && bits < THRESHOLDS.oddity.bits;
}

/** Outside the console, where the record tells; most directories do not say how they were called. */
export function pathOf(event: Event, at: Context): Evidence[] {
  if (at.context.automation(event.principal) !== undefined) return [];
  return event.provider !== 'aws' && event.access === 'unknown' ? [] : pathEvidence(event);
}
