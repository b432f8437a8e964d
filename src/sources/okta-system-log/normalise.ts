/**
 * One System Log record → one event. Total and pure. Types outside the table cost as little as possible: their
 * `debugData` is never parsed.
 */

import { contentUid } from '../../contract/content-uid.ts';
import { bareSession, passwordUid } from '../../contract/credentials.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, Skip, Unusable } from '../../contract/source.ts';
import { impossibleTime, missing } from '../../contract/unusable.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import { parseIsoTime } from '../../lib/time.ts';
import type { Access, Credential, Details, Issued, Outcome, Principal, Session } from '../../model/event.ts';
import { type Actor, readActor } from './actor.ts';
import { clientOf } from './client.ts';
import { detailsOf } from './details.ts';
import { FIELDS } from './fields.ts';
import { clientUid, issuedBy, sessionUid, tokenUid } from './issues.ts';
import { OPERATIONS } from './operations.ts';
import type { Row } from './row.ts';
import { MOST_TARGETS, readTarget, type TargetEntry, withoutTyped } from './targets.ts';

export function normalise(record: RecordView): Normalised {
  const essentials = essentialsOf(record);
  if (!('actor' in essentials)) return essentials;
  const { time, type, actor } = essentials;
  const row = ROWS.get(type) ?? (readsPasswordHealth(record) ? PASSWORD_HEALTH : undefined);
  const outcome = outcomeOf(record);
  const typedName =
    outcome === 'failure' &&
    (row?.action === 'signin' || row?.proves === true || /^user\.authentication\./.test(type));
  const principal = typedName ? actor.typed : actor.principal;
  const entries = record
    .derivedEach(FIELDS.target, readTarget, MOST_TARGETS)
    .filter((entry) => entry !== undefined);
  const session = sessionOf(record);
  const presented = { record, row, principal, session };
  const facts = row === undefined ? PLAIN : factsOf({ ...presented, row, outcome, entries });
  return {
    uid: uidOf(record, type, time, principal),
    time,
    provider: 'okta',
    scope: '',
    region: undefined,
    operation: `okta:${clip(type, 120)}`,
    action: row?.action ?? 'use',
    outcome,
    error: outcome === 'failure' ? errorOf(record) : undefined,
    access: accessOf(record, actor),
    principal,
    credential: credentialOf(presented, facts.details),
    session,
    client: clientOf(record),
    targets: entries.map((entry) => (typedName ? withoutTyped(entry) : entry.target)),
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: undefined,
  };
}

const ROWS: ReadonlyMap<string, Row> = new Map(
  OPERATIONS.map((row) => [row.operation.slice('okta:'.length), row]),
);

/** The report that lists whose passwords are old or weak; every event of reading it names its path. */
const PASSWORD_HEALTH: Row = {
  operation: 'okta:password-health-report',
  action: 'credential.read',
  details: { secretType: 'password', report: 'password-health' },
};

function readsPasswordHealth(record: RecordView): boolean {
  return record.text(FIELDS.requestUri)?.includes('/reports/password-health') === true;
}

interface Essentials {
  readonly time: number;
  readonly type: string;
  readonly actor: Actor;
}

/** What no event is without, or why there is none. */
function essentialsOf(record: RecordView): Essentials | Skip | Unusable {
  const type = record.text(FIELDS.eventType) ?? record.text(FIELDS.eventTypeFolded);
  if (type === undefined || type === '') return missing('eventType');
  const published = record.text(FIELDS.published);
  if (published === undefined) return missing('published');
  const time = parseIsoTime(published);
  if (time === undefined || time < EARLIEST || time > LATEST) {
    if (/^\W{0,2}redacted\W{0,2}$/i.test(published)) return { skip: 'record whose time was redacted' };
    return impossibleTime('published', published);
  }
  const actor = record.derived(FIELDS.actor, readActor) ?? NOBODY;
  return { time, type, actor };
}

/** Okta was founded in 2009; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2009, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const UNKNOWN: Principal = { uid: 'okta:unknown', kind: 'unknown', name: 'unknown', scope: '' };
const NOBODY: Actor = { principal: UNKNOWN, typed: UNKNOWN, isSystem: false };

/** Policies also answer ALLOW and CHALLENGE; what is scheduled or skipped has not failed. */
const FAILURES: ReadonlySet<string> = new Set(['FAILURE', 'DENY', 'ABANDONED', 'UNANSWERED', 'RATE_LIMIT']);

function outcomeOf(record: RecordView): Outcome {
  return FAILURES.has(record.text(FIELDS.result) ?? '') ? 'failure' : 'success';
}

function errorOf(record: RecordView): string {
  return clip(record.text(FIELDS.reason) ?? record.text(FIELDS.result) ?? 'FAILURE', 120);
}

function accessOf(record: RecordView, { isSystem }: Actor): Access {
  return isSystem ? 'service' : accessByAgent(record.text(FIELDS.userAgent));
}

