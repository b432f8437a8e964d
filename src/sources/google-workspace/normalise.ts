/** One Workspace activity → an event for each of its `events`. Total and pure. */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, Several } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { addressOf, saidOfAddress } from '../../vendor/google/address.ts';
import {
  type Activity,
  type ActivityEvent,
  MOST_EVENTS,
  readActor,
  readEvent,
  readParameters,
} from '../../vendor/google/workspace-activity.ts';
import { eventsOf } from '../../vendor/google/workspace-event.ts';
import { FIELDS } from './fields.ts';

export function normalise(record: RecordView): Normalised | Several {
  const application = record.text(FIELDS.application);
  if (application === undefined) return missing('id.applicationName');
  const written = record.text(FIELDS.time);
  const events = eventsIn(record);
  if (written === undefined) {
    // What a test or a page quotes of an activity: none that Google delivers is without both.
    if (scalar(record.json(FIELDS.qualifier)) === undefined) return { skip: 'excerpt without time and id' };
    return missing('id.time');
  }
  const time = parseIsoTime(written);
  if (time === undefined || time < EARLIEST || time > LATEST) {
    return impossibleTime('id.time', written);
  }
  if (events.length === 0)
    return { problem: 'missing-field', message: 'no event of the activity has a name' };
  const activity: Activity = {
    time,
    application,
    qualifier: scalar(record.json(FIELDS.qualifier)),
    scope: record.derived(FIELDS.customer, scalar) ?? record.text(FIELDS.ownerDomain) ?? '',
    actor: record.derived(FIELDS.actor, readActor),
    ip: addressOf(record.text(FIELDS.ipAddress)),
    said: record.derived(FIELDS.networkInfo, saidOfAddress),
    events,
  };
  const made = eventsOf(activity);
  const [first] = made;
  return made.length === 1 && first !== undefined ? first : made;
}

/** Google Apps opened in 2006; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2006, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

function eventsIn(record: RecordView): readonly ActivityEvent[] {
  const events = record.derivedEach(FIELDS.events, readEvent, MOST_EVENTS);
  if (events.length > 0) return events.filter((event) => event !== undefined);
  const only = record.derived(FIELDS.events, readEvent);
  if (only !== undefined) return [only];
  const name = record.text(FIELDS.name);
  if (name === undefined) return [];
  const parameters = readParameters(record.json(FIELDS.parameters));
  return [{ name: name.trim(), type: record.text(FIELDS.type), parameters }];
}

/** Ids are text, save where an exporter thought they were numbers. */
function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}
