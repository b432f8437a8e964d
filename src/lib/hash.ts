/** Short, stable identifiers from text. Not for secrets: an identity, not a seal. */

import { hash } from 'node:crypto';

/** The first `length` hexadecimal digits of SHA-256 over the parts, kept apart; a part not given counts as empty. */
export function shortHash(parts: readonly (string | undefined)[], length = 16): string {
  let text = '';
  for (const part of parts) text += part === undefined ? '0:' : `${part.length}:${part}`;
  return hash('sha256', text, 'hex').slice(0, length);
}
