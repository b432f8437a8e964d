/** One Keycloak event → one event of ours. Total and pure; representations are read for names and flags only. */

import { contentUid } from '../../contract/content-uid.ts';
import { factsOf, PLAIN } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { memo } from '../../lib/memo.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { toldText } from '../../lib/told-details.ts';
import type { Access, Credential, Target } from '../../model/event.ts';
import { actorOf, administratorOf, realmOf } from './actor.ts';
import { Call } from './call.ts';
import { FIELDS } from './fields.ts';
import { FAILED, type NamedOperation, nameAdminEvent, nameUserEvent } from './operation-names.ts';
import { asSession, presented, sessionOf } from './presented.ts';

export function normalise(record: RecordView): Normalised {
  const written = record.json(FIELDS.time);
  const time = timeOf(written);
  if (time === undefined) {
    return written === undefined ? missing('time') : impossibleTime('time', JSON.stringify(written));
  }
  const type = record.text(FIELDS.type);
  if (type !== undefined) return userEvent(record, type, time);
  const operationType = record.text(FIELDS.operationType);
  return operationType === undefined ? missing('type') : adminEvent(record, operationType, time);
}

function timeOf(written: unknown): number | undefined {
  if (typeof written === 'string') return parseIsoTime(written);
  return typeof written === 'number' && written >= EARLIEST && written < LATEST ? written : undefined;
}

/** Keycloak is of 2014; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2013, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

function userEvent(record: RecordView, type: string, time: number): NormalisedEvent {
  const named = nameUserEvent(type);
  const realm = realmOf(record);
  const principal = actorOf(record, realm, type);
  const failed = type.endsWith(FAILED) || record.text(FIELDS.error) !== undefined;
  const session = failed ? undefined : sessionOf(record);
  const call = new Call({ record, realm, principal, session, ids: named.ids });
  return assemble(record, named, {
    time,
    call,
    error: failed ? toldText(record.text(FIELDS.error) ?? type) : undefined,
    access: accessOf(record.text(FIELDS.clientId)),
    credential: presented(call, type),
    address: record.text(FIELDS.ipAddress),
  });
}

function adminEvent(record: RecordView, operationType: string, time: number): NormalisedEvent {
  const named = nameAdminEvent(
    operationType,
    record.text(FIELDS.resourceType),
    record.text(FIELDS.resourcePath),
  );
  const realm = realmOf(record);
  const call = new Call({
    record,
    realm,
    principal: administratorOf(record, realm),
    session: undefined,
    ids: named.ids,
  });
  const error = record.text(FIELDS.error);
  return assemble(record, named, {
    time,
    call,
    error: error === undefined ? undefined : toldText(error),
    access: accessOf(record.text(FIELDS.authClientId)),
    credential: undefined,
    address: record.text(FIELDS.authIpAddress) ?? record.text(FIELDS.ipAddress),
  });
}

interface Parts {
  readonly time: number;
  readonly call: Call;
  readonly error: string | undefined;
  readonly access: Access;
  readonly credential: Credential | undefined;
  readonly address: string | undefined;
}

function assemble(record: RecordView, named: NamedOperation, parts: Parts): NormalisedEvent {
  const { call, error } = parts;
  const facts = named.row === undefined ? PLAIN : factsOf(named.row, call, error === undefined);
  return {
    uid: uidOf(record, named, parts),
    time: parts.time,
    provider: 'keycloak',
    scope: call.realm.name,
    region: undefined,
    operation: named.operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: parts.access,
    principal: call.principal,
    credential: parts.credential,
    session: call.session === undefined ? undefined : asSession(call.session),
    client: {
      ip: parts.address === undefined ? undefined : addressWithoutPort(parts.address),
      userAgent: undefined,
      service: undefined,
      endpoint: undefined,
    },
    targets: targetsOf(named),
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: undefined,
  };
}

/** Keycloak's own programs; an admin event has the client's internal id instead of its name. */
function accessOf(clientId: string | undefined): Access {
  if (clientId === 'admin-cli') return 'cli';
  return clientId !== undefined && CONSOLES.has(clientId) ? 'console' : 'unknown';
}

const CONSOLES: ReadonlySet<string> = new Set(['security-admin-console', 'account', 'account-console']);

const NO_TARGETS: readonly Target[] = Object.freeze([]);

/** The thing an admin event is about, by the collection it lies in. */
function targetsOf({ operation, ids }: NamedOperation): readonly Target[] {
  const [id] = ids;
  if (id === undefined || !operation.startsWith('admin:')) return NO_TARGETS;
  const { kind } = KIND_OF(operation, () => ({ kind: kindOf(operation) }));
  return kind === undefined ? NO_TARGETS : [{ kind, uid: id, name: undefined }];
}

const KIND_OF = memo<{ readonly kind: string | undefined }>(2_048);

function kindOf(operation: string): string | undefined {
  const collection = /^admin:[A-Z]+ \/([a-z-]+)/.exec(operation)?.[1];
  return collection === undefined ? undefined : (KINDS.get(collection) ?? 'setting');
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['users', 'user'],
  ['clients', 'application'],
  ['identity-provider', 'provider'],
  ['groups', 'group'],
  ['roles', 'role'],
  ['roles-by-id', 'role'],
]);

/** Events of the server log have no id, and a listener may leave it out. */
function uidOf(record: RecordView, { operation }: NamedOperation, { time, call }: Parts): string {
  const id = record.text(FIELDS.id);
  if (id !== undefined) return `keycloak:${id}`;
  const parts = [
    String(time),
    operation,
    call.realm.id,
    call.principal.uid,
    call.session,
    record.text(FIELDS.resourcePath),
    record.text(FIELDS.tokenId),
    record.text(FIELDS.error),
  ];
  return contentUid('content-', parts);
}
