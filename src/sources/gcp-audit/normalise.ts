/**
 * One audit log entry → one event; one for each of its events where it is a copy of a Workspace activity. Total and
 * pure. Operations outside the table cost as little as possible: their requests are never parsed.
 */

import { contentUid } from '../../contract/content-uid.ts';
import { bareSession } from '../../contract/credentials.ts';
import { actionOf, type Facts, issuedBy, NO_DETAILS, PLAIN } from '../../contract/operation-row.ts';
import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent, Several, Skip, Unusable } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { bareObject, isObject, textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import type { Client, Credential, Details, Principal, Session, Target } from '../../model/event.ts';
import { credential } from '../../vendor/google/credential.ts';
import { ANONYMOUS, clusterPrincipal, servicePrincipal } from '../../vendor/google/principal.ts';
import { Call } from './call.ts';
import { accessOf, clientOf } from './client.ts';
import { FIELDS } from './fields.ts';
import { type Identity, readIdentity } from './identity.ts';
import { clusterTokenUid } from './issues.ts';
import { type NamedOperation, nameOperation } from './operation-names.ts';
import type { Row } from './row.ts';
import { DENIED, errorOf } from './status.ts';
import { copiedEvents } from './workspace-copy.ts';

export function normalise(record: RecordView): Normalised | Several {
  const essentials = essentialsOf(record);
  if ('skip' in essentials || 'problem' in essentials) return essentials;
  const { time, named } = essentials;
  const labels = record.derived(FIELDS.resourceLabels, readLabels);
  const scope = scopeOf(record, labels);
  const copied = copiedEvents(record, time, scope);
  if (copied !== undefined) return copied;
  const identity = record.derived(FIELDS.authenticationInfo, readIdentity);
  const error = record.derived(FIELDS.status, errorOf);
  const cluster = clusterOf(labels);
  const principal = identity.principal ?? nobodySaid(record, identity, cluster, error);
  const client = clientOf({
    ip: record.text(FIELDS.callerIp) ?? record.text(FIELDS.callerIP),
    network: record.text(FIELDS.callerNetwork),
    userAgent: record.text(FIELDS.userAgent),
  });
  const who = presented(identity, principal);
  const facts =
    named.row === undefined
      ? UNLISTED
      : factsOf(
          named.row,
          named.details,
          new Call({ record, time, scope, identity, principal, resourceLabels: labels, cluster }),
          error,
        );
  return {
    uid: uidOf(record, named, principal),
    time,
    provider: 'gcp',
    scope,
    region: labels['location'] ?? labels['zone'] ?? labels['region'],
    operation: named.operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: accessOf(client, principal),
    principal,
    credential: who.credential,
    session: who.session,
    client: principal.kind === 'service' ? asService(client, principal) : client,
    targets: facts.targets,
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: record.derived(FIELDS.operation, pairOf),
  } satisfies NormalisedEvent;
}

interface Essentials {
  readonly time: number;
  readonly named: NamedOperation;
}

const NO_AUDIT_LOG: Skip = { skip: 'log entry that is no audit log' };

/** What no event is without, or why there is none. */
function essentialsOf(record: RecordView): Essentials | Skip | Unusable {
  const type = record.text(FIELDS.payloadType);
  if (type !== undefined && !type.endsWith('.AuditLog')) return NO_AUDIT_LOG;
  const methodName = record.text(FIELDS.methodName);
  const serviceName = record.text(FIELDS.serviceName);
  const written =
    record.text(FIELDS.timestamp) ??
    record.text(FIELDS.receiveTimestamp) ??
    record.text(FIELDS.receivetimestamp);
  if (methodName === undefined && serviceName === undefined && type === undefined) return NO_AUDIT_LOG;
  if (written === undefined) {
    // What a test or a page quotes of an entry: none that Cloud Logging writes is without both.
    if (insertIdOf(record) === undefined) return { skip: 'excerpt without time and id' };
    return missing('timestamp');
  }
  if (methodName === undefined) return missing('protoPayload.methodName');
  const time = parseIsoTime(written);
  if (time === undefined || time < EARLIEST || time > LATEST) {
    return impossibleTime('timestamp', written);
  }
  return { time, named: nameOperation(serviceName, methodName) };
}

/** App Engine opened in 2008; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2008, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

function insertIdOf(record: RecordView): string | undefined {
  return record.text(FIELDS.insertId) ?? record.text(FIELDS.insertid);
}

const NO_LABELS: Readonly<Record<string, string>> = Object.freeze({});

/** Labels are text; anything else among them is none. */
function readLabels(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return NO_LABELS;
  const found: Record<string, string> = bareObject();
  for (const name of LABELS) {
    const text = textAt(value, name);
    if (text !== undefined) found[name] = text;
  }
  return found;
}

const LABELS = [
  'project_id',
  'location',
  'zone',
  'region',
  'cluster_name',
  'email_id',
  'unique_id',
  'instance_id',
];

/** The project, folder or organisation that owns the log. */
function scopeOf(record: RecordView, labels: Readonly<Record<string, string>>): string {
  const logName = record.text(FIELDS.logName) ?? record.text(FIELDS.logname) ?? '';
  const [kind, id] = logName.split('/', 2);
  if (id === undefined || id === '') return labels['project_id'] ?? '';
  return kind === 'projects' ? id : `${kind}/${id}`;
}

function clusterOf(labels: Readonly<Record<string, string>>): string {
  const { project_id: project = '', location = labels['zone'] ?? '', cluster_name: name = '' } = labels;
  return name === '' ? project : `${project}/${location}/${name}`;
}

/**
 * Who it was when nobody is named. Google leaves the caller of a read that it refused unnamed, and its own services
 * act in System Event logs; what is left are calls without credentials.
 */
function nobodySaid(
  record: RecordView,
  { clusterUser }: Identity,
  cluster: string,
  error: string | undefined,
): Principal {
  if (clusterUser !== undefined) return clusterPrincipal(clusterUser, cluster);
  const logName = record.text(FIELDS.logName) ?? record.text(FIELDS.logname) ?? '';
  if (logName.endsWith('system_event')) return servicePrincipal(record.text(FIELDS.serviceName) ?? 'google');
  if (error === DENIED || logName.endsWith('%2Fpolicy')) return UNKNOWN;
  const isData =
    logName.endsWith('data_access') && record.text(FIELDS.serviceName) === 'storage.googleapis.com';
  return isData ? ANONYMOUS : UNKNOWN;
}

function presented(
  identity: Identity,
  principal: Principal,
): { readonly credential: Credential | undefined; readonly session: Session | undefined } {
  if (!principal.uid.startsWith('k8s:') || principal.kind !== 'service-account') return identity;
  const uid = clusterTokenUid(principal);
  return { credential: credential(uid, 'session-token'), session: bareSession(uid, principal.name) };
}

/** Where Google's own service stands tells nothing of anybody. */
function asService(client: Client, { name }: Principal): Client {
  return client.service === undefined ? { ...client, service: name } : client;
}

/** Compute writes one entry when an operation begins and one when it ends; with both marks there is one only. */
function pairOf(operation: unknown): string | undefined {
  if (textAt(operation, 'producer') !== 'compute.googleapis.com' || !isObject(operation)) return undefined;
  const isOne = operation['first'] === true && operation['last'] === true;
  return isOne ? undefined : textAt(operation, 'id');
}

/** Ids of entries are unique within a moment of a log. Without one the same entry must get the same uid wherever read. */
function uidOf(record: RecordView, { operation }: NamedOperation, principal: Principal): string {
  const id = insertIdOf(record);
  if (id !== undefined) return `gcp:${id}`;
  const parts = [
    record.text(FIELDS.timestamp),
    record.text(FIELDS.logName),
    operation,
    principal.uid,
    record.text(FIELDS.resourceName),
    record.text(FIELDS.callerIp),
  ];
  return contentUid('gcp:content-', parts);
}

interface CallFacts extends Facts {
  readonly targets: readonly Target[];
}

const NO_TARGETS: readonly Target[] = Object.freeze([]);
const UNLISTED: CallFacts = Object.freeze({ ...PLAIN, targets: NO_TARGETS });

function factsOf(
  row: Row,
  finders: NamedOperation['details'],
  call: Call,
  error: string | undefined,
): CallFacts {
  const action = actionOf(row, call);
  const subject = row.subject?.(call);
  return {
    action,
    targets: row.targets?.(call) ?? NO_TARGETS,
    issued: issuedBy(row, call, subject, action, error === undefined),
    subject,
    details: detailsOf(finders, call, subject),
  };
}

/** Finders have told what they give: lists of members may be longer than other details. */
function detailsOf(finders: NamedOperation['details'], call: Call, subject: Principal | undefined): Details {
  if (finders.length === 0 && subject === undefined) return NO_DETAILS;
  const details: Record<string, string | number | boolean> = {};
  for (const [name, find] of finders) {
    const found = find(call);
    if (found !== undefined) details[name] = found;
  }
  if (subject !== undefined) details['selfService'] = subject.uid === call.principal.uid;
  return details;
}
