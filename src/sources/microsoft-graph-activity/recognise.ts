/** Tells records of Microsoft Graph's activity log, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { textAt } from '../../lib/json.ts';
import { recogniseOwn } from '../../vendor/microsoft/recognise.ts';

export const CATEGORY = 'MicrosoftGraphActivityLogs';

export function recognise(head: Head): Recognition | undefined {
  return recogniseOwn(head, {
    record: (record) => textAt(record, 'category') === CATEGORY,
    table: ({ name }) => name === CATEGORY,
  });
}
