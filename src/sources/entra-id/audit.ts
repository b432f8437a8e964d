/** An audit of the directory → an event. Operations outside the table are `use`; their objects are told all the same. */

import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent, Unusable } from '../../contract/source.ts';
import { missing } from '../../contract/unusable.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { excerpt } from '../../lib/text.ts';
import type { Details, Principal } from '../../model/event.ts';
import { settingText } from '../../vendor/microsoft/changes.ts';
import { Call } from './call.ts';
import { objectsOf, targetOf } from './directory-object.ts';
import { addressOf, type DetailValue, saidOf, tell, tenantOf, timeOf, uidOf } from './essentials.ts';
import { FIELDS } from './fields.ts';
import { type Initiator, initiatorPrincipal, readInitiator } from './initiator.ts';
import { type NamedOperation, nameOperation } from './operation-names.ts';
import type { Decided, Row } from './row.ts';
import { settingOf } from './setting.ts';

export function auditEvent(record: RecordView): NormalisedEvent | Unusable {
  const name = record.text(FIELDS.activityDisplayName) || record.text(FIELDS.operationName);
  if (name === undefined || name.trim() === '') return missing('operationName');
  const time = timeOf(record.text(FIELDS.activityDateTime), record.text(FIELDS.time));
  if (typeof time !== 'number') return time;
  const tenant = tenantOf(record);
  const initiator = record.derived(FIELDS.initiatedBy, readInitiator);
  const service = record.text(FIELDS.loggedByService);
  const caller = initiatorPrincipal(initiator, tenant, record.derived(FIELDS.identity, itself), service);
  const error = errorOf(record);
  const call = new Call(record, caller, tenant, error === undefined);
  const { operation, row } = namedOperation(name, record.text(FIELDS.operationName));
  const facts = factsOf(row, call);
  const subject = facts.subject?.(call);
  // What is reported of somebody says nothing of who reported it.
  const isReport = facts.action === 'alert' && subject !== undefined;
  const userAgent = userAgentOf(record, call);
  const said = saidOf(record);
  return {
    uid: uidOf(record, 'audit', () => [String(time), operation, caller.uid, textOf(record)]),
    time,
    provider: 'entra',
    scope: tenant,
    region: undefined,
    operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: caller.kind === 'service' ? 'service' : accessByAgent(userAgent),
    principal: isReport ? subject : caller,
    credential: undefined,
    session: undefined,
    client: {
      ip: addressOf(initiator.ip) ?? addressOf(record.text(FIELDS.callerIpAddress)),
      userAgent,
      service: caller.kind === 'service' ? caller.name : undefined,
      endpoint: undefined,
      ...(said === undefined ? {} : { said }),
    },
    targets: call.objects.map(targetOf).filter((target) => target !== undefined),
    issued: call.succeeded ? (facts.issues?.(call) ?? NO_ISSUED) : NO_ISSUED,
    subject: isReport ? undefined : subject,
    details: detailsOf(facts, call, isReport ? undefined : subject, initiator, record),
    pair: undefined,
  };
}

/** Both names are the same but in a few records, where only one is a name of the catalogue. */
function namedOperation(name: string, other: string | undefined): NamedOperation {
  const named = nameOperation(name);
  if (named.row !== undefined || other === undefined || other === '') return named;
  const otherwise = nameOperation(other);
  return otherwise.row === undefined ? named : otherwise;
}

const PLAIN: Decided = Object.freeze({ action: 'use' });

function factsOf(row: Row | undefined, call: Call): Decided {
  if (row === undefined) return PLAIN;
  return row.decide === undefined ? row : row.decide(call);
}

/** `result` is `success`, `failure`, `timeout` or a code beside them. */
function errorOf(record: RecordView): string | undefined {
  const result =
    record.derived(FIELDS.result, textOfResult) ?? record.derived(FIELDS.resultType, textOfResult);
  return result === undefined || /^(?:success|succeeded|0|)$/i.test(result) ? undefined : result;
}

function textOfResult(result: unknown): string | undefined {
  if (typeof result === 'number') return String(result);
  return typeof result === 'string' ? result.slice(0, 80) : undefined;
}

/** What tells two records without an id apart, whatever the wrapping. */
function textOf(record: RecordView): string {
  return JSON.stringify(objectsOf(record.json(FIELDS.targetResources))).slice(0, 4096);
}

function itself(value: unknown): unknown {
  return value;
}

function userAgentOf(record: RecordView, call: Call): string | undefined {
  return record.text(FIELDS.userAgent) || call.additional.get('User-Agent') || undefined;
}

function detailsOf(
  facts: Decided,
  call: Call,
  subject: Principal | undefined,
  initiator: Initiator,
  record: RecordView,
): Details {
  const details: Record<string, DetailValue> = {};
  tell(details, 'service', record.text(FIELDS.loggedByService));
  if (call.principal.kind === 'user') tell(details, 'application', initiator.app.name);
  if (!call.succeeded && call.reason !== '') details['reason'] = excerpt(call.reason, 160);
  if (facts.action === 'use') return tellFound(details, facts, call);
  if (subject !== undefined) details['selfService'] = subject.uid === call.principal.uid;
  const setting = settingOf(facts, call);
  if (setting !== undefined) {
    details['setting'] = setting.name;
    tell(details, 'settingOld', settingText(setting.old));
    tell(details, 'settingNew', settingText(setting.new));
  }
  for (const name in facts.says) tell(details, name, facts.says[name]);
  return tellFound(details, facts, call);
}

function tellFound(details: Record<string, DetailValue>, facts: Decided, call: Call): Details {
  for (const name in facts.details) tell(details, name, facts.details[name]?.(call));
  return details;
}
