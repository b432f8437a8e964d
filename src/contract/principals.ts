/** Principals as sources make them. What a principal's uid is, each vendor's own module decides. */

import type { Principal, PrincipalKind } from '../model/event.ts';

/** Of a record that names nobody. */
export const UNKNOWN: Principal = Object.freeze({
  uid: 'unknown',
  kind: 'unknown',
  name: 'unknown',
  scope: '',
});

/** People are joined across providers by their address, whose case means nothing. */
export function personName(name: string | undefined): string | undefined {
  return name?.includes('@') === true ? name.toLowerCase() : name;
}

export type SharePrincipal = (uid: string, kind: PrincipalKind, name: string, scope: string) => Principal;

/**
 * Makes principals of which equal ones are one object: few people, many records of each, and whoever packs events
 * stores a shared one once.
 * @param most how many are remembered; names come from outside
 */
export function sharedPrincipals(most: number): SharePrincipal {
  const known = new Map<string, Principal>();
  return (uid, kind, name, scope) => {
    const key = `${kind} ${uid}\n${name}\n${scope}`;
    let principal = known.get(key);
    if (principal === undefined) {
      if (known.size >= most) known.clear();
      principal = Object.freeze({ uid, kind, name, scope });
      known.set(key, principal);
    }
    return principal;
  };
}
