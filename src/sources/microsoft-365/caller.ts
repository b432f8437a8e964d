/** Who did what the unified audit log records: a person, an application, or a service of Microsoft's own. */

import { bareSession } from '../../contract/credentials.ts';
import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import { flagAt, listAt, numberAt, textAt } from '../../lib/json.ts';
import type { Access, Credential, Principal, Session } from '../../model/event.ts';
import { pairsOf } from '../../vendor/microsoft/changes.ts';
import { loginOf } from '../../vendor/microsoft/claims.ts';
import { isGuid, sessionUid, tokenPresented } from '../../vendor/microsoft/credential.ts';
import { applicationPrincipal, objectPrincipal, userPrincipal } from '../../vendor/microsoft/principal.ts';
import { FIELDS } from './fields.ts';

/** Kinds of `UserType`, by number in the API and by name in workspace tables. */
const TYPES = [
  'regular',
  'reserved',
  'admin',
  'dcadmin',
  'system',
  'application',
  'serviceprincipal',
  'custompolicy',
  'systempolicy',
  'partnertechnician',
  'guest',
];
const SERVICES: ReadonlySet<string> = new Set([
  'reserved',
  'dcadmin',
  'system',
  'custompolicy',
  'systempolicy',
]);

/** For `record.derived`. */
export function userTypeOf(value: unknown): string | undefined {
  const number = numberAt(value);
  if (number !== undefined) return TYPES[number];
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

export function callerOf(record: RecordView, type: string | undefined, tenant: string): Principal {
  const userId = record.text(FIELDS.userId)?.slice(0, 256) || undefined;
  const key = record.text(FIELDS.userKey)?.slice(0, 256) || undefined;
  const application = /^(?:ServicePrincipal|Application)_(.+)$/i.exec(userId ?? '')?.[1];
  if (application !== undefined)
    return applicationOf(application, record, tenant) ?? serviceOf(userId, tenant);
  if (userId !== undefined && SYSTEM.test(userId)) return serviceOf(userId, tenant);
  const upn = loginOf(userId);
  if (type !== undefined && SERVICES.has(type)) return serviceOf(userId ?? key, tenant);
  if (type === 'application' || type === 'serviceprincipal') {
    return applicationOf(key, record, tenant) ?? serviceOf(userId ?? key, tenant);
  }
  const id = [key, record.text(FIELDS.tokenObjectId)].find((text) => text !== undefined && isGuid(text));
  if (upn !== undefined || id !== undefined) return userPrincipal({ id, upn, tenant }) ?? UNKNOWN;
  if (userId !== undefined && isGuid(userId)) return applicationOf(userId, record, tenant) ?? UNKNOWN;
  return objectPrincipal('unknown', { displayName: userId ?? key, tenant }) ?? UNKNOWN;
}

/** `app@sharepoint`, `NT AUTHORITY\SYSTEM (…)`, `S-1-5-18`: Microsoft's own hands. */
const SYSTEM = /^(?:app@sharepoint|sharepoint\\system|nt (?:authority|service)\\|s-1-5-1[89]$)/i;

function serviceOf(name: string | undefined, tenant: string): Principal {
  return applicationPrincipal({ displayName: name ?? 'Microsoft 365', tenant }) ?? UNKNOWN;
}

function applicationOf(id: string | undefined, record: RecordView, tenant: string): Principal | undefined {
  if (id === undefined || !isGuid(id)) return undefined;
  const displayName = record.derived(FIELDS.actor, actorName);
  return applicationPrincipal({ id, displayName, tenant });
}

/** The actor's name among its ids: `[{ID: 'Pipeline', Type: 1}, {ID: '<guid>', Type: 2}, …]`. */
function actorName(actor: unknown): string | undefined {
  return listAt(actor)
    .slice(0, 20)
    .map((entry) => (numberAt(entry, 'Type') === 1 ? textAt(entry, 'ID') : undefined))
    .find((name) => name !== undefined && !isGuid(name) && !/^ServicePrincipal(?:_|$)/.test(name));
}

export function credentialOf(record: RecordView): Credential | undefined {
  return tokenPresented(record.text(FIELDS.tokenId));
}

export function sessionOf(record: RecordView, principal: Principal): Session | undefined {
  const said = record.text(FIELDS.aadSession) ?? record.derived(FIELDS.deviceProperties, sessionIn);
  const id = said || record.text(FIELDS.sessionId);
  if (id === undefined || id === '' || !isGuid(id)) return undefined;
  return bareSession(sessionUid(id), principal.name);
}

function sessionIn(properties: unknown): string | undefined {
  return pairsOf(properties).get('SessionId');
}

/** Programs name themselves in several places: a browser as such, mail clients as `Client=OWA;Mozilla/5.0 …`. */
export function userAgentOf(record: RecordView): string | undefined {
  return (
    record.text(FIELDS.userAgent) ||
    record.derived(FIELDS.extended, agentIn) ||
    record.text(FIELDS.clientInfo)?.trim() ||
    undefined
  );
}

function agentIn(properties: unknown): string | undefined {
  const agent = pairsOf(properties).get('UserAgent');
  if (agent !== undefined) return agent;
  const details = pairsOf(properties).get('additionalDetails');
  const found = details === undefined ? null : /"User-Agent":"((?:[^"\\]|\\.){1,500})"/.exec(details);
  return found?.[1];
}

/** What is said of the path beside the user agent. */
export function accessSaid(record: RecordView, principal: Principal): Access | undefined {
  if (principal.kind === 'service') return 'service';
  // Administrators of Microsoft's data centres.
  if (record.derived(FIELDS.externalAccess, isTrue)) return 'service';
  const client = record.text(FIELDS.clientInfo)?.toLowerCase() ?? '';
  if (client.includes('client=owa')) return 'console';
  return client.includes('powershell') ? 'cli' : undefined;
}

function isTrue(value: unknown): boolean {
  return flagAt(value) === true;
}

/** The application in use, by the first name or id given. */
export function applicationOfRecord(record: RecordView): string | undefined {
  const fields = [
    FIELDS.applicationName,
    FIELDS.clientAppId,
    FIELDS.contextAppId,
    FIELDS.applicationId,
    FIELDS.appId,
  ];
  for (const field of fields) {
    const found = record.text(field);
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}
