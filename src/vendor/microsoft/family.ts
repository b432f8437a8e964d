/**
 * The logs that Azure's diagnostic settings deliver: one Event Hub, storage account or workspace table may carry those
 * of many products mixed. What belongs to which product is each source's to say; nothing here knows their records.
 */

import type { Foreign } from '../../contract/source.ts';

/** The family every source of these logs names in its framing. */
export const AZURE_DIAGNOSTICS = 'azure-diagnostics';

/** For a record whose category is another's: counted by category when no source knows it. */
export function foreign(category: string | undefined): Foreign {
  if (category === undefined || !CATEGORY.test(category)) return NO_CATEGORY;
  return { foreign: `log category no source reads: ${category}` };
}

const CATEGORY = /^[A-Za-z][\w.-]{1,60}$/;
const NO_CATEGORY: Foreign = Object.freeze({ foreign: 'Azure log record without a category' });
