/**
 * One activity log record → one event. Total and pure. An operation is one event, however many records Azure writes of
 * it: the last one, which says how it ended. Requests are read only of operations in the table.
 */

import { contentUid } from '../../contract/content-uid.ts';
import { factsOf } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { Normalised, NormalisedEvent } from '../../contract/source.ts';
import { addressWithoutPort } from '../../lib/address-port.ts';
import { at, parseNested, textAt } from '../../lib/json.ts';
import type { Principal, Target } from '../../model/event.ts';
import { factsOfProgram, knownApplication } from '../../vendor/microsoft/applications.ts';
import { callerNamed, readClaims, type TokenHolder } from '../../vendor/microsoft/claims.ts';
import { resourceTargets, subscriptionOf } from '../../vendor/microsoft/resource.ts';
import { securityAlert } from './alert.ts';
import { Call } from './call.ts';
import { type Essentials, essentialsOf } from './essentials.ts';
import { FIELDS } from './fields.ts';

export function normalise(record: RecordView): Normalised {
  const essentials = essentialsOf(record);
  if ('time' in essentials)
    return essentials.isAlert ? securityAlert(record, essentials) : eventOf(record, essentials);
  return essentials;
}

function eventOf(record: RecordView, essentials: Essentials): NormalisedEvent {
  const { time, named, resourceId, outcome } = essentials;
  const holder = record.derived(FIELDS.claims, readClaims);
  const tenant = holder.tenant ?? tenantOf(record);
  const subscription = subscriptionOf(resourceId);
  const principal = principalOf(record, holder, tenant, subscription);
  const error = outcome === 'failure' ? errorOf(record) : undefined;
  const application = knownApplication(holder.appId);
  const common = factsOfProgram(holder.appId);
  const facts =
    named.row === undefined
      ? common
      : factsOf(
          named.row,
          new Call(record, principal, resourceId, tenant),
          outcome === 'success',
          common.details,
        );
  return {
    uid: record.text(FIELDS.eventDataId) ?? record.text(FIELDS.dataId) ?? uidFromContent(record, essentials),
    time,
    provider: 'azure',
    scope: subscription ?? tenant,
    region: record.text(FIELDS.location) || undefined,
    operation: named.operation,
    action: facts.action,
    outcome,
    error,
    access: principal.kind === 'service' ? 'service' : (application?.access ?? 'unknown'),
    principal,
    credential: holder.credential,
    session: holder.session,
    client: {
      ip: addressOf(record.text(FIELDS.callerIpAddress)) ?? addressOf(holder.issuedTo),
      userAgent: undefined,
      service: principal.kind === 'service' ? principal.name : undefined,
      endpoint: undefined,
    },
    targets: resourceId === '' ? NO_TARGETS : resourceTargets(resourceId),
    issued: facts.issued,
    subject: facts.subject,
    details: facts.details,
    pair: undefined,
  };
}

const NO_TARGETS: readonly Target[] = Object.freeze([]);

/** `tenant/management group/subscription`; delivered records say the directory so, too. */
function tenantOf(record: RecordView): string {
  const [root] = record.text(FIELDS.hierarchy)?.split('/') ?? [];
  return (root || record.text(FIELDS.tenantId) || '').toLowerCase();
}

function principalOf(
  record: RecordView,
  { principal }: TokenHolder,
  tenant: string,
  subscription: string | undefined,
): Principal {
  if (principal !== undefined) return principal;
  const named =
    callerNamed(record.text(FIELDS.caller) ?? record.text(FIELDS.callerInProperties), tenant) ??
    roleHolder(record, tenant);
  if (named !== undefined) return named;
  const scope = subscription ?? tenant;
  return {
    uid: scope === '' ? 'unknown' : `unknown@${scope}`,
    kind: 'unknown',
    name: 'unknown',
    scope: tenant,
  };
}

/** Whose role allowed the call; of a group's role that is the group, which called nothing. */
function roleHolder(record: RecordView, tenant: string): Principal | undefined {
  if (record.text(FIELDS.roleHolderType)?.toLowerCase() === 'group') return undefined;
  const id = record.text(FIELDS.roleHolder);
  const found = id === undefined ? null : /^([0-9a-f]{8})-?(\w{4})-?(\w{4})-?(\w{4})-?(\w{12})$/i.exec(id);
  return found === null ? undefined : callerNamed(found.slice(1).join('-'), tenant);
}

function addressOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : addressWithoutPort(text);
}

/** `AuthorizationFailed` of the answer's own words, else the status. */
function errorOf(record: RecordView): string {
  const message = record.json(FIELDS.statusMessage);
  const answer = typeof message === 'string' ? parseNested(message.trim()) : message;
  const code = textAt(at(answer, 'error'), 'code') ?? textAt(answer, 'code') ?? textAt(answer, 'Code');
  const status = record.text(FIELDS.statusCode) || record.text(FIELDS.resultSignature)?.replace(/\.$/, '');
  return (code ?? status ?? 'Failure').slice(0, 100) || 'Failure';
}

/** Records of some deliveries have no id; the same record must get the same one wherever it is read. */
function uidFromContent(record: RecordView, { named }: Essentials): string {
  const fields = [
    FIELDS.time,
    FIELDS.resourceId,
    FIELDS.correlationId,
    FIELDS.resultType,
    FIELDS.callerIpAddress,
  ];
  return contentUid('content-', [named.operation, ...fields.map((field) => record.text(field))]);
}
