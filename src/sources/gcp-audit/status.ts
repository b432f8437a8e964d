/** What `status` says went wrong: the name of the code, as gRPC spells it. No code, or zero, is success. */

import { numberAt, textAt } from '../../lib/json.ts';
import { clip, maskSecrets } from '../../lib/text.ts';

export function errorOf(status: unknown): string | undefined {
  const code = numberAt(status, 'code') ?? 0;
  if (code === 0) return undefined;
  const name = CODES[code];
  if (name !== undefined) return name;
  const message = textAt(status, 'message');
  return message === undefined ? `code ${code}` : clip(maskSecrets(message), 128);
}

export const DENIED = 'PERMISSION_DENIED';

const CODES: Readonly<Record<number, string>> = {
  1: 'CANCELLED',
  2: 'UNKNOWN',
  3: 'INVALID_ARGUMENT',
  4: 'DEADLINE_EXCEEDED',
  5: 'NOT_FOUND',
  6: 'ALREADY_EXISTS',
  7: DENIED,
  8: 'RESOURCE_EXHAUSTED',
  9: 'FAILED_PRECONDITION',
  10: 'ABORTED',
  11: 'OUT_OF_RANGE',
  12: 'UNIMPLEMENTED',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  15: 'DATA_LOSS',
  16: 'UNAUTHENTICATED',
};
