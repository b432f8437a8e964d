/**
 * What the setting of a policy changed: who was given which role, and whether logging lost something. Google writes
 * the difference to the policy before; where it does not, the whole policy that was asked for stands in.
 */

import { at, listAt, textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import type { Action } from '../../model/action.ts';
import type { Principal } from '../../model/event.ts';
import { principalOfSubject } from '../../vendor/google/principal.ts';
import type { Call } from './call.ts';
import type { FindDetail, FindDetails } from './row.ts';

interface Grant {
  readonly role: string;
  readonly member: string;
}

const MOST = 50;

/** Roles that let their holder obtain tokens of a service account. */
const TOKEN_ROLES =
  /^roles\/iam\.(?:serviceAccountTokenCreator|serviceAccountOpenIdTokenCreator|workloadIdentityUser|serviceAccountUser|serviceAccountKeyAdmin)$/;

/** Roles that amount to every right, or to the right to take any. */
const ADMINISTRATOR_ROLES =
  /^roles\/(?:owner|editor|iam\.(?:securityAdmin|serviceAccountAdmin|organizationRoleAdmin|workforcePoolAdmin)|resourcemanager\.(?:organizationAdmin|folderAdmin|projectIamAdmin|folderIamAdmin))$/;

export function decidePolicy(call: Call): Action {
  const granted = grants(call);
  if (granted.some(({ role }) => TOKEN_ROLES.test(role))) return 'trust.change';
  if (granted.length > 0) return 'privilege.grant';
  if (narrowsLogging(call)) return 'telemetry.change';
  return hasDelta(call) ? 'use' : 'privilege.grant';
}

/** The one the grant is for, where it is one. */
export function grantee(call: Call): Principal | undefined {
  const members = [...new Set(grants(call).map(({ member }) => member))];
  const [only] = members;
  return members.length === 1 && only !== undefined ? principalOfSubject(only) : undefined;
}

export const POLICY_DETAILS: FindDetails = {
  role: (call) => grants(call)[0]?.role,
  roles: (call) => joined(grants(call).map(({ role }) => role)),
  members: (call) => joined(grants(call).map(({ member }) => member)),
  administratorPolicy: (call) =>
    grants(call).length === 0 ? undefined : grants(call).some(({ role }) => ADMINISTRATOR_ROLES.test(role)),
  policyName: (call) => grants(call).find(({ role }) => ADMINISTRATOR_ROLES.test(role))?.role,
  trustedPrincipals: whenTrust((call) => joined(grants(call).map(({ member }) => member))),
  trustsOutside: whenTrust((call) => grants(call).some(({ member }) => isOutside(member, call))),
  ssoScope: whenTrust((call) =>
    grants(call).some(({ role }) => role.endsWith('workloadIdentityUser')) ? 'trust-pool' : 'delegation',
  ),
  removed: (call) => joined(bindingDeltas(call, 'REMOVE').map(({ role, member }) => `${role} ${member}`)),
  setting: (call) => (narrowsLogging(call) ? 'audit logging' : undefined),
  settingOld: (call) => joined(lostLogging(call)),
};

function whenTrust(find: FindDetail): FindDetail {
  return (call) => (decidePolicy(call) === 'trust.change' ? find(call) : undefined);
}

/** Asked for by nearly every finder: worked out once for a call. */
function grants(call: Call): readonly Grant[] {
  const known = GRANTS.get(call);
  if (known !== undefined) return known;
  const found = findGrants(call);
  GRANTS.set(call, found);
  return found;
}

const GRANTS = new WeakMap<Call, readonly Grant[]>();

function findGrants(call: Call): readonly Grant[] {
  if (hasDelta(call)) return bindingDeltas(call, 'ADD');
  return listAt(call.request, 'policy', 'bindings')
    .slice(0, MOST)
    .flatMap((binding) => {
      const role = textAt(binding, 'role');
      if (role === undefined) return [];
      const members = listAt(binding, 'members').slice(0, MOST);
      return members.flatMap((member) => (typeof member === 'string' ? [{ role, member }] : []));
    });
}

function hasDelta(call: Call): boolean {
  return (
    at(deltaOf(call), 'bindingDeltas') !== undefined || at(deltaOf(call), 'auditConfigDeltas') !== undefined
  );
}

/** In `serviceData` as a rule; some services put it into `metadata`. */
function deltaOf({ serviceData, metadata }: Call): unknown {
  return at(serviceData, 'policyDelta') ?? at(metadata, 'policyDelta');
}

function bindingDeltas(call: Call, action: 'ADD' | 'REMOVE'): readonly Grant[] {
  return listAt(deltaOf(call), 'bindingDeltas')
    .slice(0, MOST)
    .flatMap((delta) => {
      const role = textAt(delta, 'role');
      const member = textAt(delta, 'member');
      return textAt(delta, 'action') === action && role !== undefined && member !== undefined
        ? [{ role, member }]
        : [];
    });
}

function narrowsLogging(call: Call): boolean {
  return lostLogging(call).length > 0;
}

/** Kinds of logs taken away, and members whose calls are logged no longer. */
function lostLogging(call: Call): readonly string[] {
  return listAt(deltaOf(call), 'auditConfigDeltas')
    .slice(0, MOST)
    .flatMap((delta) => {
      const exempted = textAt(delta, 'exemptedMember');
      const what = `${textAt(delta, 'service') ?? ''} ${textAt(delta, 'logType') ?? ''}`.trim();
      const lost = textAt(delta, 'action') === (exempted === undefined ? 'REMOVE' : 'ADD');
      return lost ? [exempted === undefined ? what : `${what} without ${exempted}`] : [];
    });
}

/** Everybody, somebody of another domain than the caller's, a service account of another project, an outside pool. */
function isOutside(member: string, { principal, scope }: Call): boolean {
  if (member.startsWith('allUsers') || member.startsWith('allAuthenticatedUsers')) return true;
  if (/^principal(?:Set)?:\/\//.test(member)) return true;
  const { kind, scope: home } = principalOfSubject(member);
  if (kind === 'user') return principal.kind === 'user' && home !== principal.scope;
  return kind === 'service-account' && home !== '' && !home.includes('.') && home !== scope;
}

function joined(parts: readonly string[]): string | undefined {
  const different = [...new Set(parts)].filter((part) => part !== '');
  return different.length === 0 ? undefined : clip(different.slice(0, 20).join(' '), 512);
}