/** Ids that begin with `trs` last for one request and are no session. */
function realSession(id: string | undefined): string | undefined {
  return id === undefined || id === '' || id === 'unknown' || id.startsWith('trs')
    ? undefined
    : clip(id, 128);
}

function sessionOf(record: RecordView): Session | undefined {
  const external = externalSession(record);
  if (external === undefined) return undefined;
  const root = realSession(record.text(FIELDS.rootSession)) ?? external;
  return bareSession(sessionUid(root), external);
}

function externalSession(record: RecordView): string | undefined {
  return realSession(record.text(FIELDS.externalSession) ?? record.text(FIELDS.externalSessionFolded));
}

interface Presented {
  readonly record: RecordView;
  readonly row: Row | undefined;
  readonly principal: Principal;
  readonly session: Session | undefined;
}

function credentialOf(
  { record, row, principal, session }: Presented,
  details: Details,
): Credential | undefined {
  const token = record.text(FIELDS.apiToken);
  if (token !== undefined && token !== '')
    return { uid: tokenUid(clip(token, 128)), kind: 'api-key', mfa: undefined };
  if (row?.proves === true) return provedBy(principal, details);
  const external = session?.name;
  if (external !== undefined) return { uid: sessionUid(external), kind: 'console-session', mfa: undefined };
  if (principal.kind === 'application') return clientCredential(principal.uid.slice('okta:'.length));
  const client = record.text(FIELDS.oauthClient);
  return client === undefined || client === '' ? undefined : clientCredential(clip(client, 128));
}

function clientCredential(id: string): Credential {
  return { uid: clientUid(id), kind: 'service-credential', mfa: undefined };
}

function provedBy(
  principal: Principal,
  { authMethod, identityProvider, mfaUsed }: Details,
): Credential | undefined {
  const mfa = mfaUsed === true ? true : undefined;
  if (typeof authMethod === 'string' && /password/i.test(authMethod)) {
    return { uid: passwordUid(principal), kind: 'password', mfa };
  }
  if (typeof identityProvider !== 'string') return undefined;
  return {
    uid: `okta:assertion:${identityProvider}/${principal.uid.slice('okta:'.length)}`,
    kind: 'federation-assertion',
    mfa,
  };
}

interface Facts {
  readonly issued: readonly Issued[];
  readonly subject: Principal | undefined;
  readonly details: Details;
}

const PLAIN: Facts = Object.freeze({ issued: [], subject: undefined, details: {} });

function factsOf({
  record,
  row,
  principal,
  session,
  outcome,
  entries,
}: Presented & {
  readonly row: Row;
  readonly outcome: Outcome;
  readonly entries: readonly TargetEntry[];
}): Facts {
  const failed = outcome === 'failure';
  const ofCaller = row.action === 'signin' || (row.action === 'use' && row.proves === true);
  const subject = ofCaller ? undefined : subjectOf(entries, principal, row);
  const debug = (): unknown => record.json(FIELDS.debugData) ?? record.json(FIELDS.debugDataFolded);
  const details = detailsOf({ record, row, principal, subject, targets: entries, failed, debug });
  const issued =
    row.issues === undefined || failed
      ? []
      : issuedBy(row.issues, {
          principal,
          subject,
          session: session?.name,
          sessionRoot: session?.uid,
          targets: entries,
        });
  if (details['credentialState'] === undefined) return { issued, subject, details };
  const [ended] = issuedBy('api-token', {
    principal,
    subject,
    session: undefined,
    sessionRoot: undefined,
    targets: entries,
  });
  return {
    issued,
    subject,
    details: ended === undefined ? details : { ...details, credential: ended.uid },
  };
}

/** The user among the targets; without one, passwords and factors are the caller's own. */
function subjectOf(entries: readonly TargetEntry[], principal: Principal, row: Row): Principal | undefined {
  const user = entries.find((entry) => entry.user !== undefined)?.user;
  if (user !== undefined) return user.uid === principal.uid ? principal : user;
  const own = row.action === 'factor.change' || row.issues === 'password' || row.issues === 'api-token';
  return own && principal.kind === 'user' ? principal : undefined;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function uidOf(record: RecordView, type: string, time: number, principal: Principal): string {
  const uuid = record.text(FIELDS.uuid);
  if (uuid !== undefined && uuid !== '') return GUID.test(uuid) ? uuid : `okta:${clip(uuid, 128)}`;
  const parts = [
    String(time),
    type,
    record.text(FIELDS.transaction),
    principal.uid,
    externalSession(record),
    record.text(FIELDS.ipAddress),
    record.text(FIELDS.result),
    ...record.derivedEach(FIELDS.target, targetId, MOST_TARGETS),
  ];
  return contentUid('content-', parts);
}

function targetId(target: unknown): string {
  return textAt(target, 'id') ?? '';
}
