/** Where the table's operations have their subject, the credentials they issue and the facts worth telling. */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';
import type { Issued, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';
import { clientSecretUid, sessionUid } from './credential.ts';
import { FIELDS } from './fields.ts';
import { clientPrincipal, namedPrincipal, userPrincipal } from './principal.ts';

/** The record's own user: whoever signs up, changes or loses something. */
export const self = ({ principal }: Call): Principal => principal;

/** The user in the path of the call. */
export function userInPath({ ids, answer, scope }: Call): Principal | undefined {
  const [id] = ids;
  return id === undefined
    ? undefined
    : userPrincipal(id, textAt(answer, 'email') ?? textAt(answer, 'username'), scope);
}

/** The user a body names by id or address. */
export function userInBody(call: Call): Principal | undefined {
  const { scope } = call;
  const id = call.answered('user_id') ?? call.asked('user_id');
  const name = call.asked('email') ?? call.answered('email') ?? call.asked('username');
  if (id !== undefined) return userPrincipal(id, name, scope);
  return name === undefined ? undefined : namedPrincipal(name, scope);
}

/** The session a sign-in begins. */
export function session({ sessionId, principal }: Call): readonly Issued[] {
  if (sessionId === undefined) return NO_ISSUED;
  const uid = sessionUid(sessionId);
  return [issued(uid, 'console-session', principal, uid)];
}

/** A password set by its holder. */
export const ownPassword = ({ principal }: Call): readonly Issued[] => [issuedPassword(principal)];

/** A password set for the subject. */
export const passwordOf =
  (subject: (call: Call) => Principal | undefined) =>
  (call: Call): readonly Issued[] => {
    const holder = call.has('password') ? subject(call) : undefined;
    return holder === undefined ? NO_ISSUED : [issuedPassword(holder)];
  };

/** The ticket lets its bearer set the password, so the password is theirs to know. */
export function ticketPassword(call: Call): readonly Issued[] {
  const holder = userInBody(call);
  return holder === undefined ? NO_ISSUED : [issuedPassword(holder)];
}

export function recoveryCode(call: Call): readonly Issued[] {
  const holder = userInPath(call);
  return holder === undefined
    ? NO_ISSUED
    : [issued(`auth0:recovery-code:${holder.uid}`, 'recovery-code', holder)];
}

/** The secret of a client that was created, or in the path. */
export function clientSecret(call: Call): readonly Issued[] {
  const id = call.answered('client_id') ?? call.ids[0];
  if (id === undefined) return NO_ISSUED;
  const name = call.answered('name') ?? call.asked('name');
  return [issued(clientSecretUid(id), 'secret', clientPrincipal(id, name, call.scope))];
}

/** A public key registered for a client, which signs in with the private one. */
export function clientKey(call: Call): readonly Issued[] {
  const id = call.answered('id');
  const [client] = call.ids;
  if (id === undefined || client === undefined) return NO_ISSUED;
  return [issued(`auth0:credential:${id}`, 'signing-key', clientPrincipal(client, undefined, call.scope))];
}

/** A signing key of the tenant, by its `kid`. */
export function tenantKey(call: Call): readonly Issued[] {
  const kid = call.answered('kid') ?? call.ids[0];
  const tenant: Principal = {
    uid: `auth0:tenant/${call.scope}`,
    kind: 'account',
    name: call.scope,
    scope: call.scope,
  };
  return kid === undefined ? NO_ISSUED : [issued(`auth0:key:${kid}`, 'signing-key', tenant)];
}

export function provisioningToken(call: Call): readonly Issued[] {
  const id = call.answered('token_id');
  const [connection] = call.ids;
  if (id === undefined || connection === undefined) return NO_ISSUED;
  const holder: Principal = {
    uid: `auth0:connection/${connection}`,
    kind: 'service-account',
    name: connection,
    scope: call.scope,
  };
  return [issued(`auth0:token:${id}`, 'api-key', holder)];
}

/** Roles and scopes that were granted: names and ids, joined. */
export function granted(call: Call): Told {
  const { body } = call;
  const lists = ['roles', 'scope', 'permissions'].flatMap((name) => listAt(body, name));
  const names = lists.map((each) =>
    typeof each === 'string' ? each : (textAt(each, 'permission_name') ?? textAt(each, 'name')),
  );
  const role = names.filter((name) => name !== undefined).slice(0, 12);
  return { role: role.length === 0 ? undefined : role.join(' ') };
}

/** Facts of a sign-in. */
export function signIn({ record }: Call): Told {
  const prompts = listAt(record.json(FIELDS.prompts));
  const names = prompts.map((prompt) => textAt(prompt, 'name') ?? '');
  return {
    mfaUsed: names.length === 0 ? undefined : names.some((name) => /^(?:mfa|guardian|webauthn)/.test(name)),
    authMethod: record.text(FIELDS.strategy),
    connection: record.text(FIELDS.connection),
  };
}

/** What a setting was set to: flags, numbers and words, never the values of other members. */
export function setting(call: Call): Told {
  const { body } = call;
  return {
    name: call.asked('name') ?? call.answered('name'),
    strategy: call.asked('strategy') ?? call.answered('strategy'),
    setting: isObject(body) ? Object.keys(body).filter(isSetting).slice(0, 16).join(' ') : undefined,
    settingNew: Array.isArray(body) ? listed(body) : flags(body),
  };
}

/** A shield against attacks, as the call left it: the answer holds its state, whatever was sent. */
export function shield(call: Call): Told {
  const status = call.record.number(FIELDS.statusCode);
  const refused = status !== undefined && status >= 400;
  const sent = setting(call);
  return refused ? sent : { ...sent, settingNew: flags(left(call)) ?? sent['settingNew'] };
}

/** What was sent, as it was answered; the rest of an answer is how things were before. */
function left({ body, answer }: Call): unknown {
  if (!isObject(body) || !isObject(answer)) return body;
  const sent = Object.entries(body).filter(([name]) => isSetting(name));
  if (!sent.some(([name]) => Object.hasOwn(answer, name))) return answer;
  return Object.fromEntries(
    sent.map(([name, value]) => [name, Object.hasOwn(answer, name) ? answer[name] : value]),
  );
}

/** What runs when somebody signs in; an emptied list asks nothing of anybody. */
export function bindings(call: Call): Told {
  const list = at(call.body, 'bindings');
  const emptied = Array.isArray(list) && list.length === 0;
  return { ...setting(call), settingNew: emptied ? '[]' : undefined, trigger: call.ids[0] };
}

function listed(body: readonly unknown[]): string {
  const words = body.filter(
    (each): each is string => typeof each === 'string' && /^[\w -]{1,40}$/.test(each),
  );
  return `[${words.slice(0, 16).join(', ')}]`;
}

function flags(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const settings = Object.entries(body).filter(([name]) => isSetting(name));
  const plain = settings.flatMap(([name, value]) =>
    typeof value === 'boolean' || typeof value === 'number' || isListOfWords(name, value)
      ? [`${name}=${JSON.stringify(value)}`]
      : [],
  );
  return plain.length === 0 ? undefined : plain.slice(0, 16).join(' ');
}

/** The Management API writes its settings in snake case; other members come from elsewhere. */
function isSetting(name: string): boolean {
  return /^[a-z][a-z0-9_]{0,60}$/.test(name);
}

/** Members whose words are settings rather than free text. */
const WORDY: ReadonlySet<string> = new Set([
  'shields',
  'enabled_clients',
  'grant_types',
  'callbacks',
  'allowlist',
]);

function isListOfWords(name: string, value: unknown): boolean {
  return WORDY.has(name) && Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** What a read was answered with, by name. */
export function readSecrets({ record, ids }: Call): Told {
  const secrets = listAt(record.json(FIELDS.accessedSecrets)).filter((each) => typeof each === 'string');
  return {
    secretCount: secrets.length === 0 ? undefined : secrets.length,
    accessedSecrets: secrets.length === 0 ? undefined : secrets.slice(0, 12).join(' '),
    resourceId: ids[0],
  };
}

/** The application signed in to, or acting. */
export function application({ record }: Call): Told {
  return { application: record.text(FIELDS.clientName) || record.text(FIELDS.clientId) };
}

export function alert({ record }: Call): Told {
  return { alertTitle: record.text(FIELDS.description), connection: record.text(FIELDS.connection) };
}

export function bodyHas(call: Call, ...members: readonly string[]): boolean {
  return members.some((member) => at(call.body, member) !== undefined);
}
