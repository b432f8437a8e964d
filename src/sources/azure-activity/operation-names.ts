/** `service:operation` from the name a record carries, and its row in the table; remembered, as few differ. */

import { memo } from '../../lib/memo.ts';
import { clip, escapeControls } from '../../lib/text.ts';
import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';

export interface NamedOperation {
  /** `storage:storageAccounts/listKeys/action`; in small letters when the table does not know it. */
  readonly operation: string;
  /** Undefined for operations that are `use` and nothing more. */
  readonly row: Row | undefined;
}

/** @param name `Microsoft.Storage/storageAccounts/listKeys/action`, in any case */
export function nameOperation(name: string): NamedOperation {
  return remembered(name, () => {
    const spelt = name
      .toLowerCase()
      .replace(/^microsoft\./, '')
      .replace('/', ':');
    const row = table.get(spelt);
    return { operation: row?.operation ?? clip(escapeControls(spelt), LONGEST_NAME), row };
  });
}

const LONGEST_NAME = 200;
// Azure has some 15,000 operations; an organisation uses a few hundred.
const remembered = memo<NamedOperation>(8_192);
const table: ReadonlyMap<string, Row> = new Map(OPERATIONS.map((row) => [row.operation.toLowerCase(), row]));

/** What an operation's name looks like: `Provider.Name/type/verb`. */
export function isOperationName(name: string): boolean {
  return /^[A-Za-z][\w.]{1,80}\/[\w./'-]{2,300}$/.test(name);
}
