/** Uids of what OneLogin issues and is presented: ids only. */

import type { CredentialKind, Issued, Principal } from '../../model/event.ts';

/** A password has no id of its own: one per holder. */
export const passwordUid = (holder: Principal): string => `password:${holder.uid}`;
/** An API credential pair, by its client id or its number. */
export const apiCredentialUid = (id: string): string => `onelogin:api-credential:${id}`;
/** While an administrator has assumed a user, events carry both: together they are the session. */
export const assumedUid = (assuming: string, user: string): string => `onelogin:assumed:${assuming}/${user}`;

export function issued(
  uid: string,
  kind: CredentialKind,
  holder: Principal,
  session: string | undefined = undefined,
): Issued {
  return { uid, kind, holder, session, expiresAt: undefined };
}
