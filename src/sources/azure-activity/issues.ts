/**
 * Finders of the credential a call made. Azure's keys have no ids: one goes by the resource it opens, and by its name
 * where a resource has several.
 */

import { issued } from '../../contract/credentials.ts';
import { type FindIssued, NO_ISSUED } from '../../contract/operation-row.ts';
import type { CredentialKind } from '../../model/event.ts';
import type { Call } from './call.ts';
import { askedText } from './details.ts';

export function keyOfResource(kind: CredentialKind): FindIssued<Call> {
  return (call, subject) => {
    if (call.resourceId === '') return NO_ISSUED;
    const key = askedText(call.body, 'keyName') ?? askedText(call.body, 'keyType');
    const uid = `azure:${call.resourceId}${key === undefined ? '' : `#${key.toLowerCase()}`}`;
    return [issued(uid, kind, subject ?? call.principal)];
  };
}
