/**
 * An OCSF event that was a CloudTrail record → the event that record gives, as far as the mapping kept its fields. The
 * identity block is put together again, so that principals, sessions and keys are those of the aws-cloudtrail source.
 */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent } from '../../contract/source.ts';
import { flagAt, isObject, listAt, parseNested, textAt } from '../../lib/json.ts';
import type { Target } from '../../model/event.ts';
import { Call, type CallParts } from '../../vendor/aws/call.ts';
import { type Caller, originOf } from '../../vendor/aws/client.ts';
import { factsOf, PLAIN } from '../../vendor/aws/facts.ts';
import type { Identity } from '../../vendor/aws/identity.ts';
import { type NamedOperation, nameOperation } from '../../vendor/aws/operation-names.ts';
import { isNobody, presented, withMfa } from '../../vendor/aws/presented.ts';
import { BY_URL, isByUrl, mayBeByUrl } from '../../vendor/aws/presigned.ts';
import { resourceTarget } from '../../vendor/aws/resource.ts';
import { identityOf } from './cloudtrail-identity.ts';
import { FIELDS } from './fields.ts';
import { failureOf } from './outcome.ts';
import { Unmapped } from './unmapped.ts';

const SERVICE = /\.amazonaws\.com(\.cn)?$/;

export function isCloudTrail(record: RecordView): boolean {
  const named = record.text(FIELDS.operation) !== undefined;
  return named && SERVICE.test(record.text(FIELDS.service) ?? '');
}

export function cloudTrailEvent(record: RecordView, time: number, uid: string): Normalised {
  const unmapped = new Unmapped(record.json(FIELDS.unmapped));
  const eventType =
    record.text(FIELDS.eventCode) ?? unmapped.text('eventType') ?? record.text(FIELDS.logName);
  if (eventType === 'AwsCloudTrailInsight') return { skip: 'CloudTrail Insights event' };
  const named = nameOperation(record.text(FIELDS.service) ?? '', record.text(FIELDS.operation) ?? '');
  const identity = identityOf(record, unmapped);
  const origin = originOf(callerOf(record, identity, unmapped, eventType));
  if (isNobody(identity, origin)) {
    return {
      problem: 'missing-field',
      message: 'actor.user is missing or empty, and nothing else says who called',
    };
  }
  const who = presented(identity, named, origin);
  const account = accountOf(record, unmapped) ?? identity.account ?? '';
  const region = record.text(FIELDS.region);
  const parts = new OcsfParts(record, unmapped);
  const call =
    named.row === undefined && !named.isSignin
      ? undefined
      : new Call({ parts, time, account, region, identity, who });
  const error = errorOf(record, named, call);
  const facts = named.row === undefined || call === undefined ? PLAIN : factsOf(named.row, call, error);
  const byUrl =
    mayBeByUrl(named.operation) && isByUrl(unmapped.text('additionalEventData.AuthenticationMethod'));
  const { access, client } = byUrl ? BY_URL : origin;
  return {
    uid,
    time,
    provider: 'aws',
    scope: account,
    region,
    operation: named.operation,
    action: facts.action,
    outcome: error === undefined ? 'success' : 'failure',
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
    pair: unmapped.text('sharedEventID'),
  } satisfies NormalisedEvent;
}

function accountOf(record: RecordView, unmapped: Unmapped): string | undefined {
  return (
    unmapped.text('recipientAccountId') ?? record.text(FIELDS.account) ?? record.text(FIELDS.accountBefore)
  );
}

function callerOf(
  record: RecordView,
  identity: Identity,
  unmapped: Unmapped,
  eventType: string | undefined,
): Caller {
  const src = record.derived(FIELDS.src, sourceOf);
  return {
    sourceAddress: src.address,
    userAgent: record.text(FIELDS.userAgent),
    invokedBy: identity.invokedBy,
    endpoint: src.endpoint,
    eventType,
    fromConsole: unmapped.text('sessionCredentialFromConsole') === 'true',
  };
}

function sourceOf(src: unknown) {
  return {
    address: textAt(src, 'ip') ?? textAt(src, 'domain') ?? textAt(src, 'hostname') ?? textAt(src, 'svc_name'),
    endpoint: textAt(src, 'uid'),
  };
}

/** Sign-in events say `Failure` in their own place instead of an error code. */
function errorOf(record: RecordView, named: NamedOperation, call: Call | undefined): string | undefined {
  const failure = failureOf(record);
  if (failure !== undefined || !named.isSignin || call === undefined) return failure;
  const name = record.text(FIELDS.operation) ?? '';
  const verdict = textAt(call.response, name) ?? textAt(call.service, name);
  return verdict === 'Failure' ? (record.text(FIELDS.errorMessage) ?? 'Failure') : undefined;
}

class OcsfParts implements CallParts {
  private readonly record: RecordView;
  private readonly unmapped: Unmapped;

  constructor(record: RecordView, unmapped: Unmapped) {
    this.record = record;
    this.unmapped = unmapped;
  }

  request(): unknown {
    return nested(this.record.json(FIELDS.request)) ?? this.unmapped.tree('requestParameters');
  }

  response(): unknown {
    return nested(this.record.json(FIELDS.response)) ?? this.unmapped.tree('responseElements');
  }

  /** Two of its members have attributes of their own in OCSF. */
  extra(): unknown {
    const rest = this.unmapped.tree('additionalEventData');
    const mfa = flagAt(this.record.json(FIELDS.isMfa) ?? this.record.json(FIELDS.mfa));
    const loginTo = textAt(this.record.json(FIELDS.dst), 'svc_name');
    return {
      ...(mfa === undefined ? {} : { MFAUsed: mfa ? 'Yes' : 'No' }),
      ...(loginTo === undefined ? {} : { LoginTo: loginTo }),
      ...(isObject(rest) ? rest : {}),
    };
  }

  service(): unknown {
    return this.unmapped.tree('serviceEventDetails');
  }

  listed(most: number): readonly (Target | undefined)[] {
    return listAt(this.record.json(FIELDS.resources))
      .slice(0, most)
      .map((resource) => resourceTarget(textAt(resource, 'uid'), textAt(resource, 'type')));
  }

  get userAgent(): string | undefined {
    return this.record.text(FIELDS.userAgent);
  }
}

/** Security Lake writes JSON as text, other mappings write objects; empty text stands for nothing. */
function nested(value: unknown): unknown {
  if (typeof value === 'string') return parseNested(value);
  return isObject(value) ? value : undefined;
}
