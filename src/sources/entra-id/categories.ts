/** Which of Entra's logs a record is of, by the category that diagnostic settings give it. */

import { at, textAt } from '../../lib/json.ts';

export type Log =
  | 'audit'
  | 'interactive'
  | 'non-interactive'
  | 'service-principal'
  | 'managed-identity'
  | 'risk-event'
  | 'risky'
  | 'provisioning';

export type SignInLog = Extract<
  Log,
  'interactive' | 'non-interactive' | 'service-principal' | 'managed-identity'
>;

export function logOf(category: string | undefined): Log | undefined {
  return category === undefined ? undefined : LOGS.get(category.toLowerCase());
}

/** For recognition. A few shippers put the audit's own category in the place of the log's. */
export function isOwn(record: unknown): boolean {
  return logOf(textAt(record, 'category')) !== undefined || isAuditLike(at(record, 'properties'));
}

/** Has what every audit record has, and no record of another product. */
function isAuditLike(properties: unknown): boolean {
  return AUDIT_MARKS.every((name) => at(properties, name) !== undefined);
}

const AUDIT_MARKS = ['activityDisplayName', 'activityDateTime', 'initiatedBy'];

const LOGS: ReadonlyMap<string, Log> = new Map([
  ['auditlogs', 'audit'],
  ['signinlogs', 'interactive'],
  ['adfssigninlogs', 'interactive'],
  ['noninteractiveusersigninlogs', 'non-interactive'],
  ['serviceprincipalsigninlogs', 'service-principal'],
  ['microsoftserviceprincipalsigninlogs', 'service-principal'],
  ['managedidentitysigninlogs', 'managed-identity'],
  ['userriskevents', 'risk-event'],
  ['serviceprincipalriskevents', 'risk-event'],
  ['riskyusers', 'risky'],
  ['riskyserviceprincipals', 'risky'],
  ['provisioninglogs', 'provisioning'],
]);
