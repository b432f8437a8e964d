/** Roles, permissions and ownership: what was granted to whom. */

import { listAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import type { Principal } from '../../model/event.ts';
import { applicationPrincipal } from '../../vendor/microsoft/principal.ts';
import type { Call } from './call.ts';
import { principalOfObject } from './directory-object.ts';
import type { Facts, FindDetail } from './row.ts';

/** Whoever got it: a person, an application, or a group, which is no principal. */
const ofMember = (call: Call): Principal | undefined => call.principalOf('user', 'serviceprincipal');

const roleOf: FindDetail = (call) => {
  const named = changedTo(call, /^Role\.DisplayName$/) ?? changedTo(call, /^RoleDefinition\.DisplayName$/i);
  return named ?? call.objects.find(({ type }) => type === 'role')?.name;
};

const isAdministrator: FindDetail = (call) => {
  const role = roleOf(call);
  return typeof role === 'string' && ADMINISTRATORS.has(role.toLowerCase()) ? true : undefined;
};

/** Roles from which every other can be had, or every credential reset. */
const ADMINISTRATORS: ReadonlySet<string> = new Set(
  [
    'Global Administrator',
    'Company Administrator',
    'Privileged Role Administrator',
    'Privileged Authentication Administrator',
    'Application Administrator',
    'Cloud Application Administrator',
    'Hybrid Identity Administrator',
    'Partner Tier2 Support',
    'Authentication Administrator',
    'User Administrator',
    'User Account Administrator',
    'Directory Synchronization Accounts',
    'Domain Name Administrator',
    'External Identity Provider Administrator',
    'Conditional Access Administrator',
    'Security Administrator',
    'Intune Administrator',
    'Exchange Administrator',
    'User Access Administrator',
  ].map((name) => name.toLowerCase()),
);

export const ROLE_GRANTED: Facts = {
  subject: ofMember,
  details: { role: roleOf, administratorPolicy: isAdministrator },
  setting: /^Role\.DisplayName$/,
};

export const OWNER_ADDED: Facts = {
  subject: ofMember,
  details: { role: () => 'owner', owned: (call) => call.objects.find(({ type }) => type !== 'user')?.name },
};

export const MEMBER_ADDED: Facts = {
  subject: ofMember,
  setting: /^Group\.DisplayName$/,
  details: {
    groupName: (call) =>
      changedTo(call, /^Group\.DisplayName$/) ?? call.objects.find(({ type }) => type === 'group')?.name,
  },
};

/** Permissions of an application, given by a person's consent or by assignment. */
export const PERMISSION_GRANTED: Facts = {
  subject: receiverOf,
  setting: /^(?:AppRole\.Value|DelegatedPermissionGrant\.Scope|ConsentAction\.Permissions)$/,
  details: {
    permissions: (call) => permissionsOf(call),
    administratorPolicy: (call) => (POWERFUL.test(permissionsOf(call) ?? '') ? true : undefined),
    adminConsent: (call) => flagOf(changedTo(call, 'ConsentContext.IsAdminConsent')),
    consentType: (call) => changedTo(call, 'DelegatedPermissionGrant.ConsentType'),
  },
};

/** The application that may now call another: the object is the one called, the change names the caller. */
function receiverOf(call: Call): Principal | undefined {
  const id = changedTo(call, /^ServicePrincipal\.Object[Ii][Dd]$/);
  if (id === undefined)
    return call.principalOf('serviceprincipal', 'application') ?? call.principalOf('user');
  const listed = call.objects.find((object) => object.id === id);
  if (listed !== undefined) return principalOfObject(listed, call.tenant);
  return applicationPrincipal({
    id,
    displayName: changedTo(call, 'ServicePrincipal.DisplayName'),
    tenant: call.tenant,
  });
}

/** With these an application can give itself every other right. */
const POWERFUL =
  /\b(?:RoleManagement\.ReadWrite\.Directory|AppRoleAssignment\.ReadWrite\.All|Application\.ReadWrite\.All|Directory\.ReadWrite\.All|UserAuthenticationMethod\.ReadWrite\.All|full_access_as_app|Domain\.ReadWrite\.All|Policy\.ReadWrite\.\w+)\b/;

function permissionsOf(call: Call): string | undefined {
  const named =
    changedTo(call, 'AppRole.Value') ??
    changedTo(call, 'DelegatedPermissionGrant.Scope') ??
    scopesIn(changedTo(call, 'ConsentAction.Permissions'));
  return named === undefined ? undefined : clip(named.trim(), 256);
}

/** `[] => [[Id: …, ConsentType: Principal, Scope: User.Read, CreatedDateTime: …]]`. */
function scopesIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const after = text.slice(Math.max(0, text.indexOf('=>')));
  const scopes = [...after.matchAll(/Scope: ([^,\]]{1,400})/g)].map((match) => match[1]?.trim() ?? '');
  return scopes.length === 0 ? undefined : [...new Set(scopes)].join(' ');
}

function changedTo(call: Call, name: string | RegExp): string | undefined {
  const change = call.change(name);
  const value = change?.new ?? change?.old;
  const text = typeof value === 'string' ? value : listAt(value)[0];
  return typeof text === 'string' && text !== '' ? text.slice(0, 2048) : undefined;
}

function flagOf(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : /^true$/i.test(text);
}
