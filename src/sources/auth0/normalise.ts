/** One Auth0 log record → one event. Total and pure; bodies of the Management API are read for names and flags only. */

import { contentUid } from '../../contract/content-uid.ts';
import { bareSession, passwordUid } from '../../contract/credentials.ts';
import { factsOf, PLAIN } from '../../contract/operation-row.ts';
import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { toldText } from '../../lib/told-details.ts';
import type { Credential, Details, Principal, Target } from '../../model/event.ts';
import { Call, present } from './call.ts';
import { accessOf, clientOf } from './client.ts';
import { clientSecretUid, sessionUid, tokenUid } from './credential.ts';
import { FIELDS } from './fields.ts';
import { type NamedOperation, nameOperation } from './operation-names.ts';
import { clientPrincipal, namedPrincipal, userPrincipal } from './principal.ts';

export function normalise(record: RecordView): Normalised {
  const type = record.text(FIELDS.type);
  if (type === undefined || type === '') return missing('type');
  const date = record.text(FIELDS.date);
  if (date === undefined) return missing('date');
  const time = parseIsoTime(date);
  if (time === undefined) {
    return impossibleTime('date', date);
  }
  const named = nameOperation(type, record.text(FIELDS.method), record.text(FIELDS.path));
  const scope = present(record.text(FIELDS.tenantName)) ?? present(record.text(FIELDS.hostname)) ?? '';
  const principal = principalOf(record, scope);
  const error = errorOf(record, type, named);
  const facts =
    named.row === undefined
      ? PLAIN
      : factsOf(named.row, new Call({ record, scope, principal, ids: named.ids }), error === undefined);
  const sessionId = present(record.text(FIELDS.sessionId));
  return {
    uid: uidOf(record, named, principal),
    time,
    provider: 'auth0',
    scope,
    region: undefined,
    operation: named.operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: accessOf(record),
    principal,
    credential: credentialOf(record, type, principal, facts.details),
    session: sessionId === undefined ? undefined : bareSession(sessionUid(sessionId), sessionId),
    client: clientOf(record),
    targets: targetsOf(named),
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: undefined,
  };
}

/** Who called the Management API, or whom the record is about: there that is the same. */
function principalOf(record: RecordView, scope: string): Principal {
  const caller = record.derived(FIELDS.caller, callerOf);
  const userId = caller.id ?? present(record.text(FIELDS.userId));
  const name = caller.name ?? present(record.text(FIELDS.userName));
  if (userId !== undefined) return userPrincipal(userId, name, scope);
  if (name !== undefined) return namedPrincipal(name, scope);
  const client = present(record.text(FIELDS.clientId));
  return client === undefined
    ? UNKNOWN
    : clientPrincipal(client, present(record.text(FIELDS.clientName)), scope);
}

interface NamedCaller {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

function callerOf(user: unknown): NamedCaller {
  return { id: textAt(user, 'user_id'), name: textAt(user, 'email') ?? textAt(user, 'name') };
}

/** Failures are types of their own; a call of the Management API is also judged by its status. */
function errorOf(record: RecordView, type: string, { row }: NamedOperation): string | undefined {
  const status = record.number(FIELDS.statusCode);
  const refused = status !== undefined && status >= 400;
  if (!refused && type !== 'fapi' && !(row === undefined ? FAILED.test(type) : row.failed === true)) {
    return undefined;
  }
  const description = present(record.text(FIELDS.description));
  return description === undefined ? (refused ? `status ${status}` : type) : toldText(description);
}

/** Type codes not in the table: nearly all failures begin with f, newer ones end in a word. */
const FAILED = /^f[a-z]{0,9}$|_fail(?:ed|ure)$|_error$/;

/** What was presented: a password, an application's secret, or a token of the Management API. */
function credentialOf(
  record: RecordView,
  type: string,
  principal: Principal,
  details: Details,
): Credential | undefined {
  const token = present(record.text(FIELDS.tokenId));
  if (token !== undefined) return { uid: tokenUid(token), kind: 'session-token', mfa: undefined };
  const mfa = details['mfaUsed'];
  const said = typeof mfa === 'boolean' ? mfa : undefined;
  if (WITH_PASSWORD.has(type) && record.text(FIELDS.strategyType) !== 'social') {
    const local = record.text(FIELDS.strategyType) === 'database' || type !== 's';
    if (local && principal.kind === 'user') {
      return { uid: passwordUid(principal), kind: 'password', mfa: said };
    }
  }
  const client = present(record.text(FIELDS.clientId));
  if (CLIENT_CREDENTIALS.has(type) && client !== undefined) {
    return { uid: clientSecretUid(client), kind: 'secret', mfa: undefined };
  }
  const session = present(record.text(FIELDS.sessionId));
  if (session === undefined || type === 's') return undefined;
  return { uid: sessionUid(session), kind: 'console-session', mfa: said };
}

const WITH_PASSWORD: ReadonlySet<string> = new Set(['s', 'fp', 'sepft', 'fepft', 'seoobft', 'seotpft']);
const CLIENT_CREDENTIALS: ReadonlySet<string> = new Set(['seccft', 'feccft']);

const NO_TARGETS: readonly Target[] = Object.freeze([]);

/** The thing a call of the Management API named, by the collection it lies in. */
function targetsOf({ operation, ids }: NamedOperation): readonly Target[] {
  const [id] = ids;
  if (id === undefined) return NO_TARGETS;
  const collection = /^management:[A-Z]+ \/([a-z_-]+)/.exec(operation)?.[1];
  return collection === undefined
    ? NO_TARGETS
    : [{ kind: KINDS.get(collection) ?? 'setting', uid: id, name: undefined }];
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['users', 'user'],
  ['clients', 'application'],
  ['connections', 'provider'],
  ['roles', 'role'],
  ['keys', 'key'],
  ['organizations', 'organization'],
]);

function uidOf(record: RecordView, { operation }: NamedOperation, principal: Principal): string {
  const id = present(record.text(FIELDS.logId)) ?? present(record.text(FIELDS.documentId));
  if (id !== undefined) return `auth0:${id}`;
  const parts = [record.text(FIELDS.date), operation, principal.uid, record.text(FIELDS.ip)];
  return contentUid('content-', parts);
}
