/** Why a record that should have been an event is none, in the words all sources use. */

import type { Unusable } from './source.ts';

/** @param field as the vendor spells it */
export function missing(field: string): Unusable {
  return { problem: 'missing-field', message: `${field} is missing` };
}

/** @param written what the record has instead; its beginning is quoted */
export function impossibleTime(field: string, written: string): Unusable {
  return { problem: 'bad-value', message: `${field} is not a possible time: ${written.slice(0, 40)}` };
}
