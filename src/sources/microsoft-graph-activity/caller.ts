/** Who called Microsoft Graph: a person through an application, or an application for itself. */

import { bareSession } from '../../contract/credentials.ts';
import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import { numberAt } from '../../lib/json.ts';
import type { Credential, Principal, Session } from '../../model/event.ts';
import { sessionUid, tokenPresented } from '../../vendor/microsoft/credential.ts';
import { applicationPrincipal, userPrincipal } from '../../vendor/microsoft/principal.ts';
import { FIELDS } from './fields.ts';

export function callerOf(record: RecordView, tenant: string): Principal {
  const userId = record.text(FIELDS.userId);
  const user = userPrincipal({ id: userId, tenant });
  if (user !== undefined) return user;
  const id = record.text(FIELDS.servicePrincipalId) ?? record.text(FIELDS.objectId);
  const isPerson =
    record.text(FIELDS.tokenType) === 'user' && record.text(FIELDS.servicePrincipalId) === undefined;
  const found = isPerson
    ? userPrincipal({ id, tenant })
    : applicationPrincipal({ id, appId: record.text(FIELDS.appId), tenant });
  return found ?? UNKNOWN;
}

/** The token by the sign-in that issued it. */
export function credentialOf(record: RecordView): Credential | undefined {
  return tokenPresented(record.text(FIELDS.signInActivityId)?.replace(/=+$/, ''));
}

export function sessionOf(record: RecordView, principal: Principal): Session | undefined {
  const id = record.text(FIELDS.sessionId) || record.text(FIELDS.sid);
  if (id === undefined || id === '') return undefined;
  return bareSession(sessionUid(id), principal.name);
}

/** How the client proved itself, for `record.derived`. */
export function authMethodOf(code: unknown): string | undefined {
  return METHODS.get(numberAt(code) ?? -1);
}

const METHODS: ReadonlyMap<number, string> = new Map([
  [0, 'public-client'],
  [1, 'client-secret'],
  [2, 'certificate'],
]);
