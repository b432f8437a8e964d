/**
 * Copies of Workspace activities in Cloud audit logs. The activity's own id, time and events lie in the entry's
 * metadata, so the events made here are those that the Reports API's copy gives.
 */

import type { RecordView } from '../../contract/projection.ts';
import type { Several } from '../../contract/source.ts';
import { listAt, textAt } from '../../lib/json.ts';
import { addressOf } from '../../vendor/google/address.ts';
import { NO_ACTOR, readEvents } from '../../vendor/google/workspace-activity.ts';
import { eventsOf } from '../../vendor/google/workspace-event.ts';
import { FIELDS } from './fields.ts';

/** Services whose entries are such copies, with the application of the Reports API. */
const APPLICATIONS: ReadonlyMap<string, string> = new Map([
  ['login.googleapis.com', 'login'],
  ['admin.googleapis.com', 'admin'],
  ['oauth2.googleapis.com', 'token'],
  ['saml.googleapis.com', 'saml'],
  ['cloudidentity.googleapis.com', 'groups_enterprise'],
]);

/** The activity's events; undefined for an entry that is no copy. */
export function copiedEvents(record: RecordView, time: number, scope: string): Several | undefined {
  const application = APPLICATIONS.get(record.text(FIELDS.serviceName) ?? '');
  if (application === undefined) return undefined;
  const metadata = record.json(FIELDS.metadata);
  const events = readEvents(listAt(metadata, 'event'));
  if (events.length === 0) return undefined;
  const microseconds = textAt(metadata, 'activityId', 'timeUsec');
  return eventsOf({
    time: milliseconds(microseconds) ?? time,
    qualifier: textAt(metadata, 'activityId', 'uniqQualifier'),
    application: applicationOf(application, record.text(FIELDS.methodName)),
    scope,
    actor: { ...NO_ACTOR, email: textAt(record.json(FIELDS.authenticationInfo), 'principalEmail') },
    ip: addressOf(record.text(FIELDS.callerIp)),
    said: undefined,
    events,
  });
}

/** SAML sign-ins come under the service of sign-ins: `google.login.SamlService.…`. */
function applicationOf(application: string, methodName: string | undefined): string {
  return methodName?.includes('Saml') === true && application === 'login' ? 'saml' : application;
}

/** The Reports API knows milliseconds only, and so must the copy. */
function milliseconds(microseconds: string | undefined): number | undefined {
  return microseconds !== undefined && /^\d{13,17}$/.test(microseconds)
    ? Number(microseconds.slice(0, -3))
    : undefined;
}
