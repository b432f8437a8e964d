/** Uids of what Auth0 issues and is presented: ids only; secrets, codes and tokens beside them are never read. */

export const sessionUid = (id: string): string => `auth0:session:${id}`;
/** Access token of the Management API, by its `jti`. */
export const tokenUid = (jti: string): string => `auth0:token:${jti}`;
/** An application has one secret at a time; its client id stands for it. */
export const clientSecretUid = (clientId: string): string => `auth0:client-secret:${clientId}`;
