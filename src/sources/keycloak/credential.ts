/** Uids of what Keycloak issues and is presented: ids only. */

import type { CredentialKind, Issued, Principal } from '../../model/event.ts';

/** A password has no id of its own: one per holder. */
export const passwordUid = (holder: Principal): string => `password:${holder.uid}`;
export const sessionUid = (id: string): string => `keycloak:session:${id}`;
/** Access and refresh tokens, by their `jti`. */
export const tokenUid = (id: string): string => `keycloak:token:${id}`;
export const clientCredentialUid = (client: Principal): string =>
  `keycloak:client-secret:${client.uid.slice('keycloak:'.length)}`;

export function issued(
  uid: string,
  kind: CredentialKind,
  holder: Principal,
  session: string | undefined = undefined,
): Issued {
  return { uid, kind, holder, session, expiresAt: undefined };
}
