/** The wrappings Directory Insights comes in, and how to get one event out of each. */

import type { Framing } from '../../contract/source.ts';
import { at, parseNested, textAt } from '../../lib/json.ts';

export const framing: Framing = {
  envelopes: [
    // Documents an agent collected: the event as text under `message`, or under `json`.
    { key: 'events', holds: (document) => [collected(document)] },
    // What pipelines that fetch the API write around a page.
    { key: 'results', holds: 'elements' },
  ],
};

export function collected(document: unknown): unknown {
  const message = textAt(document, 'message');
  const inner = at(document, 'json') ?? (message === undefined ? undefined : parseNested(message));
  return inner ?? document;
}
