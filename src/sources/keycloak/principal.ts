/**
 * Identities of a Keycloak realm: users by realm and id, clients by realm and client id. The one place that decides
 * what a principal's uid is.
 */

import { principalsById, sharedPrincipals } from '../../contract/principals.ts';
import type { Principal, PrincipalKind } from '../../model/event.ts';

export interface Realm {
  readonly id: string;
  readonly name: string;
}

/** A realm seen again is the same object. Some events of a realm name it and some do not, and it may be renamed. */
export function realmBy(id: string, name = id): Realm {
  const known = realms.get(id);
  const same = known?.find((realm) => realm.name === name);
  if (same !== undefined) return same;
  if (realms.size >= MOST_REALMS) realms.clear();
  const realm = Object.freeze({ id, name });
  realms.set(id, [...(known ?? []).slice(-MOST_NAMES), realm]);
  return realm;
}

export function userPrincipal(realm: Realm, id: string, username: string | undefined): Principal {
  return userOf(id, username, realm);
}

/** Somebody known by user name alone: who impersonates, or a sign-in that found no user. */
export function namedPrincipal(realm: Realm, username: string): Principal {
  return namedOf(username, undefined, realm);
}

export function clientPrincipal(realm: Realm, clientId: string): Principal {
  return clientOf(clientId, undefined, realm);
}

/** The user that stands for a client in its own token. */
const SERVICE_ACCOUNT = 'service-account-';
const MOST_REMEMBERED = 16_384;
const MOST_REALMS = 1_024;
const MOST_NAMES = 3;
const realms = new Map<string, readonly Realm[]>();
const remembered = sharedPrincipals(MOST_REMEMBERED);
const userOf = principalsById<Realm>(MOST_REMEMBERED, (id, username, realm) => {
  const isService = username?.startsWith(SERVICE_ACCOUNT) === true;
  return shared(`keycloak:${realm.id}/${id}`, isService ? 'service-account' : 'user', username ?? id, realm);
});
const namedOf = principalsById<Realm>(MOST_REMEMBERED, (username, _, realm) =>
  shared(`keycloak:${realm.id}/${username.toLowerCase()}`, 'user', username, realm),
);
const clientOf = principalsById<Realm>(MOST_REMEMBERED, (clientId, _, realm) =>
  shared(`keycloak:${realm.id}/client/${clientId}`, 'application', clientId, realm),
);

/** User names are of lower case in Keycloak, whatever a sign-in typed. */
function shared(uid: string, kind: PrincipalKind, name: string, realm: Realm): Principal {
  return remembered(uid, kind, kind === 'application' ? name : name.toLowerCase(), realm.name);
}
