/**
 * One Workspace activity → its events. Both the Reports API and the copies in Cloud audit logs come through here, so
 * that an activity read from both gives the same event with the same uid.
 */

import { NO_DETAILS, NO_ISSUED } from '../../contract/operation-row.ts';
import { UNKNOWN } from '../../contract/principals.ts';
import type { NormalisedEvent } from '../../contract/source.ts';
import { shortHash } from '../../lib/hash.ts';
import { clip, escapeControls } from '../../lib/text.ts';
import type { Access, Client, Details, Principal, Target } from '../../model/event.ts';
import { applicationTokenUid, credential } from './credential.ts';
import { ANONYMOUS, principalOfEmail, servicePrincipal } from './principal.ts';
import type { Activity, ActivityEvent } from './workspace-activity.ts';
import { WORKSPACE_OPERATIONS } from './workspace-operations-table.ts';
import type { FindDetail, WorkspaceCall, WorkspaceRow } from './workspace-row.ts';

export function eventsOf(activity: Activity): readonly NormalisedEvent[] {
  const [only] = activity.events;
  if (activity.events.length === 1 && only !== undefined) return [eventOf(activity, only, 1)];
  const seen = new Map<string, number>();
  return activity.events.map((event) => {
    const repeat = (seen.get(event.name) ?? 0) + 1;
    seen.set(event.name, repeat);
    return eventOf(activity, event, repeat);
  });
}

function eventOf(activity: Activity, event: ActivityEvent, repeat: number): NormalisedEvent {
  const prepared = rowOf(activity.application, event.name);
  const row = prepared?.row;
  const asked = { activity, event, parameters: event.parameters, principal: principalOf(activity) };
  const found = row?.subject?.(asked);
  const call: WorkspaceCall = { ...asked, principal: whoActs(asked.principal, found), subject: found };
  const outcome = row?.outcome ?? 'success';
  const subject = found?.uid === call.principal.uid && found.kind === 'unknown' ? undefined : found;
  return {
    uid: uidOf(activity, event, repeat),
    time: activity.time,
    provider: 'google-workspace',
    scope: activity.scope,
    region: undefined,
    operation: row?.operation ?? unlisted(activity.application, event.name),
    action: row?.decide?.(call) ?? row?.action ?? 'use',
    outcome,
    error: row?.error === undefined ? undefined : String(row.error(call) ?? 'failure'),
    access: accessOf(activity),
    principal: call.principal,
    credential: row?.presents?.(call) ?? credentialOf(activity, call.principal),
    session: undefined,
    client: clientOf(activity),
    targets: row?.targets?.(call) ?? NO_TARGETS,
    issued: outcome === 'success' ? (row?.issues?.(call) ?? NO_ISSUED) : NO_ISSUED,
    subject,
    details: detailsOf(prepared?.details, call, subject),
    pair: undefined,
  };
}

/** Names of events we do not know, which a hostile log may make as long as it likes. */
function unlisted(application: string, name: string): string {
  return clip(
    escapeControls(`${application.slice(0, LONGEST_NAME)}:${name.slice(0, LONGEST_NAME)}`),
    LONGEST_NAME,
  );
}

const LONGEST_NAME = 160;
const NO_TARGETS: readonly Target[] = Object.freeze([]);

/** A row with its details laid out once: they are asked of every event. */
interface Prepared {
  readonly row: WorkspaceRow;
  readonly details: readonly (readonly [string, FindDetail])[];
}

const byName = new Map<string, Prepared>();
/** By application, then by name. */
const byApplication = new Map<string, Map<string, Prepared>>();
for (const row of WORKSPACE_OPERATIONS) {
  const [application = '', name = ''] = row.operation.split(':');
  const prepared = { row, details: Object.entries(row.details ?? {}) };
  if (!byName.has(name)) byName.set(name, prepared);
  const own = byApplication.get(application) ?? new Map<string, Prepared>();
  own.set(name, prepared);
  byApplication.set(application, own);
}

/** Google moves events from one application to another (`user_accounts` is now `login`): the name is what lasts. */
function rowOf(application: string, name: string): Prepared | undefined {
  return byApplication.get(application)?.get(name) ?? byName.get(name);
}

/**
 * Time and qualifier name the activity; the event's name, and how often it came in the activity, name the event. Not
 * its position: a copy may come with each event by itself.
 */
function uidOf(
  { time, qualifier, actor, ip, application }: Activity,
  event: ActivityEvent,
  repeat: number,
): string {
  const again = repeat === 1 ? '' : `#${repeat}`;
  if (qualifier !== undefined) return `workspace:${time}:${qualifier}:${event.name}${again}`;
  const said = [...event.parameters].filter(([, value]) => typeof value !== 'object');
  const parts = [
    application,
    event.name,
    actor.email ?? actor.profileId ?? '',
    ip ?? '',
    JSON.stringify(said),
  ];
  return `workspace:${time}:content-${shortHash(parts, 24)}${again}`;
}

function principalOf({ actor, scope }: Activity): Principal {
  if (actor.email?.includes('@') === true) return principalOfEmail(actor.email);
  if (actor.callerType === 'KEY' && actor.key !== undefined) return servicePrincipal(actor.key);
  if (actor.profileId !== undefined && actor.profileId !== ANONYMOUS_PROFILE) {
    return { uid: `google:${actor.profileId}`, kind: 'user', name: actor.profileId, scope };
  }
  return actor.profileId === ANONYMOUS_PROFILE ? ANONYMOUS : UNKNOWN;
}

/** Stands in the Reports API for everybody outside who is not signed in. */
const ANONYMOUS_PROFILE = '105250506097979753968';

/** Warnings about an account name no actor: the account they are about is all there is. */
function whoActs(principal: Principal, subject: Principal | undefined): Principal {
  return principal.kind === 'unknown' ? (subject ?? principal) : principal;
}

function credentialOf({ actor }: Activity, { name }: Principal) {
  return actor.application === undefined
    ? undefined
    : credential(applicationTokenUid(actor.application, name), 'session-token');
}

function accessOf({ actor, application }: Activity): Access {
  if (actor.callerType === 'KEY') return 'service';
  if (actor.callerType === 'APPLICATION' || actor.application !== undefined) return 'sdk';
  return application === 'admin' ? 'console' : 'unknown';
}

function clientOf({ ip, said }: Activity): Client {
  const client = { ip, userAgent: undefined, service: undefined, endpoint: undefined };
  return said === undefined ? client : { ...client, said };
}

function detailsOf(
  finders: Prepared['details'] | undefined,
  call: WorkspaceCall,
  subject: Principal | undefined,
): Details {
  if ((finders === undefined || finders.length === 0) && subject === undefined) return NO_DETAILS;
  const details: Record<string, string | number | boolean> = {};
  for (const [name, find] of finders ?? []) {
    const found = find(call);
    if (found !== undefined) details[name] = found;
  }
  if (subject !== undefined) details['selfService'] = subject.uid === call.principal.uid;
  return details;
}
