/** Uids of what Keycloak issues and is presented: ids only. */

import type { Principal } from '../../model/event.ts';

export const sessionUid = (id: string): string => `keycloak:session:${id}`;
/** Access and refresh tokens, by their `jti`. */
export const tokenUid = (id: string): string => `keycloak:token:${id}`;
export const clientCredentialUid = (client: Principal): string =>
  `keycloak:client-secret:${client.uid.slice('keycloak:'.length)}`;
