/** Uids of what OneLogin issues and is presented: ids only. */

/** An API credential pair, by its client id or its number. */
export const apiCredentialUid = (id: string): string => `onelogin:api-credential:${id}`;
/** While an administrator has assumed a user, events carry both: together they are the session. */
export const assumedUid = (assuming: string, user: string): string => `onelogin:assumed:${assuming}/${user}`;
