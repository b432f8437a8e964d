/** One OCSF event → one event of ours, by its class and by whose log it was made from. Total and pure. */

import { contentUid } from '../../contract/content-uid.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { type ClassKind, classKind } from './classes.ts';
import { cloudTrailEvent, isCloudTrail } from './cloudtrail.ts';
import { FIELDS } from './fields.ts';
import { findingEvent } from './finding.ts';
import { genericEvent } from './generic.ts';
import { httpEvent, networkEvent, processEvent } from './host.ts';
import { timeOf } from './time.ts';

export function normalise(record: RecordView): Normalised {
  const classUid = record.number(FIELDS.classUid);
  if (classUid === undefined) return { problem: 'missing-field', message: 'the event has no class_uid' };
  const kind = classKind(classUid, record.text(FIELDS.className));
  if (kind === undefined) return { skip: `class ${classUid}, which tells of no credential` };
  const time = timeOf(record.text(FIELDS.timeText), record.json(FIELDS.time));
  if (time === undefined) return { problem: 'bad-value', message: 'the event has no possible time' };
  return eventOf(record, kind, time, record.text(FIELDS.metaUid) || uidFromContent(record, time));
}

function eventOf(record: RecordView, kind: ClassKind, time: number, uid: string): Normalised {
  switch (kind) {
    case 'process':
      return processEvent(record, time, uid);
    case 'network':
      return networkEvent(record, time, uid);
    case 'http':
      return httpEvent(record, time, uid);
    case 'finding':
      return findingEvent(record, time, uid);
    case 'api':
    case 'authentication':
    case 'account-change':
    case 'user-access':
    case 'entity':
    case 'group':
      return isCloudTrail(record)
        ? cloudTrailEvent(record, time, uid)
        : genericEvent(record, kind, time, uid);
  }
}

/** Few mappings leave the vendor's id out; the same event must get the same one wherever it is read. */
function uidFromContent(record: RecordView, time: number): string {
  const parts = [
    String(time),
    String(record.number(FIELDS.classUid)),
    String(record.number(FIELDS.activityId)),
    record.text(FIELDS.product),
    record.text(FIELDS.operation),
    record.text(FIELDS.requestUid),
    ...[
      FIELDS.actor,
      FIELDS.user,
      FIELDS.src,
      FIELDS.dst,
      FIELDS.process,
      FIELDS.resources,
      FIELDS.finding,
    ].map((field) => JSON.stringify(record.json(field))),
  ];
  return contentUid('ocsf:content-', parts);
}
