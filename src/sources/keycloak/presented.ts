/** The session a user event belongs to, and the credential that was presented in it. */

import { bareSession, passwordUid } from '../../contract/credentials.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Credential, CredentialKind, Principal, Session } from '../../model/event.ts';
import type { Call } from './call.ts';
import { clientCredentialUid, sessionUid, tokenUid } from './credential.ts';
import { FIELDS } from './fields.ts';
import { clientPrincipal } from './principal.ts';

/** The session has the id of the authentication that began it, which older versions log alone. */
export function sessionOf(record: RecordView): string | undefined {
  return record.text(FIELDS.sessionId) ?? record.text(FIELDS.codeId) ?? record.text(FIELDS.authSession);
}

export function asSession(id: string): Session {
  return bareSession(sessionUid(id), id);
}

export function presented({ record, principal, session, realm }: Call, type: string): Credential | undefined {
  if (type === 'LOGIN' || type === 'LOGIN_ERROR') return signInCredential(record, principal);
  const clientId = record.text(FIELDS.clientId);
  if (type.startsWith('CLIENT_LOGIN') && clientId !== undefined) {
    const uid = clientCredentialUid(clientPrincipal(realm, clientId));
    return { uid, kind: clientKind(record.text(FIELDS.clientAuthMethod)), mfa: undefined };
  }
  const refreshed = type.startsWith('REFRESH_TOKEN') ? record.text(FIELDS.refreshTokenId) : undefined;
  if (refreshed !== undefined) return { uid: tokenUid(refreshed), kind: 'session-token', mfa: undefined };
  if (session === undefined || type === 'IMPERSONATE') return undefined;
  return { uid: sessionUid(session), kind: 'console-session', mfa: undefined };
}

/** `client-secret`, `client-secret-jwt`, `client-jwt`, `client-x509`. */
function clientKind(method = ''): CredentialKind {
  if (method.includes('x509')) return 'certificate';
  return method === 'client-jwt' ? 'signing-key' : 'secret';
}

/** A sign-in through another provider shows no credential of ours, one by certificate its serial number. */
function signInCredential(record: RecordView, principal: Principal): Credential | undefined {
  const serial = record.text(FIELDS.certificate);
  if (serial !== undefined)
    return { uid: `keycloak:certificate:${serial}`, kind: 'certificate', mfa: undefined };
  if (record.text(FIELDS.identityProvider) !== undefined || principal.kind !== 'user') return undefined;
  return { uid: passwordUid(principal), kind: 'password', mfa: undefined };
}
