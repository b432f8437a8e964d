/**
 * One CloudTrail record → one event. Total and pure. Operations outside the table cost as little as possible:
 * they make up nearly all of a log, and their parameters are never parsed.
 */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent, Skip, Unusable } from '../../contract/source.ts';
import { shortHash } from '../../lib/hash.ts';
import { textAt } from '../../lib/json.ts';
import type { Outcome } from '../../model/event.ts';
import { Mark } from '../../model/mark.ts';
import { Call } from '../../vendor/aws/call.ts';
import { type Origin, originOf } from '../../vendor/aws/client.ts';
import { factsOf, PLAIN } from '../../vendor/aws/facts.ts';
import { type Identity, readIdentity } from '../../vendor/aws/identity.ts';
import { IDENTITY_FIELDS } from '../../vendor/aws/identity-block.ts';
import { type NamedOperation, nameOperation } from '../../vendor/aws/operation-names.ts';
import { isNobody, presented, withMfa } from '../../vendor/aws/presented.ts';
import { BY_URL, isByUrl, mayBeByUrl } from '../../vendor/aws/presigned.ts';
import { FIELDS } from './fields.ts';
import { CONTROL_MESSAGE, DIGEST_FILE } from './framing.ts';
import { RecordParts } from './parts.ts';

export function normalise(record: RecordView): Normalised {
  const head = record.derivedOf(HEAD_FIELDS, headOf);
  if ('skip' in head || 'problem' in head) return head;
  const time = record.time(FIELDS.eventTime);
  if (time === undefined || time < EARLIEST || time > LATEST) return withoutTime(record);
  return eventOf(record, head, time);
}

function withoutTime(record: RecordView): Unusable {
  const written = record.text(FIELDS.eventTime);
  if (!written) return missing('eventTime');
  return { problem: 'bad-value', message: `eventTime is not a possible time: ${written.slice(0, 40)}` };
}

function eventOf(record: RecordView, head: Head, time: number): NormalisedEvent | Unusable {
  const { named, region } = head;
  const { identity, mark: callerMark } = record.derivedFrom(FIELDS.userIdentity, IDENTITY_FIELDS, readCaller);
  const { origin, mark: clientMark } =
    identity.invokedBy === undefined
      ? record.derivedOf(ORIGIN_FIELDS, originByItself)
      : { origin: originIn(record, identity.invokedBy), mark: undefined };
  if (isNobody(identity, origin)) {
    return {
      problem: 'missing-field',
      message: 'userIdentity is missing or empty, and nothing else says who called',
    };
  }
  const who = presented(identity, named, origin);
  const account = head.account ?? identity.account ?? '';
  const call =
    named.row === undefined && !named.isSignin
      ? undefined
      : new Call({ parts: new RecordParts(record), time, account, region, identity, who });
  const error = errorOf(record, head, call);
  const facts = named.row === undefined || call === undefined ? PLAIN : factsOf(named.row, call, error);
  const byUrl = head.mayBeByUrl && isByUrl(record.text(FIELDS.authenticationMethod));
  const { access, client } = byUrl ? BY_URL : origin;
  return {
    uid: record.text(FIELDS.eventID) || uidFromContent(record, named, identity),
    time,
    provider: 'aws',
    scope: account,
    region,
    operation: named.operation,
    action: facts.action,
    outcome: outcomeOf(error),
    error,
    access,
    principal: identity.principal,
    credential: facts.mfaUsed === undefined ? who.credential : withMfa(who.credential, facts.mfaUsed),
    session: who.session,
    client,
    targets: facts.targets,
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: record.text(FIELDS.sharedEventID) || undefined,
    settingMark: head.account === undefined ? undefined : head.mark,
    callerMark: who === identity && facts.mfaUsed === undefined ? callerMark : undefined,
    clientMark: byUrl ? undefined : clientMark,
  } satisfies NormalisedEvent;
}

/** What few combinations of few values say. */
interface Head {
  readonly named: NamedOperation;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Whoever holds a pre-signed URL may call it. */
  readonly mayBeByUrl: boolean;
  /** `errorCode`, if there is one. */
  readonly code: string | undefined;
  /** Of region and account. */
  readonly mark: Mark;
}

interface MarkedIdentity {
  readonly identity: Identity;
  readonly mark: Mark;
}

