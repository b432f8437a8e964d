/** Who a record names. Duo's key of a user is lasting; an administrator is logged by full name, or by how they called. */

import { sharedPrincipals } from '../../contract/principals.ts';
import { at, parseNested, textAt } from '../../lib/json.ts';
import { memo } from '../../lib/memo.ts';
import { clip } from '../../lib/text.ts';
import type { Principal, PrincipalKind } from '../../model/event.ts';

export const NOBODY: Principal = { uid: 'duo:unknown', kind: 'unknown', name: 'unknown', scope: '' };

/** Equal ones are one object. */
export const shared = sharedPrincipals(16_384);

/** @param key Duo's own key (`DU…`); without one the name stands for it */
export function person(
  key: string | undefined,
  name: string | undefined,
  { kind = 'user', email }: { readonly kind?: PrincipalKind; readonly email?: string | undefined } = {},
): Principal {
  const lower = name?.trim().toLowerCase();
  const id = key ?? (lower === '' ? undefined : lower);
  if (id === undefined) return NOBODY;
  const shown = email?.includes('@') ? email.toLowerCase() : (lower ?? id);
  return shared(`duo:${clip(id, 128)}`, kind, clip(shown, 256), '');
}

/**
 * `username` of an administrator action: a full name, `API`, `System`, or the name of a directory sync. Sign-ins that
 * failed name nobody but by the e-mail address they were tried with.
 */
export function administrator(name: string | undefined, email: string | undefined): Principal {
  if (name === undefined || name.trim() === '') {
    return email?.includes('@') ? person(undefined, email) : NOBODY;
  }
  return name.length > LONGEST_KEPT ? named(name) : known(name, () => named(name));
}

const known = memo<Principal>(4_096);
const LONGEST_KEPT = 256;

function named(name: string): Principal {
  if (name === 'API') return person(undefined, name, { kind: 'application' });
  if (name === 'System' || /^[\w ]{1,20} Sync\b/.test(name))
    return person(undefined, name, { kind: 'service' });
  return person(undefined, name);
}

/** The actor or target of an activity, whose details are JSON in text. */
export function activityPerson(value: unknown): Principal {
  const details = detailsOf(value);
  return person(textAt(value, 'key'), textAt(value, 'name'), {
    kind: ACTORS.get(textAt(value, 'type') ?? '') ?? 'user',
    email: textAt(details, 'email'),
  });
}

const ACTORS: ReadonlyMap<string, PrincipalKind> = new Map([
  ['admin', 'user'],
  ['user', 'user'],
  ['api', 'application'],
  ['admin_api', 'application'],
  ['integration', 'application'],
  ['system', 'service'],
  ['directory_sync', 'service'],
]);

/** Details are given as an object, as JSON in text, or not at all. */
export function detailsOf(value: unknown): unknown {
  const details = at(value, 'details');
  return typeof details === 'string' ? parseNested(details.trim()) : details;
}
