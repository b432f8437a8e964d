/**
 * Events about identities and calls of products that have no table of operations here: who, whom, from where, and what
 * it was by the event's class and activity, else by the words of its operation's name.
 */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent } from '../../contract/source.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { at, flagAt, isObject, listAt, textAt } from '../../lib/json.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Credential, Details, Issued, Principal, Session, Target } from '../../model/event.ts';
import type { ClassKind } from './classes.ts';
import { clientOf } from './client.ts';
import { FIELDS } from './fields.ts';
import { changeFacts, meaningOf } from './meaning.ts';
import { failureOf } from './outcome.ts';
import { principalOf } from './people.ts';
import { type Product, productOf } from './product.ts';
import { timeOf } from './time.ts';

export function genericEvent(record: RecordView, kind: ClassKind, time: number, uid: string): Normalised {
  const product = productOf(
    record.text(FIELDS.vendor),
    record.text(FIELDS.product),
    record.text(FIELDS.cloud),
  );
  const scope = scopeOf(record);
  const { principal, subject } = peopleOf(record, kind, product, scope);
  if (principal === undefined)
    return { problem: 'missing-field', message: 'neither actor nor user says who it was' };
  const meaning = meaningOf(record, kind, product);
  const { operation, action, password } = meaning;
  const error = failureOf(record);
  const client = clientOf(record);
  const session = sessionOf(record, product);
  const mfa = mfaOf(record);
  return {
    uid,
    time,
    provider: product.provider,
    scope,
    region: record.text(FIELDS.region) || undefined,
    operation,
    action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: accessByAgent(client.userAgent),
    principal,
    credential: credentialOf(record, product, session, action, mfa),
    session,
    client,
    targets: targetsOf(record, kind),
    issued: error === undefined ? issuedOf(action, subject ?? principal, session, password) : [],
    subject,
    details: {
      ...detailsOf(record, principal, subject, mfa),
      ...toldDetails(changeFacts(record, kind, meaning)),
    },
    pair: undefined,
  } satisfies NormalisedEvent;
}

function scopeOf(record: RecordView): string {
  return (
    record.text(FIELDS.account) ||
    record.text(FIELDS.project) ||
    record.text(FIELDS.tenant) ||
    record.text(FIELDS.accountBefore) ||
    ''
  );
}

interface People {
  readonly principal: Principal | undefined;
  readonly subject: Principal | undefined;
}

/** Who signs in is the event's own `user`; elsewhere `user` is whom somebody else's act concerns. */
function peopleOf(record: RecordView, kind: ClassKind, product: Product, scope: string): People {
  const actor = record.json(FIELDS.actor);
  const user = principalOf(record.json(FIELDS.user), product, scope);
  const caller = principalOf(at(actor, 'user'), product, scope) ?? serviceOf(actor, product, scope);
  if (kind === 'authentication') return { principal: user ?? caller, subject: undefined };
  return { principal: caller ?? user, subject: caller === undefined ? undefined : user };
}

/** Programs act under a name alone. */
function serviceOf(actor: unknown, { prefix }: Product, scope: string): Principal | undefined {
  const name = textAt(actor, 'app_name') ?? textAt(actor, 'invoked_by');
  return name === undefined ? undefined : { uid: `${prefix}:${name}`, kind: 'application', name, scope };
}

function sessionOf(record: RecordView, { prefix }: Product): Session | undefined {
  const own = record.json(FIELDS.session);
  const session =
    isObject(own) && textAt(own, 'uid') !== undefined ? own : at(record.json(FIELDS.actor), 'session');
  const id = textAt(session, 'uid');
  if (id === undefined) return undefined;
  return {
    uid: `${prefix}:session:${id}`,
    name: id,
    issuedAt: timeOf(textAt(session, 'created_time_dt'), at(session, 'created_time')),
    onBehalfOf: undefined,
    workload: undefined,
  };
}

/** Signing in is what begins the session: it is issued then, and presented by what comes after. */
function credentialOf(
  record: RecordView,
  { prefix }: Product,
  session: Session | undefined,
  action: Action,
  mfa: boolean | undefined,
): Credential | undefined {
  const actor = record.json(FIELDS.actor);
  const key = textAt(actor, 'user', 'credential_uid') ?? textAt(record.json(FIELDS.user), 'credential_uid');
  if (key !== undefined) return { uid: `${prefix}:key:${key}`, kind: 'unknown', mfa };
  if (action === 'signin' || session === undefined) return undefined;
  return { uid: session.uid, kind: 'session-token', mfa };
}

function issuedOf(
  action: Action,
  holder: Principal,
  session: Session | undefined,
  password: boolean,
): readonly Issued[] {
  if (action === 'signin' && session !== undefined) {
    return [issued(session.uid, 'session-token', holder, session.uid)];
  }
  return password ? [issuedPassword(holder)] : [];
}

function targetsOf(record: RecordView, kind: ClassKind): readonly Target[] {
  const targets: Target[] = [];
  const add = (what: string, thing: unknown): void => {
    const uid = textAt(thing, 'uid') ?? textAt(thing, 'name');
    if (uid !== undefined && targets.length < MOST_TARGETS)
      targets.push({ kind: what, uid, name: textAt(thing, 'name') });
  };
  if (kind !== 'authentication') add('user', record.json(FIELDS.user));
  add('group', record.json(FIELDS.group));
  const entity = record.json(FIELDS.entity);
  add(textAt(entity, 'type')?.toLowerCase() ?? 'entity', entity);
  const resources = [...listAt(record.json(FIELDS.resources)), record.json(FIELDS.resource)];
  for (const each of resources) add(textAt(each, 'type')?.toLowerCase() ?? 'resource', each);
  return targets;
}

const MOST_TARGETS = 10;

function mfaOf(record: RecordView): boolean | undefined {
  return flagAt(record.json(FIELDS.isMfa) ?? record.json(FIELDS.mfa));
}

function detailsOf(
  record: RecordView,
  principal: Principal,
  subject: Principal | undefined,
  mfaUsed: boolean | undefined,
): Details {
  const privileges = listAt(record.json(FIELDS.privileges)).filter((each) => typeof each === 'string');
  return toldDetails({
    product: record.text(FIELDS.product),
    mfaUsed,
    authMethod: record.text(FIELDS.authProtocol),
    role: privileges.slice(0, MOST_TARGETS).join(' ') || undefined,
    reason: record.text(FIELDS.statusDetail),
    selfService: subject === undefined ? undefined : subject.uid === principal.uid,
  });
}
