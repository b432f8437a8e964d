/** The wrappings Auth0 logs come in, and how to get one record out of each. */

import type { Framing } from '../../contract/source.ts';
import { at, isObject, parseNested, textAt } from '../../lib/json.ts';

export const framing: Framing = {
  envelopes: [
    // A log stream's delivery: `{"log_id": …, "data": {…}}`.
    { key: 'data', holds: 'member' },
    // The same by EventBridge.
    { key: 'detail', holds: (detail) => [streamed(detail)] },
    // Documents an agent collected: the delivery under `json`, or as text under `message`.
    { key: 'events', holds: (document) => [collected(document)] },
    // Management API with `include_totals=true`.
    { key: 'logs', holds: 'elements' },
  ],
};

/** The record inside a delivery; a record that is not wrapped is itself. */
export function streamed(delivery: unknown): unknown {
  const data = at(delivery, 'data');
  return isObject(data) ? data : delivery;
}

export function collected(document: unknown): unknown {
  const message = textAt(document, 'message');
  const inner = at(document, 'json') ?? (message === undefined ? undefined : parseNested(message));
  return streamed(inner ?? document);
}
