/** What a request was about: the object its path names, and the person whose credential or factor that is. */

import type { Principal, Target } from '../../model/event.ts';
import { isGuid } from '../../vendor/microsoft/credential.ts';
import { entraUid, userPrincipal } from '../../vendor/microsoft/principal.ts';
import type { GraphRequest } from './request.ts';

const NONE: readonly Target[] = Object.freeze([]);

export function targetsOf({ kind: word, id }: GraphRequest): readonly Target[] {
  const kind = KINDS.get(word ?? '');
  if (kind === undefined || id === undefined || id.length > LONGEST) return NONE;
  return [
    { kind, uid: kind === 'domain' ? id.toLowerCase() : entraUid(id), name: isGuid(id) ? undefined : id },
  ];
}

const LONGEST = 256;
const KINDS: ReadonlyMap<string, string> = new Map([
  ['users', 'user'],
  ['groups', 'group'],
  ['applications', 'application'],
  ['servicePrincipals', 'application'],
  ['devices', 'device'],
  ['directoryRoles', 'role'],
  ['domains', 'domain'],
  ['policies', 'policy'],
  ['namedLocations', 'policy'],
  ['authenticationMethodConfigurations', 'policy'],
  ['recoveryKeys', 'key'],
  ['deviceLocalCredentials', 'device'],
  ['managedDevices', 'device'],
  ['oauth2PermissionGrants', 'grant'],
]);

/** The person of the path, the caller's own under `/me`. */
export function personOf(
  { collection, id }: GraphRequest,
  caller: Principal,
  tenant: string,
): Principal | undefined {
  if (collection === 'me') return caller.kind === 'user' ? caller : undefined;
  if (collection !== 'users' || id === undefined || id.length > LONGEST) return undefined;
  if (isGuid(id) && entraUid(id) === caller.uid) return caller;
  return isGuid(id) ? userPrincipal({ id, tenant }) : userPrincipal({ upn: id, tenant });
}
