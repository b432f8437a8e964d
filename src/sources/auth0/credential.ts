/** Uids of what Auth0 issues and is presented: ids only; secrets, codes and tokens beside them are never read. */

import type { CredentialKind, Issued, Principal } from '../../model/event.ts';

/** A password has no id of its own: one per holder. */
export const passwordUid = (holder: Principal): string => `password:${holder.uid}`;
export const sessionUid = (id: string): string => `auth0:session:${id}`;
/** Access token of the Management API, by its `jti`. */
export const tokenUid = (jti: string): string => `auth0:token:${jti}`;
/** An application has one secret at a time; its client id stands for it. */
export const clientSecretUid = (clientId: string): string => `auth0:client-secret:${clientId}`;

export function issued(
  uid: string,
  kind: CredentialKind,
  holder: Principal,
  session: string | undefined = undefined,
): Issued {
  return { uid, kind, holder, session, expiresAt: undefined };
}

export function issuedPassword(holder: Principal): Issued {
  return issued(passwordUid(holder), 'password', holder);
}
