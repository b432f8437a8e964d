/** Identities of a OneLogin account: users by their number, API credentials, the acting systems. */

import { memo } from '../../enrich/memo.ts';
import type { Principal, PrincipalKind } from '../../model/event.ts';

export function userPrincipal(id: string, name: string | undefined, scope: string): Principal {
  return shared(`onelogin:${id}`, 'user', personName(name) ?? id, scope);
}

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

export const NOBODY: Principal = Object.freeze({
  uid: 'unknown',
  kind: 'unknown',
  name: 'unknown',
  scope: '',
});

const remembered = memo<Principal>(16_384);

/** Few people, many events of each: equal principals are one object. */
function shared(uid: string, kind: PrincipalKind, name: string, scope: string): Principal {
  return remembered(`${uid}\n${name}\n${scope}`, () => Object.freeze({ uid, kind, name, scope }));
}

/** People are joined across providers by their address, whose case means nothing. */
function personName(name: string | undefined): string | undefined {
  return name?.includes('@') === true ? name.toLowerCase() : name;
}
