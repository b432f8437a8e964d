/** Tells Falco's alerts in JSON from every other log. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, textAt } from '../../lib/json.ts';

export function recognise({ samples }: Head): Recognition | undefined {
  return samples.some(isAlert) ? 'records' : undefined;
}

function isAlert(sample: unknown): boolean {
  const named = ['rule', 'priority', 'time'].every((name) => textAt(sample, name) !== undefined);
  return named && isObject(at(sample, 'output_fields'));
}
