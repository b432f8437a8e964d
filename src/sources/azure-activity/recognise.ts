/** Tells records of the Azure activity log, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { textAt } from '../../lib/json.ts';
import { recogniseOwn } from '../../vendor/microsoft/recognise.ts';
import { isActivity } from './categories.ts';

export function recognise(head: Head): Recognition | undefined {
  return recogniseOwn(head, { record: isOwn, table: ({ name }) => name === 'AzureActivity' });
}

/** What the log is of begins with a subscription, a provider, or the directory. */
function isOwn(record: unknown): boolean {
  const resource = textAt(record, 'resourceId') ?? '/subscriptions/';
  if (!/^\/(?:subscriptions|providers|tenants)\//i.test(resource)) return false;
  return isActivity(textAt(record, 'category'), resource, textAt(record, 'operationName'));
}
