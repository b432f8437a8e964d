/** Finders of whom a call concerns beside its caller. */

import type { FindSubject } from '../../contract/operation-row.ts';
import { applicationPrincipal, objectPrincipal, userPrincipal } from '../../vendor/microsoft/principal.ts';
import type { Call } from './call.ts';
import { askedText } from './details.ts';

/** Who is given a role. */
export const assignee: FindSubject<Call> = ({ body, tenant }) => {
  const id = askedText(body, 'properties', 'principalId');
  switch (askedText(body, 'properties', 'principalType')?.toLowerCase()) {
    case 'user':
      return userPrincipal({ id, tenant });
    case 'serviceprincipal':
      return applicationPrincipal({ id, tenant });
    default:
      return objectPrincipal('unknown', { id, tenant });
  }
};

/** A managed identity by its resource: the object id that it signs in with is not in the request. */
export const keptIdentity: FindSubject<Call> = ({ resourceId, tenant }) => {
  const found = /\/microsoft\.managedidentity\/userassignedidentities\/([^/]+)/.exec(resourceId);
  if (found === null) return undefined;
  const uid = resourceId.slice(0, found.index + found[0].length);
  return { uid: `azure:${uid}`, kind: 'managed-identity', name: found[1] ?? uid, scope: tenant };
};
