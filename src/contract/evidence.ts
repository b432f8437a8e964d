/** Evidence in the few forms analytics need, so that they read as lists of conditions. */

import type { Surprise } from '../baseline/surprise.ts';
import type { Event } from '../model/event.ts';
import type { Evidence } from '../model/finding.ts';
import { type WeightName, weight } from './weights.ts';

/** A condition with a fixed weight from the table. `more`: earlier events it rests on. */
export function fact(
  event: Event,
  name: WeightName,
  condition: string,
  observed: string,
  expected: string,
  more: readonly string[] = [],
): Evidence {
  return { condition, held: true, observed, expected, bits: weight(name), events: [event.uid, ...more] };
}

/** A condition as heavy as it is surprising. */
export function surprising(event: Event, condition: string, surprise: Surprise): Evidence {
  const observed = surprise.value === '' ? 'nothing to compare' : `${surprise.feature} ${surprise.value}`;
  return {
    condition,
    held: surprise.bits > 0,
    observed,
    expected: surprise.normal,
    bits: surprise.bits,
    events: [event.uid],
  };
}

/** Worth saying, not worth weighing. */
export function note(
  event: Event,
  condition: string,
  held: boolean,
  observed: string,
  expected: string,
): Evidence {
  return { condition, held, observed, expected, bits: 0, events: [event.uid] };
}
