/**
 * Detection and Security Findings → alerts about whom they name. They raise findings about the same principal or
 * credential and are never findings by themselves; our own, and what somebody has closed, raise nothing.
 */

import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent } from '../../contract/source.ts';
import { at, isObject, listAt, parseNested, textAt } from '../../lib/json.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Client, Credential, Details, Principal, Session } from '../../model/event.ts';
import { keyHolder } from '../../vendor/aws/key-holder.ts';
import { nobodyOf, running } from '../../vendor/aws/machine.ts';
import { clientAt } from './client.ts';
import { identityOfActor } from './cloudtrail-identity.ts';
import { FIELDS } from './fields.ts';
import { DETECTION } from './operations.ts';
import { principalOf } from './people.ts';
import { type Product, productOf } from './product.ts';

export function findingEvent(record: RecordView, time: number, uid: string): Normalised {
  if (record.text(FIELDS.product) === OURS) return { skip: 'finding of Credtrail' };
  const over = overOf(record);
  if (over !== undefined) return over;
  const product = productOf(
    record.text(FIELDS.vendor),
    record.text(FIELDS.product),
    record.text(FIELDS.cloud),
  );
  const account = record.text(FIELDS.account) || record.text(FIELDS.accountBefore) || '';
  const about = aboutOf(record, product, account);
  return {
    uid,
    time,
    provider: product.provider,
    scope: account,
    region: record.text(FIELDS.region) || undefined,
    operation: DETECTION,
    action: 'alert',
    outcome: 'success',
    error: undefined,
    access: 'unknown',
    principal: about.principal ?? nobodyOf(account),
    credential: about.credential,
    session: about.session,
    client: clientOf(record),
    targets: [],
    issued: [],
    subject: undefined,
    details: detailsOf(record),
    pair: undefined,
  } satisfies NormalisedEvent;
}

const OURS = 'Credtrail';
const CLOSE = 3;

/** Status 3 is suppressed, 4 resolved, 5 archived and 6 deleted. */
function overOf(record: RecordView): { readonly skip: string } | undefined {
  const status = record.number(FIELDS.statusId) ?? 0;
  const closed = record.number(FIELDS.activityId) === CLOSE || (status >= 3 && status <= 6);
  return closed ? { skip: 'finding that was closed or put away' } : undefined;
}

interface About {
  readonly principal: Principal | undefined;
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
}

const MOST_LOOKED_AT = 10;

/** The first that names somebody: the actor, the evidence, a key among the resources, a user. */
function aboutOf(record: RecordView, product: Product, account: string): About {
  const evidences = listAt(record.json(FIELDS.evidences)).slice(0, MOST_LOOKED_AT);
  const actors = [record.json(FIELDS.actor), ...evidences.map((evidence) => at(evidence, 'actor'))];
  for (const actor of actors) {
    const about = ofActor(actor, product, account);
    if (about !== undefined) return about;
  }
  const resources = [...listAt(record.json(FIELDS.resources)), record.json(FIELDS.resource)];
  for (const resource of resources.slice(0, MOST_LOOKED_AT)) {
    const about = ofKey(resource, account) ?? ofInstance(resource, account);
    if (about !== undefined) return about;
  }
  const users = [record.json(FIELDS.user), ...evidences.map((evidence) => at(evidence, 'user'))];
  const user = users.map((each) => principalOf(each, product, account)).find((each) => each !== undefined);
  return { principal: user, credential: undefined, session: undefined };
}

function ofActor(actor: unknown, product: Product, account: string): About | undefined {
  if (!isObject(at(actor, 'user'))) return undefined;
  if (product.provider === 'aws') {
    const { principal, credential, session } = identityOfActor(actor);
    return principal.kind === 'unknown' ? undefined : { principal, credential, session };
  }
  const principal = principalOf(at(actor, 'user'), product, account);
  return principal === undefined ? undefined : { principal, credential: undefined, session: undefined };
}

/** As Security Hub writes keys: `AWS::IAM::AccessKey:ASIA…`, the holder as JSON in `data`. */
function ofKey(resource: unknown, account: string): About | undefined {
  if (textAt(resource, 'type') !== 'AwsIamAccessKey') return undefined;
  const uid = textAt(resource, 'uid');
  const data = at(resource, 'data');
  const parsed = typeof data === 'string' ? parseNested(data) : data;
  const details = at(parsed, 'AwsIamAccessKey') ?? parsed;
  return keyHolder({
    accessKeyId: uid?.slice(uid.lastIndexOf(':') + 1),
    principalId: textAt(details, 'PrincipalId'),
    name: textAt(details, 'PrincipalName'),
    type: textAt(details, 'PrincipalType'),
    account,
    partition: textAt(resource, 'cloud_partition') ?? 'aws',
  });
}

function ofInstance(resource: unknown, account: string): About | undefined {
  const uid = textAt(resource, 'uid') ?? '';
  const id = /(?:^|\/)(m?i-[0-9a-f]{8,17})$/.exec(uid)?.[1];
  if (id === undefined) return undefined;
  return { ...running({ kind: 'instance', id, delivery: undefined }, account), credential: undefined };
}

function clientOf(record: RecordView): Client {
  const own = record.json(FIELDS.src);
  if (isObject(own)) return clientAt(own);
  const evidence = listAt(record.json(FIELDS.evidences)).find((each) => isObject(at(each, 'src_endpoint')));
  return clientAt(at(evidence, 'src_endpoint'));
}

function detailsOf(record: RecordView): Details {
  const info = record.json(FIELDS.finding);
  const finding = isObject(info) ? info : record.json(FIELDS.findingBefore);
  const severity = record.number(FIELDS.severityId);
  const types = listAt(finding, 'types').filter((type) => typeof type === 'string');
  return toldDetails({
    alertType: types[0] ?? textAt(at(finding, 'analytic'), 'name'),
    title: textAt(finding, 'title'),
    severity,
    riskLevel: severity === undefined ? undefined : (RISKS[severity] ?? undefined),
    product: record.text(FIELDS.product),
    findingId: textAt(finding, 'uid'),
  });
}

/** By OCSF's severity: unknown, informational, low, medium, high, critical, fatal. */
const RISKS: readonly (string | undefined)[] = [undefined, 'low', 'low', 'medium', 'high', 'high', 'high'];
