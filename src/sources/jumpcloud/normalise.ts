/** One Directory Insights event → one event of ours. Total and pure; changed values are told only where harmless. */

import { contentUid } from '../../contract/content-uid.ts';
import { passwordUid } from '../../contract/credentials.ts';
import { type Facts, factsOf, PLAIN, tableOf } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { flagAt, textAt } from '../../lib/json.ts';
import { memo } from '../../lib/memo.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { toldText } from '../../lib/told-details.ts';
import type { Credential, Principal, Target } from '../../model/event.ts';
import { Call } from './call.ts';
import { accessOf, clientOf, isKeyed } from './client.ts';
import { FIELDS } from './fields.ts';
import { apiKeyUid, authMethod } from './finders.ts';
import { OPERATIONS } from './operations.ts';
import { namedPrincipal, partyOf, principalOf, serviceItself } from './principal.ts';
import type { Row } from './row.ts';

export function normalise(record: RecordView): Normalised {
  const type = record.text(FIELDS.eventType);
  if (type === undefined || type === '') return missing('event_type');
  const written = record.text(FIELDS.timestamp);
  if (written === undefined) return missing('timestamp');
  const time = parseIsoTime(written);
  if (time === undefined) {
    return impossibleTime('timestamp', written);
  }
  const { operation, row } = named(type);
  const scope = record.text(FIELDS.organization) ?? '';
  const principal = actorOf(record, scope);
  const error = errorOf(record);
  const call = new Call(record, scope, principal);
  const facts = row === undefined ? PLAIN : factsOf(row, call, error === undefined);
  return {
    uid: uidOf(record, operation, principal),
    time,
    provider: 'jumpcloud',
    scope,
    region: undefined,
    operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: accessOf(record),
    principal,
    credential: credentialOf(call, facts),
    session: undefined,
    client: clientOf(record),
    targets: targetsOf(call),
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: undefined,
  };
}

interface NamedOperation {
  readonly operation: string;
  readonly row: Row | undefined;
}

const TABLE = tableOf(OPERATIONS);
const names = memo<NamedOperation>(2_048);

function named(type: string): NamedOperation {
  return names(type, () => {
    const operation = `jumpcloud:${/^[a-z0-9_]{1,80}$/.test(type) ? type : 'unknown'}`;
    return { operation, row: TABLE.get(operation) };
  });
}

/** Whoever is said to have begun it, else the user beside the parties, else JumpCloud itself. */
function actorOf(record: RecordView, scope: string): Principal {
  const initiator = principalOf(record.derived(FIELDS.initiatedBy, partyOf), scope);
  if (initiator !== undefined) return initiator;
  const username = record.text(FIELDS.username);
  return username === undefined || username === '' ? serviceItself(scope) : namedPrincipal(username, scope);
}

/** Services that do not say whether it went well say so by an error, if it did not. */
function errorOf(record: RecordView): string | undefined {
  const said = [FIELDS.success, FIELDS.ssoSuccess]
    .map((field) => flagAt(record.json(field)))
    .find((flag) => flag !== undefined);
  if (said === true) return undefined;
  const message = record.json(FIELDS.error);
  const reason = typeof message === 'string' ? message : textAt(message, 'message');
  if (reason !== undefined && reason !== '') return toldText(reason);
  return said === false ? 'failure' : undefined;
}

/** An administrator's key, or at a sign-in the password, where the methods name it or none is named. */
function credentialOf(call: Call, { action, details }: Facts): Credential | undefined {
  const { record, principal } = call;
  if (isKeyed(record)) return { uid: apiKeyUid(principal), kind: 'api-key', mfa: undefined };
  if (action !== 'signin' || principal.kind !== 'user') return undefined;
  const mfa = details['mfaUsed'];
  const method = authMethod(call);
  if (method !== undefined && !/password|simple/.test(method)) return undefined;
  return { uid: passwordUid(principal), kind: 'password', mfa: typeof mfa === 'boolean' ? mfa : undefined };
}

const NO_TARGETS: readonly Target[] = Object.freeze([]);

function targetsOf({ resource, application }: Call): readonly Target[] {
  const kind = resource.id === undefined ? 'application' : (resource.type ?? 'resource');
  const uid = resource.id ?? application.id;
  if (uid === undefined || uid === '') return NO_TARGETS;
  return [{ kind, uid, name: resource.id === undefined ? application.name : resource.name }];
}

function uidOf(record: RecordView, operation: string, principal: Principal): string {
  const id = record.text(FIELDS.id);
  if (id !== undefined && id !== '') return `jumpcloud:${id}`;
  const parts = [
    record.text(FIELDS.timestamp),
    operation,
    principal.uid,
    record.text(FIELDS.organization),
    record.text(FIELDS.clientIp),
    record.derived(FIELDS.resource, partyOf).id,
    record.derived(FIELDS.resource, partyOf).name,
  ];
  return contentUid('content-', parts);
}
