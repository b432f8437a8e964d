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
  /** Nearly every uid has one kind, name and scope: by it alone the principal is found without a key being built. */
  const usual = new Map<string, Principal>();
  const others = new Map<string, Principal>();
  return (uid, kind, name, scope) => {
    const first = usual.get(uid);
    if (first?.name === name && first.scope === scope && first.kind === kind) return first;
    const key = `${kind} ${uid}\n${name}\n${scope}`;
    let principal = first === undefined ? undefined : others.get(key);
    if (principal === undefined) {
      if (usual.size + others.size >= most) {
        usual.clear();
        others.clear();
      }
      principal = Object.freeze({ uid, kind, name, scope });
      if (usual.has(uid)) others.set(key, principal);
      else usual.set(uid, principal);
    }
    return principal;
  };
}

export type FindPrincipal<Scope> = (id: string, name: string | undefined, scope: Scope) => Principal;

/**
 * Remembers principals by what records say of them, so that no uid is put together for somebody seen before.
 * @param most how many ids are remembered; they come from outside
 * @param make must give equal principals as one object, since it is asked again for who has been forgotten
 */
export function principalsById<Scope>(most: number, make: FindPrincipal<Scope>): FindPrincipal<Scope> {
  const known = new Map<string, Said<Scope>>();
  return (id, name, scope) => {
    const latest = known.get(id);
    for (let said = latest; said !== undefined; said = said.before) {
      if (said.name === name && said.scope === scope) return said.principal;
    }
    if (latest === undefined && known.size >= most) known.clear();
    const before = latest === undefined || latest.count >= MOST_WAYS ? undefined : latest;
    const principal = make(id, name, scope);
    known.set(id, { name, scope, principal, before, count: (before?.count ?? 0) + 1 });
    return principal;
  };
}

/** Of saying who somebody is: some records of a user have the name or the address and some have neither, and so for the scope. */
const MOST_WAYS = 8;

interface Said<Scope> {
  readonly name: string | undefined;
  readonly scope: Scope;
  readonly principal: Principal;
  readonly before: Said<Scope> | undefined;
  readonly count: number;
}
