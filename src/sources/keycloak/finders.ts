/** Where the table's operations have their subject, the credentials they issue and the facts worth telling. */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import { flagAt, isObject, listAt, textAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { CredentialKind, Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';
import { sessionUid, tokenUid } from './credential.ts';
import { FIELDS } from './fields.ts';
import { clientPrincipal, userPrincipal } from './principal.ts';

export const self = ({ principal }: Call): Principal => principal;

/** The user in the path of an admin event. */
export function userInPath(call: Call): Principal | undefined {
  const [id] = call.ids;
  return id === undefined ? undefined : userPrincipal(call.realm, id, call.shown('username'));
}

/** The user an event is about when somebody else did it. */
export function userOfEvent({ record, realm }: Call): Principal | undefined {
  const id = record.text(FIELDS.userId);
  return id === undefined ? undefined : userPrincipal(realm, id, record.text(FIELDS.username));
}

/** The session a sign-in begins. */
export function session({ session: id, principal }: Call): readonly Issued[] {
  if (id === undefined) return NO_ISSUED;
  return [issued(sessionUid(id), 'console-session', principal, sessionUid(id))];
}

/** The session an impersonation begins is the other user's. */
export function assumedSession(call: Call): readonly Issued[] {
  const holder = userOfEvent(call);
  if (call.session === undefined || holder === undefined) return NO_ISSUED;
  return [issued(sessionUid(call.session), 'console-session', holder, sessionUid(call.session))];
}

/** Access token and refresh token, as the event names them. */
export function tokens({ record, principal, session: id }: Call): readonly Issued[] {
  const renewed = record.text(FIELDS.type) === 'REFRESH_TOKEN';
  const ids = [
    record.text(FIELDS.tokenId),
    record.text(renewed ? FIELDS.nextRefreshTokenId : FIELDS.refreshTokenId),
  ];
  const within = id === undefined ? undefined : sessionUid(id);
  return ids
    .filter((token) => token !== undefined)
    .map((token) => issued(tokenUid(token), 'session-token', principal, within));
}

export const ownPassword = ({ principal }: Call): readonly Issued[] => [issuedPassword(principal)];

export function passwordInPath(call: Call): readonly Issued[] {
  const holder = userInPath(call);
  return holder === undefined ? NO_ISSUED : [issuedPassword(holder)];
}

/** A password that came with a user's representation. */
export const passwordShown = (call: Call): readonly Issued[] =>
  holdsPassword(call) ? passwordInPath(call) : NO_ISSUED;

/** Secret, certificate or token of the client in the path. The path has the client's internal id. */
export function ofClient(prefix: string, kind: CredentialKind) {
  return (call: Call): readonly Issued[] => {
    const [id] = call.ids;
    if (id === undefined) return NO_ISSUED;
    const holder = clientPrincipal(call.realm, id);
    return [issued(`keycloak:${prefix}:${call.realm.id}/client/${id}`, kind, holder)];
  };
}

/** A key of the realm, by the id of the component that holds it. */
export function realmKey(call: Call): readonly Issued[] {
  const id = call.ids[0] ?? call.shown('id');
  if (id === undefined || componentKind(call) !== 'key') return NO_ISSUED;
  const holder: Principal = {
    uid: `keycloak:${call.realm.id}`,
    kind: 'account',
    name: call.realm.name,
    scope: call.realm.name,
  };
  return [issued(`keycloak:key:${id}`, 'signing-key', holder)];
}

/** Facts of a sign-in or an exchange. */
export function signIn({ record }: Call): Told {
  return {
    application: record.text(FIELDS.clientId),
    authMethod: record.text(FIELDS.identityProvider) ?? record.text(FIELDS.authMethod),
    grantType: record.text(FIELDS.grantType),
    clientAuthMethod: record.text(FIELDS.clientAuthMethod),
    reason: record.text(FIELDS.reason),
  };
}

export const application = ({ record }: Call): Told => ({ application: record.text(FIELDS.clientId) });

export const federated = ({ record }: Call): Told => ({
  identityProvider: record.text(FIELDS.identityProvider),
  federatedName: record.text(FIELDS.identity),
});

/** `UPDATE_CREDENTIAL` is a password's as much as a factor's. */
export function credentialChange({ record }: Call): Action {
  return record.text(FIELDS.credentialType) === 'password' ? 'credential.reset' : 'factor.change';
}

export const credentialIssued = (call: Call): readonly Issued[] =>
  credentialChange(call) === 'credential.reset' ? ownPassword(call) : NO_ISSUED;

export function credentialFacts(call: Call): Told {
  const type = call.record.text(FIELDS.credentialType);
  const isPassword = credentialChange(call) === 'credential.reset';
  return {
    factorType: isPassword ? undefined : type,
    secretType: isPassword ? 'password' : undefined,
    factor: isPassword ? undefined : 'added',
  };
}

/** Roles, groups and scopes that were given, by name. */
export function granted({ representation, ids }: Call): Told {
  const list = Array.isArray(representation) ? representation : [representation];
  const names = list.map((role) => textAt(role, 'name')).filter((name) => name !== undefined);
  return {
    role: names.length === 0 ? undefined : names.slice(0, 12).join(' '),
    resourceId: ids.at(-1),
  };
}

/** What a changed setting is called and points to. */
export function setting({ record, representation, ids }: Call): Told {
  const config = isObject(representation) ? representation['config'] : undefined;
  return {
    name:
      textAt(representation, 'alias') ?? textAt(representation, 'clientId') ?? textAt(representation, 'name'),
    providerId: textAt(representation, 'providerId'),
    issuer: textAt(config, 'issuer') ?? textAt(config, 'entityId') ?? textAt(config, 'authorizationUrl'),
    enabled: flagAt(representation, 'enabled'),
    resourceId: ids[0],
    resourceType: record.text(FIELDS.resourceType),
  };
}

type ComponentKind = 'key' | 'user-storage' | 'other';

/** What a component is, told by the interface it implements. */
export function componentKind(call: Call): ComponentKind {
  const type = call.shown('providerType') ?? '';
  if (type.endsWith('.KeyProvider')) return 'key';
  return /UserStorageProvider|LDAPStorageMapper/.test(type) ? 'user-storage' : 'other';
}

/** A key that Keycloak makes itself, or one that was brought along. */
export function newComponent(call: Call): Action {
  if (componentKind(call) !== 'key') return 'sso.change';
  return /generated/.test(call.shown('providerId') ?? '') ? 'credential.create' : 'credential.import';
}

export function componentFacts(call: Call): Told {
  const kind = componentKind(call);
  const scope = kind === 'key' ? 'certificate' : kind === 'user-storage' ? 'identity-source' : undefined;
  return {
    ...setting(call),
    ssoScope: scope,
    secretType: kind === 'key' ? 'signing-key' : undefined,
  };
}

/** Whether a user was sent along with a password. */
export function holdsPassword({ representation }: Call): boolean {
  return listAt(representation, 'credentials').some((each) => textAt(each, 'type') === 'password');
}

/** Actions a user is asked by mail to take. */
export function requestedActions({ representation }: Call): Told {
  const actions = listAt(representation).filter((each) => typeof each === 'string');
  return { requested: actions.length === 0 ? undefined : actions.slice(0, 12).join(' ') };
}

/** What the realm records from now on. */
export function recorded({ representation }: Call): Told {
  return {
    userEvents: flagAt(representation, 'eventsEnabled'),
    adminEvents: flagAt(representation, 'adminEventsEnabled'),
  };
}
