/** Tells audit records of Azure Key Vault, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { textAt } from '../../lib/json.ts';
import { recogniseOwn } from '../../vendor/microsoft/recognise.ts';

export function recognise(head: Head): Recognition | undefined {
  return recogniseOwn(head, {
    record: (record) => isVaultRecord(textAt(record, 'category'), textAt(record, 'resourceId')),
    table: ({ name }) => name === 'AZKVAuditLogs' || name === 'AzureDiagnostics',
  });
}

/** Which objects of a vault break a policy: no call. */
export const POLICY_CATEGORY = 'AzurePolicyEvaluationDetails';

const CATEGORIES: ReadonlySet<string> = new Set(['AuditEvent', POLICY_CATEGORY]);
const VAULT = /\/providers\/microsoft\.keyvault\//i;

/** Several services call a category `AuditEvent`; the resource tells whose it is. */
export function isVaultRecord(
  category: string | undefined,
  resourceId: string | undefined,
): category is string {
  if (category === undefined || resourceId === undefined) return false;
  return CATEGORIES.has(category) && VAULT.test(resourceId);
}
