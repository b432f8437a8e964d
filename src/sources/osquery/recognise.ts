/** Tells osquery's result log from every other log. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, numberAt, textAt } from '../../lib/json.ts';

export function recognise({ samples }: Head): Recognition | undefined {
  return samples.some(isResult) ? { wrapping: 'results' } : undefined;
}

function isResult(sample: unknown): boolean {
  if (textAt(sample, 'name') === undefined || textAt(sample, 'hostIdentifier') === undefined) return false;
  const isDated = numberAt(sample, 'unixTime') !== undefined || textAt(sample, 'calendarTime') !== undefined;
  const hasRows =
    isObject(at(sample, 'columns')) ||
    Array.isArray(at(sample, 'snapshot')) ||
    isObject(at(sample, 'diffResults')) ||
    listAt(sample, 'diffResults').length > 0;
  return isDated && hasRows;
}