interface MarkedOrigin {
  readonly origin: Origin;
  readonly mark: Mark;
}

/** Whatever bears the mark has the same identity block. */
function readCaller(inside: RecordView, whole: () => unknown): MarkedIdentity {
  return { identity: readIdentity(inside, whole), mark: new Mark() };
}

const HEAD_FIELDS = [
  FIELDS.eventType,
  FIELDS.eventCategory,
  FIELDS.eventName,
  FIELDS.messageType,
  FIELDS.eventSource,
  FIELDS.awsRegion,
  FIELDS.recipientAccountId,
  FIELDS.errorCode,
];

/** What no event is without, or why there is none. */
function headOf(record: RecordView): Head | Skip | Unusable {
  const eventType = record.text(FIELDS.eventType);
  if (eventType === 'AwsCloudTrailInsight' || record.text(FIELDS.eventCategory) === 'Insight') {
    return { skip: 'CloudTrail Insights event' };
  }
  const eventName = record.text(FIELDS.eventName);
  if (!eventName) return SKIPPED.get(record.text(FIELDS.messageType)) ?? missing('eventName');
  const eventSource = record.text(FIELDS.eventSource);
  if (!eventSource) return missing('eventSource');
  const named = nameOperation(eventSource, eventName);
  return {
    named,
    mayBeByUrl: mayBeByUrl(named.operation),
    // Tools that turn records into tables and back write an empty text for what is not there.
    region: record.text(FIELDS.awsRegion) || undefined,
    account: record.text(FIELDS.recipientAccountId) || undefined,
    code: record.text(FIELDS.errorCode) || undefined,
    mark: new Mark(),
  };
}

/** What lies among records and is none, by its mark. */
const SKIPPED: ReadonlyMap<string | undefined, Skip> = new Map([
  [CONTROL_MESSAGE, { skip: 'CloudWatch Logs control message' }],
  [DIGEST_FILE, { skip: DIGEST_FILE }],
]);

/** AWS opened in 2006; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2006, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

function missing(field: string): Unusable {
  return { problem: 'missing-field', message: `${field} is missing` };
}

const ORIGIN_FIELDS = [
  FIELDS.sourceIPAddress,
  FIELDS.userAgent,
  FIELDS.vpcEndpointId,
  FIELDS.eventType,
  FIELDS.sessionCredentialFromConsole,
];

/** Of a call that no service made for its caller. */
function originByItself(record: RecordView): MarkedOrigin {
  return { origin: originIn(record, undefined), mark: new Mark() };
}

function originIn(record: RecordView, invokedBy: string | undefined): Origin {
  return originOf({
    sourceAddress: record.text(FIELDS.sourceIPAddress) || undefined,
    userAgent: record.text(FIELDS.userAgent) || undefined,
    invokedBy,
    endpoint: record.text(FIELDS.vpcEndpointId) || undefined,
    eventType: record.text(FIELDS.eventType),
    fromConsole: record.derived(FIELDS.sessionCredentialFromConsole, isTrue),
  });
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Success is the absence of an error code; sign-in events say `Failure` in their own place instead. */
function errorOf(record: RecordView, { code, named }: Head, call: Call | undefined): string | undefined {
  if (code !== undefined) return code;
  if (!named.isSignin || call === undefined) return undefined;
  const name = record.text(FIELDS.eventName) ?? '';
  const verdict = textAt(call.response, name) ?? textAt(call.service, name);
  return verdict === 'Failure' ? record.text(FIELDS.errorMessage) || 'Failure' : undefined;
}

function outcomeOf(error: string | undefined): Outcome {
  return error === undefined ? 'success' : 'failure';
}

/** Hand-trimmed records have no id; the same record must get the same one wherever it is read. */
function uidFromContent(record: RecordView, named: NamedOperation, identity: Identity): string {
  const parts = [
    record.text(FIELDS.eventTime),
    named.operation,
    record.text(FIELDS.requestID),
    record.text(FIELDS.awsRegion),
    identity.principal.uid,
    identity.credential?.uid,
    identity.session?.uid,
    record.text(FIELDS.sourceIPAddress),
    record.text(FIELDS.errorCode),
    JSON.stringify(record.json(FIELDS.requestParameters)),
  ];
  return `content-${shortHash(
    parts.map((part) => part ?? ''),
    32,
  )}`;
}
