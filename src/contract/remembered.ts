/** Lists read back from an analytic's memory, which says of a value only that it is JSON. Copies none that needs no copy. */

import type { Json } from './analytic.ts';

const NONE: readonly string[] = [];

/** A list of texts; none where something else was kept. */
export function textsOf(kept: Json | undefined): readonly string[] {
  if (!Array.isArray(kept)) return NONE;
  return kept.every(isText) ? kept : kept.map(String);
}

export function isText(value: Json): value is string {
  return typeof value === 'string';
}
