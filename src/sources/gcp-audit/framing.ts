/** The wrappings Google Cloud ships audit logs in, and how to get a log entry out of each. */

import type { Framing } from '../../contract/source.ts';
import { at, textAt } from '../../lib/json.ts';
import { entryOfColumns, entryOfRow } from './flattened.ts';

export const framing: Framing = {
  envelopes: [
    // Answers of `entries.list` and of a pull.
    { key: 'entries', holds: 'elements' },
    { key: 'receivedMessages', holds: (element) => messageOf(element) },
  ],
  wrappings: {
    pubsub: messageOf,
    bigquery: (row) => [entryOfRow(row)],
    columns: (row) => [entryOfColumns(row)],
  },
  row: entryOfColumns,
};

/** A message of Pub/Sub, as pushed, pulled or shown by the command line: `message.data` is the entry in base64. */
function messageOf(value: unknown): readonly unknown[] {
  const data = textAt(value, 'message', 'data') ?? textAt(value, 'data');
  if (data !== undefined) return [Buffer.from(data, 'base64').toString('utf8')];
  return at(value, 'message') === undefined && at(value, 'protoPayload') !== undefined ? [value] : [];
}
