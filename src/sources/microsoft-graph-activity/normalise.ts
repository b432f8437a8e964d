/** One request to Microsoft Graph → one event. Total and pure. Requests of a batch are records of their own. */

import { contentUid } from '../../contract/content-uid.ts';
import { issued, passwordUid } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { numberAt } from '../../lib/json.ts';
import { memo } from '../../lib/memo.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Access, Details, Issued, Principal } from '../../model/event.ts';
import { knownApplication } from '../../vendor/microsoft/applications.ts';
import { temporaryPassUid } from '../../vendor/microsoft/credential.ts';
import { foreign } from '../../vendor/microsoft/family.ts';
import { parseTime } from '../../vendor/microsoft/time.ts';
import { authMethodOf, callerOf, credentialOf, sessionOf } from './caller.ts';
import { FIELDS } from './fields.ts';
import { personOf, targetsOf } from './objects.ts';
import { CATEGORY } from './recognise.ts';
import { type GraphRequest, requestOf } from './request.ts';
import type { Row } from './row.ts';

export function normalise(record: RecordView): Normalised {
  const category = record.text(FIELDS.category);
  if (category !== CATEGORY) return foreign(category);
  const uri = record.text(FIELDS.requestUri);
  if (uri === undefined || uri === '') return missing('requestUri');
  const text = record.text(FIELDS.time);
  if (text === undefined) return missing('time');
  const time = parseTime(text);
  if (time === undefined) return impossibleTime('time', text);
  const request = requestOf(record.text(FIELDS.requestMethod) ?? '', uri);
  const row = request.row !== undefined && shows(request.row, request) ? request.row : undefined;
  const tenant = tenantOf(record);
  const principal = callerOf(record, tenant);
  const status =
    record.derived(FIELDS.responseStatusCode, numberIn) ?? record.derived(FIELDS.resultSignature, numberIn);
  const isFailure = status !== undefined && status >= 400;
  const subject = row?.concerns === 'person' ? personOf(request, principal, tenant) : undefined;
  const userAgent = record.text(FIELDS.userAgent) || undefined;
  const application = knownApplication(record.text(FIELDS.appId));
  return {
    uid: record.text(FIELDS.requestId) || uidFromContent(record, request, principal),
    time,
    provider: 'entra',
    scope: tenant,
    region: record.text(FIELDS.location) || undefined,
    operation: request.operation,
    action: row?.action ?? 'use',
    outcome: isFailure ? 'failure' : 'success',
    error: isFailure ? String(status) : undefined,
    access: accessOf(userAgent, application?.access),
    principal,
    credential: credentialOf(record),
    session: sessionOf(record, principal),
    client: {
      ip: addressOf(record.text(FIELDS.ipAddress)) ?? addressOf(record.text(FIELDS.callerIpAddress)),
      userAgent,
      service: undefined,
      endpoint: undefined,
    },
    targets: targetsOf(request),
    issued: isFailure ? NO_ISSUED : issuedBy(row, subject),
    subject,
    details: detailsOf(record, row, application?.name, subject, principal),
    pair: undefined,
  };
}

/** Some secrets are in the answer only when asked for by name. */
function shows({ selects }: Row, { selected }: GraphRequest): boolean {
  return selects === undefined || selected.includes(selects);
}

function tenantOf(record: RecordView): string {
  const fields = [FIELDS.tenantId, FIELDS.tenantInProperties, FIELDS.aadTenantId];
  for (const field of fields) {
    const tenant = record.text(field);
    if (tenant !== undefined && tenant !== '') return tenant.toLowerCase();
  }
  return '';
}

function numberIn(value: unknown): number | undefined {
  return numberAt(value);
}

function addressOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : addressWithoutPort(text);
}

/** Libraries send an agent of their own behind every program; the program's application id then says more. */
function accessOf(userAgent: string | undefined, known: Access | undefined): Access {
  const seen = accessByAgent(userAgent);
  return seen === 'unknown' || seen === 'sdk' ? (known ?? seen) : seen;
}

/** Passwords and passes have no id: one per holder. What else is made has an id the log does not tell. */
function issuedBy(row: Row | undefined, subject: Principal | undefined): readonly Issued[] {
  if (row?.issues === undefined || subject === undefined) return NO_ISSUED;
  // A pass goes by the same name where a sign-in presents it.
  const uid = row.issues === 'password' ? passwordUid(subject) : temporaryPassUid(subject);
  return [issued(uid, row.issues, subject)];
}

function detailsOf(
  record: RecordView,
  row: Row | undefined,
  application: string | undefined,
  subject: Principal | undefined,
  principal: Principal,
): Details {
  const common = {
    application: application ?? record.text(FIELDS.appId),
    authMethod: record.derived(FIELDS.clientAuthMethod, authMethodOf),
  };
  if (row === undefined || row.action === 'use') {
    return remembered(`${common.application} ${common.authMethod}`, () => Object.freeze(toldDetails(common)));
  }
  return toldDetails(common, row.details, {
    permissions: record.text(FIELDS.scopes) || record.text(FIELDS.roles),
    selfService: subject === undefined ? undefined : subject.uid === principal.uid,
  });
}

/** Few programs make nearly all requests. */
const remembered = memo<Details>(2_048);

/** Records of some exports have no request id; the same record must get the same uid wherever it is read. */
function uidFromContent(record: RecordView, { operation }: GraphRequest, principal: Principal): string {
  const fields = [
    FIELDS.time,
    FIELDS.operationId,
    FIELDS.requestUri,
    FIELDS.signInActivityId,
    FIELDS.ipAddress,
  ];
  return contentUid('graph-', [operation, principal.uid, ...fields.map((field) => record.text(field))]);
}
