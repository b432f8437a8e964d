/** Finders of the small facts analytics ask for by name. The README of this folder explains each name. */

import type { FindDetails } from '../../contract/operation-row.ts';
import { at, listAt, textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import { isAdministratorRole, roleName } from '../../vendor/microsoft/azure-roles.ts';
import type { Call } from './call.ts';

const LONGEST = 256;

/** A member of the request, whose names some providers write with a capital. */
export function asked(body: unknown, ...path: readonly string[]): unknown {
  let found = body;
  for (const name of path) found = at(found, name) ?? at(found, `${name[0]?.toUpperCase()}${name.slice(1)}`);
  return found;
}

export function askedText(body: unknown, ...path: readonly string[]): string | undefined {
  const found = asked(body, ...path);
  return typeof found === 'string' && found !== '' ? clip(found, LONGEST) : undefined;
}

const roleId = ({ body }: Call): string | undefined => {
  const path = askedText(body, 'properties', 'roleDefinitionId');
  return path?.slice(path.lastIndexOf('/') + 1).toLowerCase();
};

export const grantedRole: FindDetails<Call> = {
  role: (call) => {
    const id = roleId(call);
    return id === undefined ? askedText(call.body, 'properties', 'roleName') : roleName(id);
  },
  roleScope: ({ body, resourceId }) =>
    askedText(body, 'properties', 'scope') ??
    /^(.*)\/providers\/microsoft\.authorization\//.exec(resourceId)?.[1],
  administratorPolicy: (call) => {
    const id = roleId(call);
    return id === undefined ? undefined : isAdministratorRole(id);
  },
  assigneeType: ({ body }) => askedText(body, 'properties', 'principalType'),
};

export const federatedCredential: FindDetails<Call> = {
  credentialName: ({ lastSegment }) => lastSegment || undefined,
  issuer: ({ body }) => askedText(body, 'properties', 'issuer'),
  federatedSubject: ({ body }) => askedText(body, 'properties', 'subject'),
  audience: ({ body }) => textAt(listAt(asked(body, 'properties', 'audiences')), 0),
};
