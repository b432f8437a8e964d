/** Short, stable identifiers from text. Not for secrets: an identity, not a seal. */

import { createHash } from 'node:crypto';

/** The first `length` hexadecimal digits of SHA-256 over the parts, kept apart from one another. */
export function shortHash(parts: readonly string[], length = 16): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, length);
}
