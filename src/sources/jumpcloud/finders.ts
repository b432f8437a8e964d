/** Where the table's operations have their subject, the credentials they issue and the facts worth telling. */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import { at, flagAt, isObject, textAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';
import { toldChanges } from './changes.ts';
import { FIELDS } from './fields.ts';

/** An administrator has one API key; a new one replaces it. */
export const apiKeyUid = (holder: Principal): string =>
  `jumpcloud:api-key:${holder.uid.slice('jumpcloud:'.length)}`;

/** The person the event is about, else whoever did it. */
export const person = (call: Call): Principal => call.person ?? call.principal;

export const password = (call: Call): readonly Issued[] => [issuedPassword(person(call))];

export const apiKey = (call: Call): readonly Issued[] => [
  issued(apiKeyUid(person(call)), 'api-key', person(call)),
];

/** Facts of a sign-in. */
export function signIn(call: Call): Told {
  const { record } = call;
  return {
    mfaUsed: flagAt(record.json(FIELDS.mfa)),
    authMethod: authMethod(call),
    application: call.application.name ?? call.application.id,
    device:
      textAt(record.json(FIELDS.system), 'displayName') ?? textAt(record.json(FIELDS.system), 'hostname'),
  };
}

/** The methods that were tried and held, as the sign-in lists them; else the one it names. */
export function authMethod({ record }: Call): string | undefined {
  const methods = at(record.json(FIELDS.authContext), 'auth_methods');
  const held = isObject(methods)
    ? Object.entries(methods).flatMap(([name, result]) => (at(result, 'success') === false ? [] : [name]))
    : [];
  const known = held.filter((name) => /^[a-z_]{1,40}$/.test(name));
  if (known.length > 0) return known.sort().join(' ');
  const named = record.json(FIELDS.authMethod);
  return typeof named === 'string' ? named : undefined;
}

export const changed = (call: Call): Told => ({
  ...toldChanges(call.changes),
  resourceName: call.resource.name,
  resourceType: call.resource.type,
});

const PASSWORD = /^(?:password|passwordSet|password_date)$/i;
const SSH_KEY = /ssh_?keys?|public_?key/i;
const FACTOR = /mfa|totp|multi_?factor|webauthn|passkey/i;
const RECOVERY = /^(?:email|alternateEmail|recoveryEmail|phoneNumbers?|mobile)/i;
const POWER = /sudo|(?:^|_)role|roleName|administrator|isAdmin/i;
const EXTERNAL = /federat|externally_managed|external_(?:dn|source)|idp/i;

/** A user's update is what its changed fields make it; the weightiest counts. */
export function userUpdate(call: Call): Action {
  if (call.changed(PASSWORD)) return 'credential.reset';
  if (call.changed(SSH_KEY)) return 'credential.import';
  if (call.changed(FACTOR) || call.changed(RECOVERY)) return 'factor.change';
  return call.changed(POWER) ? 'privilege.grant' : 'use';
}

export function userUpdateFacts(call: Call): Told {
  const action = userUpdate(call);
  return {
    ...changed(call),
    secretType:
      action === 'credential.reset' ? 'password' : action === 'credential.import' ? 'ssh-key' : undefined,
    factor: action === 'factor.change' ? 'changed' : undefined,
    role: action === 'privilege.grant' ? newRole(call) : undefined,
    federation: call.changed(EXTERNAL) ? true : undefined,
  };
}

function newRole({ changes }: Call): string | undefined {
  const to = changes.find(({ name }) => POWER.test(name))?.to;
  return typeof to === 'string' ? to : (textAt(to, 'name') ?? textAt(to, 'roleName'));
}

/** An administrator's update: the role above all, then how they sign in, then their key. */
export function adminUpdate(call: Call): Action {
  if (call.changed(/role/i)) return 'privilege.grant';
  if (call.changed(/api_?key/i)) return 'credential.create';
  if (call.changed(PASSWORD)) return 'credential.reset';
  return call.changed(FACTOR) || call.changed(RECOVERY) ? 'factor.change' : 'use';
}

export function adminUpdateFacts(call: Call): Told {
  const action = adminUpdate(call);
  return {
    ...changed(call),
    role: action === 'privilege.grant' ? newRole(call) : undefined,
    secretType:
      action === 'credential.create' ? 'api-token' : action === 'credential.reset' ? 'password' : undefined,
    factor: action === 'factor.change' ? 'changed' : undefined,
  };
}

export const updateIssued =
  (decide: (call: Call) => Action) =>
  (call: Call): readonly Issued[] => {
    const action = decide(call);
    if (action === 'credential.reset') return password(call);
    return action === 'credential.create' ? apiKey(call) : NO_ISSUED;
  };

/** An application's certificate and metadata weigh more than its logo. */
export function applicationFacts(call: Call): Told {
  const isKey = call.changed(/cert|key|metadata/i);
  return {
    ...changed(call),
    ssoScope: isKey ? 'certificate' : 'application',
    application: call.application.name ?? call.resource.name,
  };
}

/** What a change of the organization's settings is about. */
export function organizationFacts(call: Call): Told {
  const scope = call.changed(/passw/i)
    ? 'password-policy'
    : call.changed(FACTOR)
      ? 'factor-policy'
      : call.changed(/idp|federat|sso/i)
        ? 'external-idp'
        : 'session-policy';
  return { ...changed(call), ssoScope: scope };
}

/** A group was given an application, a user a device: rights, when something is added. */
export function associated({ record }: Call): Action {
  const op = textAt(record.json(FIELDS.association), 'op');
  return op === 'add' ? 'privilege.grant' : 'use';
}

export function associationFacts({ record }: Call): Told {
  const association = record.json(FIELDS.association);
  const side = (name: 'from' | 'to'): string | undefined =>
    textAt(association, 'connection', name, 'name') ?? textAt(association, 'connection', name, 'object_id');
  const type = (name: 'from' | 'to'): string | undefined => textAt(association, 'connection', name, 'type');
  return {
    change: textAt(association, 'op'),
    from: side('from'),
    fromType: type('from'),
    role: side('to'),
    toType: type('to'),
  };
}

export function alert({ record }: Call): Told {
  const severity = record.json(FIELDS.severity);
  return {
    alertTitle: record.text(FIELDS.title) ?? record.text(FIELDS.description),
    riskLevel: typeof severity === 'string' ? severity.toLowerCase() : undefined,
  };
}

export const named = (call: Call): Told => ({
  resourceName: call.resource.name,
  resourceType: call.resource.type,
});
