/** When a surprise counts as an oddity here. */

import type { Surprise } from '../../baseline/surprise.ts';

/** Below it the value is one of several the role is at home with: gateways of other zones, a fleet's addresses. */
export const ODD_BITS = 4;

export function isOdd({ never, bits }: Surprise): boolean {
  return never && bits >= ODD_BITS;
}
