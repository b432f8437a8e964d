/** What an audit is about: the objects of `targetResources`, and which principal each of them is. */

import { at, listAt, parseNested, textAt } from '../../lib/json.ts';
import type { Principal, Target } from '../../model/event.ts';
import { type Change, changesOf } from '../../vendor/microsoft/changes.ts';
import {
  applicationPrincipal,
  entraUid,
  objectPrincipal,
  userPrincipal,
} from '../../vendor/microsoft/principal.ts';

export interface DirectoryObject {
  /** In small letters: `user`, `serviceprincipal`, `application`, `device`, `role`, `policy`, … */
  readonly type: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly upn: string | undefined;
  /** `modifiedProperties`, unread. */
  readonly properties: unknown;
}

/** More would be noise in a finding. */
const MOST_OBJECTS = 10;

/** @param list `targetResources`, or JSON text of it */
export function objectsOf(list: unknown): readonly DirectoryObject[] {
  const objects = typeof list === 'string' ? parseNested(list.trim()) : list;
  return listAt(objects)
    .slice(0, MOST_OBJECTS)
    .map((object) => ({
      type: (textAt(object, 'type') ?? 'other').toLowerCase(),
      id: textAt(object, 'id'),
      name: textAt(object, 'displayName'),
      upn: textAt(object, 'userPrincipalName')?.toLowerCase(),
      properties: at(object, 'modifiedProperties'),
    }));
}

export function changesOfObject({ properties }: DirectoryObject): readonly Change[] {
  return changesOf(typeof properties === 'string' ? parseNested(properties) : properties);
}

export function targetOf({ type, id, name, upn }: DirectoryObject): Target | undefined {
  const key = id ?? upn ?? name;
  return key === undefined
    ? undefined
    : { kind: KINDS.get(type) ?? type, uid: entraUid(key), name: upn ?? name };
}

const KINDS: ReadonlyMap<string, string> = new Map([['serviceprincipal', 'service-principal']]);

/** The principal that an object is; undefined for those that cannot act or hold a credential. */
export function principalOfObject(object: DirectoryObject, tenant: string): Principal | undefined {
  const { type, id, upn, name } = object;
  switch (type) {
    case 'user':
      return userPrincipal({ id, upn, displayName: name, tenant });
    case 'serviceprincipal':
    case 'application':
      return applicationPrincipal({ id, displayName: name, tenant });
    case 'device':
      return deviceOf(object, tenant);
    default:
      return undefined;
  }
}

/** By its name, under which the machine's own logs know it. */
function deviceOf({ id, name }: DirectoryObject, tenant: string): Principal | undefined {
  if (name === undefined || /\s/.test(name))
    return objectPrincipal('host', { id, displayName: name, tenant });
  return { uid: `host:${name.toLowerCase()}`, kind: 'host', name, scope: tenant };
}
