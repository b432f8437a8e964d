/**
 * Credentials and sessions of which a record says no more than an id. What has no id of its own goes by its holder, so
 * that its making, its change and its use are of one credential. Identifiers only.
 */

import type { CredentialKind, Issued, Principal, Session } from '../model/event.ts';

/** A password has no id: one per holder, and what a sign-in presents is the same. */
export function passwordUid(holder: Principal): string {
  return `password:${holder.uid}`;
}

/** @param session uid that later records carry, where they do not carry the credential's */
export function issued(uid: string, kind: CredentialKind, holder: Principal, session?: string): Issued {
  return { uid, kind, holder, session, expiresAt: undefined };
}

export function issuedPassword(holder: Principal): Issued {
  return issued(passwordUid(holder), 'password', holder);
}

/** A session of which the vendor says neither when it began nor for whom. */
export function bareSession(uid: string, name: string): Session {
  return { uid, name, issuedAt: undefined, onBehalfOf: undefined, workload: undefined };
}
