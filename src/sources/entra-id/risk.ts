/**
 * What Identity Protection says of people and applications → alerts. They raise findings about the same principal, session
 * or token, and are never findings by themselves; a risk that somebody dismissed or dealt with raises nothing.
 */

import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised } from '../../contract/source.ts';
import { parseNested, textAt } from '../../lib/json.ts';
import type { Credential, Details, Principal } from '../../model/event.ts';
import { pairsOf } from '../../vendor/microsoft/changes.ts';
import { keyUid, tokenUid } from '../../vendor/microsoft/credential.ts';
import { applicationPrincipal, userPrincipal } from '../../vendor/microsoft/principal.ts';
import { addressOf, type DetailValue, saidOf, tell, tenantOf, timeOf, uidOf } from './essentials.ts';
import { FIELDS } from './fields.ts';

export function riskEvent(record: RecordView, log: 'risk-event' | 'risky'): Normalised {
  const state = record.text(FIELDS.riskState)?.toLowerCase() ?? '';
  const over = OVER.get(state);
  if (over !== undefined) return over;
  const time = timeOf(
    record.text(FIELDS.activityDateTime),
    record.text(FIELDS.detectedDateTime),
    record.text(FIELDS.riskLastUpdatedDateTime),
    record.text(FIELDS.time),
  );
  if (typeof time !== 'number') return time;
  const tenant = tenantOf(record);
  const isApplication = SERVICE_PRINCIPAL.test(record.text(FIELDS.category) ?? '');
  const principal =
    (isApplication ? applicationOf(record, log, tenant) : userOf(record, log, tenant)) ?? UNKNOWN;
  if (principal === UNKNOWN) return { problem: 'missing-field', message: 'the risk names nobody' };
  const said = saidOf(record);
  const level = record.text(FIELDS.riskLevel)?.toLowerCase();
  return {
    // A risk is written again whenever its level changes: each is another word about it.
    uid: uidOf(record, log, () => [String(time), principal.uid]).concat(
      level === undefined ? '' : `:${level}`,
    ),
    time,
    provider: 'entra',
    scope: tenant,
    region: undefined,
    operation: `entra:${NAMES[log][isApplication ? 'application' : 'user']}`,
    action: 'alert',
    outcome: 'success',
    error: undefined,
    access: 'unknown',
    principal,
    credential: credentialOf(record),
    session: undefined,
    client: {
      ip: addressOf(record.text(FIELDS.ipAddress)) ?? addressOf(record.text(FIELDS.callerIpAddress)),
      userAgent: userAgentOf(record),
      service: undefined,
      endpoint: undefined,
      ...(said === undefined ? {} : { said }),
    },
    targets: [],
    issued: [],
    subject: undefined,
    details: detailsOf(record, level),
    pair: undefined,
  };
}

const SERVICE_PRINCIPAL = /serviceprincipal/i;

const NAMES = {
  'risk-event': { user: 'User risk detection', application: 'Service principal risk detection' },
  risky: { user: 'Risky user', application: 'Risky service principal' },
} as const;

/** No risk any more, by whoever judged it; `confirmedCompromised` stays one. */
const OVER: ReadonlyMap<string, { readonly skip: string }> = new Map([
  ['dismissed', { skip: 'risk that was dismissed' }],
  ['remediated', { skip: 'risk that was dealt with' }],
  ['confirmedsafe', { skip: 'risk that was dismissed' }],
  ['none', { skip: 'principal without a risk' }],
]);

/** Of a risky user the record's own id is theirs; a risk event names them. */
function userOf(record: RecordView, log: 'risk-event' | 'risky', tenant: string): Principal | undefined {
  const id = record.text(FIELDS.userId) || (log === 'risky' ? record.text(FIELDS.id) : undefined);
  const upn = record.text(FIELDS.userPrincipalName) || undefined;
  return userPrincipal({ id, upn, displayName: record.text(FIELDS.userDisplayName) || undefined, tenant });
}

function applicationOf(
  record: RecordView,
  log: 'risk-event' | 'risky',
  tenant: string,
): Principal | undefined {
  const id = record.text(FIELDS.servicePrincipalId) || (log === 'risky' ? record.text(FIELDS.id) : undefined);
  const displayName =
    record.text(FIELDS.servicePrincipalName) ||
    record.text(FIELDS.servicePrincipalDisplayName) ||
    record.text(FIELDS.displayName) ||
    record.text(FIELDS.appDisplayName) ||
    undefined;
  return applicationPrincipal({ id, appId: record.text(FIELDS.appId), displayName, tenant });
}

/** The key that leaked, or the token of the sign-in that was odd. */
function credentialOf(record: RecordView): Credential | undefined {
  const key = textAt(record.json(FIELDS.keyIds), 0);
  if (key !== undefined) return { uid: keyUid(key), kind: 'service-credential', mfa: undefined };
  const request = record.text(FIELDS.requestId);
  if (request === undefined || request === '') return undefined;
  return { uid: tokenUid(request), kind: 'session-token', mfa: undefined };
}

function userAgentOf(record: RecordView): string | undefined {
  const info = record.json(FIELDS.additionalInfo);
  return pairsOf(typeof info === 'string' ? parseNested(info) : info).get('userAgent');
}

function detailsOf(record: RecordView, level: string | undefined): Details {
  const details: Record<string, DetailValue> = {};
  const type = record.text(FIELDS.riskEventType) || record.text(FIELDS.riskType);
  tell(details, 'riskLevel', level);
  tell(details, 'riskEventType', type);
  tell(details, 'title', type);
  tell(details, 'riskState', record.text(FIELDS.riskState));
  tell(details, 'riskDetail', unlessNone(record.text(FIELDS.riskDetail)));
  tell(details, 'detectionTiming', record.text(FIELDS.detectionTimingType));
  tell(details, 'requestId', record.text(FIELDS.requestId));
  return details;
}

function unlessNone(text: string | undefined): string | undefined {
  return text === undefined || text.toLowerCase() === 'none' ? undefined : text;
}
