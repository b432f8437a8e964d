/** One unified audit log record → one event. Total and pure. Parameters and changes are read of operations in the table. */

import { contentUid } from '../../contract/content-uid.ts';
import { issued } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { numberAt } from '../../lib/json.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Details, Issued, Principal, Session, Target } from '../../model/event.ts';
import { factsOfProgram } from '../../vendor/microsoft/applications.ts';
import { userPrincipal } from '../../vendor/microsoft/principal.ts';
import { parseTime } from '../../vendor/microsoft/time.ts';
import { Call } from './call.ts';
import {
  accessSaid,
  applicationOfRecord,
  callerOf,
  credentialOf,
  sessionOf,
  userAgentOf,
  userTypeOf,
} from './caller.ts';
import { factsOf } from './facts.ts';
import { FIELDS } from './fields.ts';
import { type NamedOperation, nameOperation } from './workload.ts';

export function normalise(record: RecordView): Normalised {
  const name = record.text(FIELDS.operation);
  if (name === undefined || name === '') return missing('Operation');
  const text = record.text(FIELDS.creationTime);
  if (text === undefined) return missing('CreationTime');
  const time = parseTime(text);
  if (time === undefined) {
    return impossibleTime('CreationTime', text);
  }
  const named = nameOperation(record.text(FIELDS.workload) ?? workloadOfType(record), name);
  const tenant = record.text(FIELDS.organizationId)?.toLowerCase() ?? '';
  const caller = callerOf(record, record.derived(FIELDS.userType, userTypeOf), tenant);
  const error = errorOf(record, name);
  const app = applicationOfRecord(record);
  const session = sessionOf(record, caller);
  const common = factsOfProgram(app);
  const facts =
    named.row === undefined
      ? common
      : factsOf(named.row, new Call(record, caller, tenant), common, error === undefined);
  const userAgent = userAgentOf(record);
  const isAlert = facts.action === 'alert';
  return {
    uid: record.text(FIELDS.id) || uidFromContent(record, named, caller),
    time,
    provider: 'microsoft-365',
    scope: tenant,
    region: undefined,
    operation: named.operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: accessSaid(record, caller) ?? accessByAgent(userAgent),
    principal: isAlert ? (alertedOf(record, tenant) ?? caller) : caller,
    credential: credentialOf(record),
    session,
    client: { ip: addressOf(record), userAgent, service: undefined, endpoint: undefined },
    targets: targetsOf(record, named),
    issued:
      named.operation === SIGN_IN && error === undefined ? sessionIssued(session, caller) : facts.issued,
    subject: facts.subject,
    details: isAlert ? alertDetails(record, common.details) : facts.details,
    pair: undefined,
  };
}

const SIGN_IN = 'entra:UserLoggedIn';
const NO_TARGETS: readonly Target[] = Object.freeze([]);

/** Sign-ins of older exports come without their workload. */
function workloadOfType(record: RecordView): string | undefined {
  const type = record.derived(FIELDS.recordType, typeOf);
  return type === 8 || type === 9 || type === 15 ? 'AzureActiveDirectory' : undefined;
}

function typeOf(value: unknown): number | undefined {
  return numberAt(value);
}

/** A failed sign-in's own status may well say `Success`; its operation and error say what happened. */
function errorOf(record: RecordView, name: string): string | undefined {
  const logon = record.text(FIELDS.logonError) || undefined;
  const isFailedLogin = name === 'UserLoginFailed';
  const status = record.text(FIELDS.resultStatus) ?? '';
  if (!isFailedLogin && !FAILURE.test(status)) return undefined;
  const number = record.derived(FIELDS.errorNumber, typeOf);
  return (logon ?? (number === undefined ? status || 'Failed' : String(number))).slice(0, 100);
}

const FAILURE = /^(?:fail(?:ed|ure)?|false|error)$/i;

function addressOf(record: RecordView): string | undefined {
  for (const field of [FIELDS.clientIp, FIELDS.actorIpAddress, FIELDS.clientIpAddress]) {
    const text = record.text(field);
    const ip = text === undefined || text === '' ? undefined : addressWithoutPort(text);
    if (ip !== undefined && ip !== '0.0.0.0' && ip !== '::') return ip;
  }
  return undefined;
}

/** Files by address; mailboxes and objects of the directory by what the record calls them. */
function targetsOf(record: RecordView, { service }: NamedOperation): readonly Target[] {
  const owner = record.text(FIELDS.mailboxOwner);
  if (owner) return [{ kind: 'mailbox', uid: `mailbox:${owner.toLowerCase()}`, name: owner.toLowerCase() }];
  const id = record.text(FIELDS.objectId)?.slice(0, LONGEST);
  if (id === undefined || id === '' || id === 'Unknown' || id === 'Not Available') return NO_TARGETS;
  const isFile = service === 'sharepoint' || service === 'onedrive';
  if (!isFile) return [{ kind: service === 'entra' ? 'object' : 'resource', uid: id, name: undefined }];
  return [{ kind: 'file', uid: id, name: id.slice(id.lastIndexOf('/') + 1) || undefined }];
}

const LONGEST = 512;

/** The session a sign-in begins, by the id that the services' records carry. */
function sessionIssued(session: Session | undefined, holder: Principal): readonly Issued[] {
  if (session === undefined) return NO_ISSUED;
  return [issued(session.uid, 'session-token', holder, session.uid)];
}

function alertedOf(record: RecordView, tenant: string): Principal | undefined {
  const entity = record.text(FIELDS.alertEntity);
  return entity?.includes('@') === true ? userPrincipal({ upn: entity.slice(0, 256), tenant }) : undefined;
}

function alertDetails(record: RecordView, common: Details): Details {
  return toldDetails(common, {
    reason: record.text(FIELDS.alertName),
    riskLevel: record.text(FIELDS.alertSeverity)?.toLowerCase(),
  });
}

/** Trimmed records have no id; the same record must get the same one wherever it is read. */
function uidFromContent(record: RecordView, { operation }: NamedOperation, { uid }: Principal): string {
  const fields = [FIELDS.creationTime, FIELDS.objectId, FIELDS.clientIp, FIELDS.resultStatus];
  return contentUid('microsoft-365-', [operation, uid, ...fields.map((field) => record.text(field))]);
}
