/** Findings are words about calls and no calls: one operation, whose details say which finding it is. */

import type { Operation } from '../../contract/source.ts';

export const FINDING = 'guardduty:Finding';

export const OPERATIONS: readonly Operation[] = [{ operation: FINDING, action: 'alert' }];
