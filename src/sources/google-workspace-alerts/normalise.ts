/** One alert → an event for each person it is about, so that each is raised by it. Total and pure. */

import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent, Several, Skip, Unusable } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Principal } from '../../model/event.ts';
import { addressOf } from '../../vendor/google/address.ts';
import { FIELDS } from './fields.ts';
import { type AlertKind, OPERATIONS } from './operations.ts';
import { peopleAt } from './people.ts';
import { riskOf } from './risk.ts';

export function normalise(record: RecordView): Normalised | Several {
  const time = timeOf(record);
  if (typeof time !== 'number') return time;
  const alertId = record.text(FIELDS.alertId);
  if (alertId === undefined) return missing('alertId');
  const name = kindName(record);
  const known = kinds.get(`alertcenter:${name}`);
  if (known?.notice === true) return { skip: 'notice that says nothing of security' };
  const kind = known ?? { ...UNLISTED, operation: `alertcenter:${name}` };
  const data = record.json(FIELDS.data);
  const people = peopleAt(data, kind.people);
  const [first = UNKNOWN, ...others] = people;
  const base = eventOf(record, { time, uid: `workspace-alert:${alertId}`, kind, data, principal: first });
  if (others.length === 0) return base;
  return [
    base,
    ...others.map((principal, index) => ({ ...base, uid: `${base.uid}#${index + 2}`, principal })),
  ];
}

const kinds: ReadonlyMap<string, AlertKind> = new Map(OPERATIONS.map((each) => [each.operation, each]));

/** Kinds of tomorrow are alerts too; the usual places are searched for people. */
const UNLISTED: AlertKind = {
  operation: 'alertcenter:Alert',
  action: 'alert',
  atMost: 'low',
  people: ['email', 'actorEmail', 'userEmail'],
};

/** `type.googleapis.com/google.apps.alertcenter.type.AccountWarning`, in published samples with a blank behind it. */
function kindName(record: RecordView): string {
  const type = (record.text(FIELDS.dataType) ?? '').trim();
  const name = type.slice(type.lastIndexOf('.') + 1);
  return /^\w{1,80}$/.test(name) ? name : 'Alert';
}

/** When what it tells of began: an alert may be written hours later. */
function timeOf(record: RecordView): number | Skip | Unusable {
  const written = record.text(FIELDS.startTime) ?? record.text(FIELDS.createTime);
  if (written === undefined) return missing('startTime');
  const time = parseIsoTime(written);
  return time === undefined || time < EARLIEST || time > LATEST ? impossibleTime('startTime', written) : time;
}

const EARLIEST = Date.UTC(2006, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

interface Basics {
  readonly time: number;
  readonly uid: string;
  readonly kind: AlertKind;
  readonly data: unknown;
  readonly principal: Principal;
}

function eventOf(record: RecordView, { time, uid, kind, data, principal }: Basics): NormalisedEvent {
  const address = kind.address === undefined ? undefined : textAt(data, ...kind.address);
  return {
    uid,
    time,
    provider: 'google-workspace',
    scope: record.text(FIELDS.customerId) ?? '',
    region: undefined,
    operation: kind.operation,
    action: kind.action,
    outcome: 'success',
    error: undefined,
    access: 'unknown',
    principal,
    credential: undefined,
    session: undefined,
    client: { ip: addressOf(address), userAgent: undefined, service: undefined, endpoint: undefined },
    targets: [],
    issued: [],
    subject: kind.subject === undefined ? undefined : peopleAt(data, kind.subject)[0],
    details: toldDetails({
      alertTitle: record.text(FIELDS.type),
      riskLevel: riskOf(record.text(FIELDS.severity), kind.atMost),
      detector: record.text(FIELDS.source),
      status: record.text(FIELDS.status),
    }),
    pair: undefined,
  };
}
