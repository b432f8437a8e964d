/**
 * One CloudTrail record → one event. Total and pure. Operations outside the table cost as little as possible:
 * they make up nearly all of a log, and their parameters are never parsed.
 */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent, Skip, Unusable } from '../../contract/source.ts';
import { shortHash } from '../../lib/hash.ts';
import { textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import type { Outcome } from '../../model/event.ts';
import { Call } from '../../vendor/aws/call.ts';
import { type Origin, originOf } from '../../vendor/aws/client.ts';
import { factsOf, PLAIN } from '../../vendor/aws/facts.ts';
import { type Identity, readIdentity } from '../../vendor/aws/identity.ts';
import { IDENTITY_FIELDS } from '../../vendor/aws/identity-block.ts';
import { type NamedOperation, nameOperation } from '../../vendor/aws/operation-names.ts';
import { isNobody, presented, withMfa } from '../../vendor/aws/presented.ts';
import { FIELDS } from './fields.ts';
import { CONTROL_MESSAGE } from './framing.ts';
import { RecordParts } from './parts.ts';

export function normalise(record: RecordView): Normalised {
  const essentials = essentialsOf(record);
  if ('skip' in essentials || 'problem' in essentials) return essentials;
  const { time, named } = essentials;
  const identity = record.derivedFrom(FIELDS.userIdentity, IDENTITY_FIELDS, readIdentity);
  const origin = originIn(record, identity, essentials.eventType);
  if (isNobody(identity, origin)) {
    return {
      problem: 'missing-field',
      message: 'userIdentity is missing or empty, and nothing else says who called',
    };
  }
  const who = presented(identity, named, origin);
  const account = record.text(FIELDS.recipientAccountId) ?? identity.account ?? '';
  const region = record.text(FIELDS.awsRegion);
  const call =
    named.row === undefined && !named.isSignin
      ? undefined
      : new Call({ parts: new RecordParts(record), time, account, region, identity, who });
  const error = errorOf(record, named, call);
  const facts = named.row === undefined || call === undefined ? PLAIN : factsOf(named.row, call, error);
  return {
    uid: record.text(FIELDS.eventID) ?? uidFromContent(record, named, identity),
    time,
    provider: 'aws',
    scope: account,
    region,
    operation: named.operation,
    action: facts.action,
    outcome: outcomeOf(error),
    error,
    access: origin.access,
    principal: identity.principal,
    credential: facts.mfaUsed === undefined ? who.credential : withMfa(who.credential, facts.mfaUsed),
    session: who.session,
    client: origin.client,
    targets: facts.targets,
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: record.text(FIELDS.sharedEventID),
  } satisfies NormalisedEvent;
}

interface Essentials {
  readonly time: number;
  readonly named: NamedOperation;
  readonly eventType: string | undefined;
}

/** What no event is without, or why there is none. */
function essentialsOf(record: RecordView): Essentials | Skip | Unusable {
  const eventType = record.text(FIELDS.eventType);
  if (eventType === 'AwsCloudTrailInsight' || record.text(FIELDS.eventCategory) === 'Insight') {
    return { skip: 'CloudTrail Insights event' };
  }
  const eventName = record.text(FIELDS.eventName);
  if (eventName === undefined) {
    if (record.text(FIELDS.messageType) === CONTROL_MESSAGE)
      return { skip: 'CloudWatch Logs control message' };
    return missing('eventName');
  }
  const eventSource = record.text(FIELDS.eventSource);
  if (eventSource === undefined) return missing('eventSource');
  const eventTime = record.text(FIELDS.eventTime);
  if (eventTime === undefined) return missing('eventTime');
  const time = parseIsoTime(eventTime);
  if (time === undefined || time < EARLIEST || time > LATEST) {
    return { problem: 'bad-value', message: `eventTime is not a possible time: ${eventTime.slice(0, 40)}` };
  }
  return { time, named: nameOperation(eventSource, eventName), eventType };
}

/** AWS opened in 2006; the far end only keeps nonsense out. */
const EARLIEST = Date.UTC(2006, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

function missing(field: string): Unusable {
  return { problem: 'missing-field', message: `${field} is missing` };
}

function originIn(record: RecordView, { invokedBy, seen }: Identity, eventType: string | undefined): Origin {
  const caller = {
    sourceAddress: record.text(FIELDS.sourceIPAddress),
    userAgent: record.text(FIELDS.userAgent),
    invokedBy,
    endpoint: record.text(FIELDS.vpcEndpointId),
    eventType,
    fromConsole: record.derived(FIELDS.sessionCredentialFromConsole, isTrue),
  };
  const origin = originOf(caller, seen.origin);
  seen.origin = origin;
  return origin;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Success is the absence of an error code; sign-in events say `Failure` in their own place instead. */
function errorOf(record: RecordView, named: NamedOperation, call: Call | undefined): string | undefined {
  const code = record.text(FIELDS.errorCode);
  if (code !== undefined && code !== '') return code;
  if (!named.isSignin || call === undefined) return undefined;
  const name = record.text(FIELDS.eventName) ?? '';
  const verdict = textAt(call.response, name) ?? textAt(call.service, name);
  return verdict === 'Failure' ? (record.text(FIELDS.errorMessage) ?? 'Failure') : undefined;
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
