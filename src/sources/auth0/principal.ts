/**
 * Identities of an Auth0 tenant: users by their id, applications by their client id. The one place that decides what
 * a principal's uid is, so that the caller of one record and the subject of another are the same principal.
 */

import { personName, sharedPrincipals } from '../../contract/principals.ts';
import type { Principal } from '../../model/event.ts';

/** A user id is `connection|id`; machine-to-machine tokens carry `CLIENT_ID@clients` in its place. */
export function userPrincipal(id: string, name: string | undefined, scope: string): Principal {
  if (id.endsWith(CLIENTS)) return clientPrincipal(id.slice(0, -CLIENTS.length), name, scope);
  return shared(`auth0:${id}`, 'user', personName(name) ?? id, scope);
}

/** Somebody known by the name they typed alone: a sign-in that failed before it found a user. */
export function namedPrincipal(name: string, scope: string): Principal {
  return shared(`auth0:${name.toLowerCase()}`, 'user', name.toLowerCase(), scope);
}

export function clientPrincipal(clientId: string, name: string | undefined, scope: string): Principal {
  return shared(`auth0:client/${clientId}`, 'application', name ?? clientId, scope);
}

const CLIENTS = '@clients';
const shared = sharedPrincipals(16_384);
