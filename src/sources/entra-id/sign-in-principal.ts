/** Who signed in: a person, an application for itself, or a managed identity. */

import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Principal } from '../../model/event.ts';
import {
  applicationPrincipal,
  managedIdentityPrincipal,
  userPrincipal,
} from '../../vendor/microsoft/principal.ts';
import type { SignInLog } from './categories.ts';
import { FIELDS } from './fields.ts';

export function principalOf(record: RecordView, log: SignInLog, tenant: string): Principal {
  const said = {
    id: record.text(FIELDS.servicePrincipalId),
    appId: record.text(FIELDS.appId),
    displayName: record.text(FIELDS.servicePrincipalName) || record.text(FIELDS.appDisplayName),
    tenant,
  };
  if (log === 'managed-identity') return managedIdentityPrincipal(said) ?? UNKNOWN;
  if (log === 'service-principal') return applicationPrincipal(said) ?? UNKNOWN;
  const upn = loginOf(record.text(FIELDS.userPrincipalName));
  const displayName = record.text(FIELDS.userDisplayName) || undefined;
  return userPrincipal({ id: record.text(FIELDS.userId), upn, displayName, tenant }) ?? UNKNOWN;
}

/** What was typed where a login belongs may be a password: only what has the form of a login is read. */
function loginOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[^@\s]{1,120}@[^@\s]{1,255}$/.test(text) ? text : undefined;
}
