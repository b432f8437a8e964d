/** The table of operations, which this source shares with the copies of Workspace activities in Cloud audit logs. */

import type { Operation } from '../../contract/source.ts';
import { WORKSPACE_OPERATIONS } from '../../vendor/google/workspace-operations-table.ts';

export const OPERATIONS: readonly Operation[] = WORKSPACE_OPERATIONS;
