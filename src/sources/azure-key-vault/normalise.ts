/** One Key Vault audit record → one event. Total and pure. */

import { contentUid } from '../../contract/content-uid.ts';
import { issued } from '../../contract/credentials.ts';
import { NO_ISSUED, tableOf } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, Skip } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { numberAt } from '../../lib/json.ts';
import { memo } from '../../lib/memo.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Access, Details, Issued, Principal } from '../../model/event.ts';
import { knownApplication } from '../../vendor/microsoft/applications.ts';
import { readClaims, type TokenHolder } from '../../vendor/microsoft/claims.ts';
import { foreign } from '../../vendor/microsoft/family.ts';
import { resourceUid, subscriptionOf } from '../../vendor/microsoft/resource.ts';
import { parseTime } from '../../vendor/microsoft/time.ts';
import { FIELDS } from './fields.ts';
import { OPERATIONS, type Row } from './operations.ts';
import { isVaultRecord, POLICY_CATEGORY } from './recognise.ts';
import { objectUid, targetsOf } from './vault-object.ts';

export function normalise(record: RecordView): Normalised {
  const category = record.text(FIELDS.category);
  const resource = record.text(FIELDS.resourceId);
  if (!isVaultRecord(category, resource)) return foreign(category);
  if (category === POLICY_CATEGORY) return POLICY;
  const name = record.text(FIELDS.operationName);
  if (name === undefined) return missing('operationName');
  const text = record.text(FIELDS.time);
  if (text === undefined) return missing('time');
  const time = parseTime(text);
  if (time === undefined) return impossibleTime('time', text);
  if (name.endsWith('EventGridNotification')) return NOTICE;
  return eventOf(record, {
    name: name.slice(0, LONGEST_NAME),
    time,
    resourceId: resourceUid(resource) ?? '',
  });
}

const LONGEST_NAME = 100;
const POLICY: Skip = Object.freeze({ skip: 'verdict of Azure Policy on what lies in a vault' });
const NOTICE: Skip = Object.freeze({ skip: 'notice of a vault, called by nobody' });
const CHALLENGE: Skip = Object.freeze({ skip: 'challenge to a client that had no token yet' });

interface Call {
  readonly name: string;
  readonly time: number;
  readonly resourceId: string;
}

function eventOf(record: RecordView, call: Call): Normalised {
  const { name, time, resourceId } = call;
  const status = record.derived(FIELDS.status, statusOf);
  const holder = holderOf(record);
  // Every client's first call goes without a token, to learn where to get one.
  if (holder.principal === undefined && status === 401) return CHALLENGE;
  const operation = `keyvault:${name}`;
  const row = table.get(operation);
  const isFailure = status === undefined ? saysFailure(record.text(FIELDS.resultType)) : status >= 400;
  const scope = subscriptionOf(resourceId) ?? '';
  const principal = holder.principal ?? nobody(scope);
  const uid = objectUid(record.text(FIELDS.objectId)) ?? objectUid(record.text(FIELDS.requestUri));
  const userAgent = record.text(FIELDS.clientInfo) || undefined;
  const application = knownApplication(holder.appId);
  return {
    uid: uidFromContent(record, operation, principal),
    time,
    provider: 'azure',
    scope,
    region: undefined,
    operation,
    action: row?.action ?? 'use',
    outcome: isFailure ? 'failure' : 'success',
    error: isFailure
      ? record.text(FIELDS.resultSignature)?.slice(0, 100) || String(status ?? 'Failure')
      : undefined,
    access: accessOf(record, userAgent, application?.access),
    principal,
    credential: holder.credential,
    session: holder.session,
    client: {
      ip: addressOf(record.text(FIELDS.callerIpAddress)),
      userAgent,
      service: record.text(FIELDS.trustedService) || undefined,
      endpoint: undefined,
    },
    targets: targetsOf(uid, resourceId),
    issued: isFailure ? NO_ISSUED : issuedBy(row, uid, principal),
    subject: undefined,
    details: detailsOf(application?.name ?? holder.appId, row?.secretType),
    pair: undefined,
  };
}

const table = tableOf(OPERATIONS);

/** Few programs read nearly all secrets. */
function detailsOf(application: string | undefined, secretType: string | undefined): Details {
  return remembered(`${application} ${secretType}`, () =>
    Object.freeze(toldDetails({ application, secretType })),
  );
}

const remembered = memo<Details>(2_048);

function holderOf(record: RecordView): TokenHolder {
  const holder = record.derived(FIELDS.claims, readClaims);
  return holder.principal === undefined ? record.derived(FIELDS.flatClaims, readClaims) : holder;
}

function saysFailure(resultType: string | undefined): boolean {
  return resultType === 'Failure' || resultType === 'Failed';
}

function statusOf(status: unknown): number | undefined {
  return numberAt(status);
}

function nobody(scope: string): Principal {
  return { uid: scope === '' ? 'unknown' : `unknown@${scope}`, kind: 'unknown', name: 'unknown', scope: '' };
}

function addressOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : addressWithoutPort(text);
}

/** The portal works through browsers, and programs behind well-known applications often send a library's agent. */
function accessOf(record: RecordView, userAgent: string | undefined, known: Access | undefined): Access {
  if (record.text(FIELDS.trustedService)) return 'service';
  const seen = accessByAgent(userAgent);
  return seen === 'unknown' || seen === 'sdk' ? (known ?? seen) : seen;
}

function issuedBy(row: Row | undefined, uid: string | undefined, holder: Principal): readonly Issued[] {
  if (row?.issues === undefined || uid === undefined) return NO_ISSUED;
  return [issued(uid, row.issues, holder)];
}

/** A vault's records have no id; the same record must get the same one wherever it is read. */
function uidFromContent(record: RecordView, operation: string, principal: Principal): string {
  const fields = [
    FIELDS.time,
    FIELDS.correlationId,
    FIELDS.objectId,
    FIELDS.requestUri,
    FIELDS.callerIpAddress,
    FIELDS.resultSignature,
  ];
  const parts = fields.map((field) => record.text(field));
  return contentUid('keyvault-', [operation, principal.uid, ...parts]);
}
