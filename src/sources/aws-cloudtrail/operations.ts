/** The table of operations, which this source shares with the copies of CloudTrail records in other formats. */

import type { Operation } from '../../contract/source.ts';
import { OPERATIONS as AWS_OPERATIONS } from '../../vendor/aws/operations.ts';

export const OPERATIONS: readonly Operation[] = AWS_OPERATIONS;
