/**
 * Reads IAM policies as far as the analytics ask: does it make an administrator, and whom does it trust. It does
 * not evaluate policies; conditions, denies and boundaries are for the account's owner to weigh.
 */

import { at, isObject, listAt, parseNested, textAt } from '../../lib/json.ts';
import { accountOf } from './principal.ts';

/** Managed policies that amount to every right. */
const ADMINISTRATOR =
  /:(?:policy|cluster-access-policy)\/(?:AdministratorAccess|IAMFullAccess|AmazonEKSClusterAdminPolicy)$/;

export function isAdministratorArn(arn: string): boolean {
  return ADMINISTRATOR.test(arn);
}

/** Whether an inline policy (JSON text or parsed) allows everything, or everything of IAM, on any resource. */
export function grantsAdministration(policy: unknown): boolean {
  return statementsOf(policy).some(
    (statement) =>
      textAt(statement, 'Effect') === 'Allow' &&
      strings(at(statement, 'Action')).some((action) => WIDE_ACTIONS.has(action.toLowerCase())) &&
      strings(at(statement, 'Resource')).includes('*'),
  );
}

const WIDE_ACTIONS: ReadonlySet<string> = new Set(['*', '*:*', 'iam:*']);

/** Principals a trust policy allows in, as written: ARNs, account ids, services, providers, `*`. */
export function trustedBy(policy: unknown): readonly string[] {
  const trusted = statementsOf(policy)
    .filter((statement) => textAt(statement, 'Effect') === 'Allow')
    .map((statement) => at(statement, 'Principal'))
    .flatMap((principal) =>
      isObject(principal) ? Object.values(principal).flatMap(strings) : strings(principal),
    );
  return [...new Set(trusted)];
}

/** Whether any of the principals lies in another account, or is everybody. */
export function isForeign(principal: string, account: string): boolean {
  if (principal === '*') return true;
  if (/^\d{12}$/.test(principal)) return principal !== account;
  const owner = accountOf(principal);
  return owner !== undefined && owner !== account && /^\d{12}$/.test(owner);
}

function statementsOf(policy: unknown): readonly unknown[] {
  const document = typeof policy === 'string' ? parseNested(decoded(policy).trim()) : policy;
  const statement = at(document, 'Statement');
  return isObject(statement) ? [statement] : listAt(document, 'Statement');
}

/** Read calls answer with URL-encoded documents. */
function decoded(text: string): string {
  if (!text.startsWith('%7B')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
