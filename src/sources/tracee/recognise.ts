/** Tells Tracee's events from every other log. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, listAt, numberAt, textAt } from '../../lib/json.ts';

export function recognise({ samples }: Head): Recognition | undefined {
  return samples.some(isEvent) ? { wrapping: 'events' } : undefined;
}

function isEvent(sample: unknown): boolean {
  const isNamed = textAt(sample, 'eventName') !== undefined && textAt(sample, 'processName') !== undefined;
  const isOfProcess =
    numberAt(sample, 'hostProcessId') !== undefined && numberAt(sample, 'timestamp') !== undefined;
  return isNamed && isOfProcess && (listAt(sample, 'args').length > 0 || at(sample, 'argsNum') !== undefined);
}
