/** Tells Entra's logs, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { recogniseOwn } from '../../vendor/microsoft/recognise.ts';
import { isOwn, logOf } from './categories.ts';

export function recognise(head: Head): Recognition | undefined {
  return recogniseOwn(head, { record: isOwn, table: ({ category }) => logOf(category) !== undefined });
}
