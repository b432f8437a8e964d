/** Short, stable identifiers from text. Not for secrets: an identity, not a seal. */

import { hash } from 'node:crypto';

/** The first `length` hexadecimal digits of SHA-256 over the parts, kept apart from one another. */
export function shortHash(parts: readonly string[], length = 16): string {
  let text = '';
  for (const part of parts) text += `${part.length}:${part}`;
  return hash('sha256', text, 'hex').slice(0, length);
}
