/**
 * Lasting identities of a directory: the one place that decides what a principal's uid is, so that the caller of one
 * record and the holder or subject of another are the same principal, whichever product wrote it.
 */

import { type FindPrincipal, principalsById, sharedPrincipals } from '../../contract/principals.ts';
import type { Principal, PrincipalKind } from '../../model/event.ts';

/** What a record says of an identity. */
export interface Named {
  /** Object id in the directory. */
  readonly id?: string | undefined;
  /** User principal name, of users. */
  readonly upn?: string | undefined;
  /** Of applications: the same in every directory. */
  readonly appId?: string | undefined;
  readonly displayName?: string | undefined;
  readonly tenant?: string | undefined;
}

export function userPrincipal({ id, upn, displayName, tenant }: Named): Principal | undefined {
  const key = idOf(id) ?? upn;
  return key === undefined ? undefined : shared('user', key, upn?.toLowerCase() ?? displayName, tenant);
}

/** An application acting for itself: its service principal in this directory. */
export function applicationPrincipal({ id, appId, displayName, tenant }: Named): Principal | undefined {
  const key = idOf(id) ?? idOf(appId);
  if (key !== undefined) return shared('application', key, displayName, tenant);
  // Parts of the directory itself act under a name alone.
  return displayName === undefined ? undefined : shared('service', displayName, displayName, tenant);
}

export function managedIdentityPrincipal({ id, appId, displayName, tenant }: Named): Principal | undefined {
  const key = idOf(id) ?? idOf(appId);
  return key === undefined ? undefined : shared('managed-identity', key, displayName, tenant);
}

/** A group, device, role or other object as a principal whose credential a record is about. */
export function objectPrincipal(
  kind: PrincipalKind,
  { id, displayName, tenant }: Named,
): Principal | undefined {
  const key = idOf(id) ?? displayName;
  return key === undefined ? undefined : shared(kind, key, displayName, tenant);
}

export function entraUid(key: string): string {
  return `entra:${key.toLowerCase()}`;
}

/** What stands for an id is one; a few records have zeros, or a placeholder for what was left out. */
function idOf(text: string | undefined): string | undefined {
  return text === undefined || text === '' || NOBODY.test(text) ? undefined : text;
}

const NOBODY = /^[0-]+$|^(?:null|none|unknown|n\/a)$/i;

const MOST_REMEMBERED = 10_000;
const remembered = sharedPrincipals(MOST_REMEMBERED);
const finders = new Map<PrincipalKind, FindPrincipal<string>>();

function shared(
  kind: PrincipalKind,
  key: string,
  name: string | undefined,
  scope: string | undefined,
): Principal {
  return finderOf(kind)(key, name, scope ?? '');
}

function finderOf(kind: PrincipalKind): FindPrincipal<string> {
  let finder = finders.get(kind);
  if (finder === undefined) {
    finder = principalsById(MOST_REMEMBERED, (key, name, scope) =>
      remembered(entraUid(key), kind, name ?? key, scope),
    );
    finders.set(kind, finder);
  }
  return finder;
}
