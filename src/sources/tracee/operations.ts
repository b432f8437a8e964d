/** What Tracee tells of. */

import type { Operation } from '../../contract/source.ts';
import { COMMAND, CONNECT, FILE_COMMAND, REQUEST, TOKEN_COMMAND } from '../../vendor/host/operations.ts';

export const OPERATIONS: readonly Operation[] = [CONNECT, REQUEST, COMMAND, TOKEN_COMMAND, FILE_COMMAND];
