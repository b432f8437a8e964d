/**
 * A GuardDuty finding → an alert about the key, role or machine it names, one for each actor of an attack sequence.
 * Alerts raise findings about the same principal or credential and are never findings by themselves.
 */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent, Several } from '../../contract/source.ts';
import { at, flagAt, numberAt, textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Details } from '../../model/event.ts';
import { partitionOf } from '../../vendor/aws/principal.ts';
import { clientOf } from './action.ts';
import { FIELDS } from './fields.ts';
import { FINDING } from './operations.ts';
import { type About, type Account, aboutOf, targetsOf } from './resource.ts';
import { actorsOf } from './sequence.ts';

export function normalise(record: RecordView): Normalised | Several {
  if (record.flag(FIELDS.otherProduct) === true) return { skip: 'finding of another product' };
  const type = record.text(FIELDS.type);
  if (type === undefined) return { problem: 'missing-field', message: 'the finding has no type' };
  const service = record.json(FIELDS.service);
  if (flagAt(service, 'additionalInfo', 'sample') === true) return { skip: 'sample finding' };
  const id = record.text(FIELDS.id) ?? record.text(FIELDS.arn);
  if (id === undefined) return { problem: 'missing-field', message: 'the finding has no id' };
  const time = timeOf(record, service);
  if (time === undefined) return { problem: 'bad-value', message: 'the finding has no possible time' };
  const resource = record.json(FIELDS.resource);
  const account = accountOf(record);
  const whole = {
    time,
    provider: 'aws' as const,
    scope: account.id,
    region: record.text(FIELDS.region),
    operation: FINDING,
    action: 'alert' as const,
    outcome: 'success' as const,
    error: undefined,
    access: 'unknown' as const,
    client: clientOf(service),
    targets: targetsOf(resource),
    issued: [],
    subject: undefined,
    details: detailsOf(record, type, service, resource),
    pair: undefined,
  };
  const actors = actorsOf(service, account);
  const abouts = actors.length > 0 ? actors : [aboutOf(resource, account)];
  return abouts.map((about, i) => eventOf(whole, about, uidOf(record, id, i)));
}

function eventOf(
  whole: Omit<NormalisedEvent, keyof About | 'uid'>,
  { principal, credential, session }: About,
  uid: string,
): NormalisedEvent {
  return { uid, ...whole, principal, credential, session };
}

/** A finding is written again whenever it is updated: each is another word about it. */
function uidOf(record: RecordView, id: string, actor: number): string {
  const updated = record.text(FIELDS.updatedAt);
  const uid = updated === undefined ? `guardduty:${id}` : `guardduty:${id}@${updated}`;
  return actor === 0 ? uid : `${uid}#${actor}`;
}

/** When it was last seen to happen; findings are written minutes to hours later. */
function timeOf(record: RecordView, service: unknown): number | undefined {
  const texts = [
    textAt(service, 'eventLastSeen'),
    textAt(service, 'eventFirstSeen'),
    record.text(FIELDS.updatedAt),
    record.text(FIELDS.createdAt),
  ];
  for (const text of texts) {
    const time = text === undefined ? undefined : parseIsoTime(text);
    if (time !== undefined) return time;
  }
  return undefined;
}

function accountOf(record: RecordView): Account {
  const partition = record.text(FIELDS.partition) ?? partitionOf(record.text(FIELDS.arn));
  return { id: record.text(FIELDS.accountId) ?? '', partition };
}

function detailsOf(record: RecordView, type: string, service: unknown, resource: unknown): Details {
  const severity = record.number(FIELDS.severity);
  const archived = flagAt(service, 'archived') === true;
  const call = at(service, 'action', 'awsApiCallAction');
  return toldDetails({
    alertType: type,
    title: record.text(FIELDS.title),
    severity,
    riskLevel: archived ? 'low' : riskLevelOf(severity),
    product: 'Amazon GuardDuty',
    archived,
    count: numberAt(service, 'count'),
    actionType: textAt(service, 'action', 'actionType'),
    calledOperation: textAt(call, 'api'),
    calledService: textAt(call, 'serviceName'),
    error: textAt(call, 'errorCode'),
    resourceType: textAt(resource, 'resourceType'),
    instanceProfile: textAt(resource, 'instanceDetails', 'iamInstanceProfile', 'arn'),
    resourceRole: textAt(service, 'resourceRole'),
  });
}

/** GuardDuty's bands: low below 4, medium below 7, then high and critical. */
function riskLevelOf(severity: number | undefined): string | undefined {
  if (severity === undefined) return undefined;
  if (severity < 4) return 'low';
  return severity < 7 ? 'medium' : 'high';
}
