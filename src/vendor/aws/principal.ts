/**
 * Lasting identities of AWS, made from ARNs and names: the one place that decides what a principal's uid is, so
 * that the caller of one record and the holder or subject of another are the same principal.
 */

import type { Principal } from '../../model/event.ts';

export const UNKNOWN: Principal = Object.freeze({
  uid: 'unknown',
  kind: 'unknown',
  name: 'unknown',
  scope: '',
});

export function rootPrincipal(account: string, partition = 'aws'): Principal {
  return { uid: `arn:${partition}:iam::${account}:root`, kind: 'root', name: 'root', scope: account };
}

export function userPrincipal(arn: string, name?: string): Principal {
  return { uid: arn, kind: 'user', name: name ?? lastSegment(arn), scope: accountOf(arn) ?? '' };
}

/** A user known by name alone. Where users are filed under paths, the real ARN has the path and this one not. */
export function userByName(name: string, account: string, partition = 'aws'): Principal {
  if (name === ROOT_USER_NAME) return rootPrincipal(account, partition);
  return { uid: `arn:${partition}:iam::${account}:user/${name}`, kind: 'user', name, scope: account };
}

export function servicePrincipal(service: string): Principal {
  return { uid: service, kind: 'service', name: service, scope: '' };
}

/** What is known of a role session besides the role. */
export interface RoleSession {
  readonly name?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  /** Identity Center user id that the session carries (trusted identity propagation). */
  readonly onBehalfOf?: string | undefined;
}

/**
 * The role, or the person behind it where the session names one: Identity Center roles carry the user's name as
 * session name, federation usually an e-mail address, and a source identity cannot be changed along a role chain.
 */
export function rolePrincipal(arn: string, session: RoleSession = {}): Principal {
  const role = roleOf(arn);
  const person = personOf(arn, role.name, session);
  if (person === undefined) return role;
  const { scope } = role;
  return { uid: `${arn}/${person}`, kind: 'federated-user', name: person, scope };
}

/** Few roles, many sessions of each. Whoever packs events stores a shared principal once. */
function roleOf(arn: string): Principal {
  let role = roles.get(arn);
  if (role === undefined) {
    if (roles.size >= MOST_ROLES) roles.clear();
    role = Object.freeze({ uid: arn, kind: 'role', name: lastSegment(arn), scope: accountOf(arn) ?? '' });
    roles.set(arn, role);
  }
  return role;
}

const MOST_ROLES = 10_000;
const roles = new Map<string, Principal>();

function personOf(
  arn: string,
  role: string,
  { name, sourceIdentity, onBehalfOf }: RoleSession,
): string | undefined {
  if (sourceIdentity !== undefined) return sourceIdentity;
  if (name !== undefined && (isIdentityCenterRole(arn, role) || EMAIL.test(name))) return name;
  return onBehalfOf;
}

function isIdentityCenterRole(arn: string, role: string): boolean {
  return role.startsWith('AWSReservedSSO_') || arn.includes('/aws-reserved/sso.amazonaws.com/');
}

/** How CloudTrail names root where an operation wants a user name. */
const ROOT_USER_NAME = 'AWS ROOT USER';
const EMAIL = /^[^@\s/]{1,64}@[^@\s/]+\.[^@\s/.]+$/;

/** Account id of an ARN: `arn:partition:service:region:ACCOUNT:resource`. */
export function accountOf(arn: string): string | undefined {
  return arn.startsWith('arn:') ? segment(arn, 4) : undefined;
}

/** `aws`, `aws-cn`, `aws-us-gov`. */
export function partitionOf(arn: string | undefined): string {
  if (arn?.startsWith('arn:aws:') === true) return 'aws';
  return (arn?.startsWith('arn:') ? segment(arn, 1) : undefined) ?? 'aws';
}

/** What stands between the colons, if anything does. */
function segment(arn: string, index: number): string | undefined {
  let start = 0;
  for (let passed = 0; passed < index; passed++) {
    start = arn.indexOf(':', start) + 1;
    if (start === 0) return undefined;
  }
  const end = arn.indexOf(':', start);
  return arn.slice(start, end < 0 ? arn.length : end) || undefined;
}

/** `arn:…:role/path/Name` → `Name`. From its end, which is near: each object read or written is asked for its own. */
export function lastSegment(arn: string): string {
  for (let at = arn.length - 1; at >= 0; at--) {
    const code = arn.charCodeAt(at);
    if (code === SLASH || code === COLON) return arn.slice(at + 1) || arn;
  }
  return arn;
}

const SLASH = 0x2f;
const COLON = 0x3a;
