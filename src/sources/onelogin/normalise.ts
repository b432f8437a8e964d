/** One OneLogin event → one event of ours. Total and pure. */

import { contentUid } from '../../contract/content-uid.ts';
import { passwordUid } from '../../contract/credentials.ts';
import { type Facts, factsOf, PLAIN, plainFacts } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { toldDetails, toldText } from '../../lib/told-details.ts';
import type { Credential, Details, Session, Target } from '../../model/event.ts';
import { Call, idOf } from './call.ts';
import { apiCredentialUid, assumedUid } from './credential.ts';
import { FIELDS } from './fields.ts';
import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';

export function normalise(record: RecordView): Normalised {
  const typeId = record.derived(FIELDS.eventTypeId, idOf);
  if (typeId === undefined) return missing('event_type_id');
  const row = TABLE.get(typeId);
  if (row === undefined && !/^\d{1,6}$/.test(typeId)) {
    return { problem: 'bad-value', message: `event_type_id is not a number: ${typeId.slice(0, 40)}` };
  }
  const written = record.text(FIELDS.createdAt) ?? record.text(FIELDS.eventTimestamp);
  if (written === undefined) return missing('created_at');
  const time = parseIsoTime(written);
  if (time === undefined) {
    return impossibleTime('created_at', written);
  }
  const operation = row?.operation ?? `onelogin:EVENT_${typeId}`;
  const call = new Call(record);
  const { scope, principal } = call;
  const error = errorOf(record, row);
  const agent = record.text(FIELDS.userAgent);
  const facts = factsOfEvent(row, call, error === undefined);
  const assumed = assumedBy(call);
  return {
    uid: uidOf(call, operation),
    time,
    provider: 'onelogin',
    scope,
    region: undefined,
    operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: agent === undefined && call.clientId !== undefined ? 'sdk' : accessByAgent(agent),
    principal,
    credential: credentialOf(call, row, facts.details, assumed),
    session: assumed === undefined ? undefined : sessionOf(call, assumed),
    client: {
      ip: addressOf(record),
      userAgent: agent,
      service: undefined,
      endpoint: undefined,
    },
    targets: targetsOf(call),
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: undefined,
  };
}

const TABLE: ReadonlyMap<string, Row> = new Map(OPERATIONS.map((row) => [String(row.typeId), row]));

/** Failures are types of their own; a description of an error is written beside some. */
function errorOf(record: RecordView, row: Row | undefined): string | undefined {
  const description = record.text(FIELDS.errorDescription);
  if (row?.failed !== true && (description === undefined || description === '')) return undefined;
  return toldText(description || record.text(FIELDS.notes) || record.text(FIELDS.customMessage) || 'failure');
}

function addressOf(record: RecordView): string | undefined {
  // Behind proxies the field is a list, the caller first.
  const written = record.text(FIELDS.ipaddr) ?? '';
  const comma = written.indexOf(',');
  const first = comma < 0 ? written : written.slice(0, comma);
  return first === '' ? undefined : addressWithoutPort(first);
}

/** The proxy is told of every event that names one. */
function factsOfEvent(row: Row | undefined, call: Call, succeeded: boolean): Facts {
  const proxyIp = call.record.text(FIELDS.proxyIp);
  const proxy = proxyIp === undefined ? undefined : { proxyIp };
  if (row !== undefined) return factsOf(row, call, succeeded, undefined, proxy);
  return proxy === undefined ? PLAIN : plainFacts(toldDetails(proxy));
}

/** An assumed session, an API credential, or at a sign-in the password: a trusted provider asks for none. */
function credentialOf(
  call: Call,
  row: Row | undefined,
  details: Details,
  assumed: string | undefined,
): Credential | undefined {
  if (assumed !== undefined) return { uid: assumed, kind: 'console-session', mfa: undefined };
  if (call.clientId !== undefined) {
    return { uid: apiCredentialUid(call.clientId), kind: 'api-key', mfa: undefined };
  }
  if (row === undefined || !WITH_PASSWORD.has(row.typeId) || call.principal.kind !== 'user') return undefined;
  if (call.id(FIELDS.trustedIdpId) !== undefined) return undefined;
  const mfa = details['mfaUsed'];
  return {
    uid: passwordUid(call.principal),
    kind: 'password',
    mfa: typeof mfa === 'boolean' ? mfa : undefined,
  };
}

/** Into OneLogin itself; applications are then opened with its session, which has no id. */
const WITH_PASSWORD: ReadonlySet<number> = new Set([5, 6, 68, 69, 122, 123, 129, 130]);

function assumedBy(call: Call): string | undefined {
  const assuming = call.id(FIELDS.assumingUserId);
  if (assuming === undefined) return undefined;
  return call.actorId === undefined ? undefined : assumedUid(assuming, call.actorId);
}

function sessionOf(call: Call, uid: string): Session {
  const assuming = call.id(FIELDS.assumingUserId);
  return { uid, name: uid, issuedAt: undefined, onBehalfOf: `onelogin:${assuming}`, workload: undefined };
}

const NO_TARGETS: readonly Target[] = Object.freeze([]);

function targetsOf({ record, userId }: Call): readonly Target[] {
  for (const { kind, id, name } of TARGETS) {
    const uid = record.derived(id, idOf);
    if (uid !== undefined) return [{ kind, uid, name: record.text(name) }];
  }
  return userId === undefined
    ? NO_TARGETS
    : [{ kind: 'user', uid: userId, name: record.text(FIELDS.userName) }];
}

const TARGETS = [
  { kind: 'application', id: FIELDS.appId, name: FIELDS.appName },
  { kind: 'role', id: FIELDS.roleId, name: FIELDS.roleName },
  { kind: 'policy', id: FIELDS.policyId, name: FIELDS.policyName },
  { kind: 'provider', id: FIELDS.trustedIdpId, name: FIELDS.trustedIdpName },
  { kind: 'directory', id: FIELDS.directoryId, name: FIELDS.directoryName },
];

/** Events of the API have a number, those of a broadcaster a GUID. */
function uidOf({ record, principal, userId }: Call, operation: string): string {
  const id = record.text(FIELDS.uuid) ?? record.text(FIELDS.uuidColumn) ?? record.derived(FIELDS.id, idOf);
  if (id !== undefined && id !== '') return `onelogin:${id}`;
  const parts = [
    record.text(FIELDS.createdAt) ?? record.text(FIELDS.eventTimestamp),
    operation,
    principal.uid,
    userId,
    record.derived(FIELDS.appId, idOf),
    record.text(FIELDS.ipaddr),
  ];
  return contentUid('content-', parts);
}
