/** Makes a call of an operation out of the table of requests. An operation that is not there has null parameters. */

import type { Random } from '../random.ts';
import type { Place, Topic } from './places.ts';
import type { Call } from './record.ts';
import { TEMPLATES } from './request-table.ts';

/** A call of `operation`, filled from the table; `more` wins over the table. */
export function call(
  operation: string,
  random: Random,
  place: Place,
  topic: Topic,
  more: Partial<Call> = {},
): Call {
  const template = TEMPLATES.get(operation);
  return { operation, region: place.region, ...template?.(random, place, topic), ...more };
}
