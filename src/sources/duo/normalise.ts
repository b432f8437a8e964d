/** One record of any of Duo's logs → its event or events. Total and pure. */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, Several } from '../../contract/source.ts';
import { missing } from '../../contract/unusable.ts';
import { textAt } from '../../lib/json.ts';
import { activityEvent } from './activity.ts';
import { adminEvent } from './admin.ts';
import { authenticationEvents } from './authentication.ts';
import { FIELDS } from './fields.ts';
import { fromNumber, possible, timeOf } from './time.ts';
import { trustMonitorEvent } from './trust-monitor.ts';

export function normalise(record: RecordView): Normalised | Several {
  const securityEvent = record.text(FIELDS.securityEvent);
  if (securityEvent !== undefined) return trustMonitor(record, securityEvent);
  if (record.json(FIELDS.credits) !== undefined && record.json(FIELDS.phone) !== undefined) {
    return { skip: 'telephony record' };
  }
  const action = record.derived(FIELDS.action, readAction);
  const time = timeOf(record);
  if (time === undefined) return { problem: 'missing-field', message: 'the record names no possible time' };
  if (action === undefined) {
    if (!isAuthentication(record)) return missing('action');
    return authenticationEvents(record, time);
  }
  const activity = record.text(FIELDS.activityId);
  return activity === undefined
    ? adminEvent(record, action, time)
    : activityEvent(record, action, time, activity);
}

function trustMonitor(record: RecordView, key: string): Normalised {
  const time = possible(fromNumber(record.json(FIELDS.surfacedTimestamp)));
  if (time === undefined)
    return { problem: 'missing-field', message: 'surfaced_timestamp is not a possible time' };
  return trustMonitorEvent(record, time, key);
}

/** Text in administrator actions, an object with a name in activities. */
function readAction(action: unknown): string | undefined {
  if (typeof action === 'string') return action === '' ? undefined : action.slice(0, 120);
  return textAt(action, 'name')?.slice(0, 120);
}

function isAuthentication(record: RecordView): boolean {
  return (
    record.text(FIELDS.result) !== undefined ||
    record.text(FIELDS.factor) !== undefined ||
    record.text(FIELDS.eventType) !== undefined
  );
}
