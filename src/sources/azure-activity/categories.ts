/** Categories of the activity log: which records are calls, and why the others are no events. */

import type { Skip } from '../../contract/source.ts';
import { isOperationName } from './operation-names.ts';

/** `Administrative` in what is exported today; `Write`, `Delete` and `Action` in what log profiles used to export. */
const CALLS: ReadonlySet<string> = new Set(['administrative', 'write', 'delete', 'action', 'security']);

const OTHERS: ReadonlyMap<string, Skip> = new Map(
  Object.entries({
    policy: 'verdict of Azure Policy on a call that has a record of its own',
    servicehealth: 'Azure service health notice',
    resourcehealth: 'Azure resource health notice',
    alert: 'Azure Monitor metric alert',
    autoscale: 'Azure autoscale notice',
    recommendation: 'Azure Advisor recommendation',
  }).map(([category, skip]) => [category, Object.freeze({ skip })]),
);

/** Other logs have categories of these names; theirs are of a directory, and what happened is no call of Azure's. */
export function isActivity(
  category: string | undefined,
  resourceId: string | undefined,
  operation: string | undefined,
): category is string {
  if (category === undefined) return false;
  if (operation !== undefined && !isOperationName(operation) && /^\/tenants\//i.test(resourceId ?? ''))
    return false;
  const name = category.toLowerCase();
  return CALLS.has(name) || OTHERS.has(name);
}

export function skippedCategory(category: string): Skip | undefined {
  return OTHERS.get(category.toLowerCase());
}
