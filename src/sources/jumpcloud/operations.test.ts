import { testRows } from '../../../test/harness/test-operations.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^jumpcloud:[a-z0-9_]+$/, import.meta.dirname);
