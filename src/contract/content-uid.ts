/** Uids of records that have no id of their own. */

import { shortHash } from '../lib/hash.ts';

/**
 * The same for the same record wherever it is read.
 * @param prefix whose records they are, with its separator: `duo:`
 * @param parts what tells the record from every other
 */
export function contentUid(prefix: string, parts: readonly (string | undefined)[]): string {
  return `${prefix}${shortHash(parts, 32)}`;
}
