/** Identities of a OneLogin account: users by their number, API credentials, the acting systems. */

import { personName, principalsById, sharedPrincipals } from '../../contract/principals.ts';
import type { Principal } from '../../model/event.ts';

const MOST_REMEMBERED = 16_384;
const shared = sharedPrincipals(MOST_REMEMBERED);

export const userPrincipal = principalsById<string>(MOST_REMEMBERED, (id, name, scope) =>
  shared(`onelogin:${id}`, 'user', personName(name) ?? id, scope),
);

/** Somebody known by name alone: a sign-in that found no user. */
export function namedPrincipal(name: string, scope: string): Principal {
  return shared(`onelogin:${name.toLowerCase()}`, 'user', name.toLowerCase(), scope);
}

export function systemPrincipal(system: string, scope: string): Principal {
  return shared(`onelogin:system/${system}`, 'service', system, scope);
}

export function clientPrincipal(clientId: string, scope: string): Principal {
  return shared(`onelogin:api/${clientId}`, 'application', clientId, scope);
}

/** The account itself: whose certificates and API credentials are made. */
export function accountPrincipal(scope: string): Principal {
  return shared(`onelogin:account/${scope}`, 'account', scope, scope);
}
