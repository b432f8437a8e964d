/** Accounts that the provisioning service makes and changes in other systems → events of ordinary use. */

import { UNKNOWN } from '../../contract/principals.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent, Unusable } from '../../contract/source.ts';
import { at, textAt } from '../../lib/json.ts';
import type { Principal, Target } from '../../model/event.ts';
import { applicationPrincipal, entraUid, userPrincipal } from '../../vendor/microsoft/principal.ts';
import { type DetailValue, tell, tenantOf, timeOf, uidOf } from './essentials.ts';
import { FIELDS } from './fields.ts';

export function provisioningEvent(record: RecordView): NormalisedEvent | Unusable {
  const time = timeOf(record.text(FIELDS.activityDateTime), record.text(FIELDS.time));
  if (typeof time !== 'number') return time;
  const tenant = tenantOf(record);
  const provisioner = named(record.json(FIELDS.provisioner));
  const principal =
    applicationPrincipal({ id: provisioner.id, displayName: provisioner.name, tenant }) ?? UNKNOWN;
  const action = record.text(FIELDS.provisioningAction) ?? 'other';
  const source = record.json(FIELDS.sourceIdentity);
  const status = statusOf(record);
  const details: Record<string, DetailValue> = {};
  tell(details, 'application', named(record.json(FIELDS.targetSystem)).name);
  tell(details, 'provisioningAction', action);
  tell(details, 'status', status);
  return {
    uid: uidOf(record, 'provisioning', () => [String(time), principal.uid, action]),
    time,
    provider: 'entra',
    scope: tenant,
    region: undefined,
    operation: 'entra:Provisioning activity',
    action: 'use',
    outcome: status === 'failure' ? 'failure' : 'success',
    error: status === 'failure' ? 'failure' : undefined,
    access: 'service',
    principal,
    credential: undefined,
    session: undefined,
    client: {
      ip: undefined,
      userAgent: undefined,
      service: 'Azure AD Provisioning Service',
      endpoint: undefined,
    },
    targets: targetsOf(record),
    issued: [],
    subject: subjectOf(source, tenant),
    details,
    pair: undefined,
  };
}

interface Named {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/** The same members are written small and capital. */
function named(value: unknown): Named {
  return {
    id: textAt(value, 'id') ?? textAt(value, 'Id'),
    name:
      textAt(value, 'name') ??
      textAt(value, 'Name') ??
      textAt(value, 'displayName') ??
      textAt(value, 'DisplayName'),
  };
}

function statusOf(record: RecordView): string | undefined {
  const status = record.json(FIELDS.provisioningStatus);
  const said = textAt(status, 'status') ?? textAt(status, 'Status') ?? record.json(FIELDS.resultType);
  return typeof said === 'string' && said !== '' ? said.toLowerCase().slice(0, 40) : undefined;
}

function targetsOf(record: RecordView): readonly Target[] {
  const { id, name } = named(record.json(FIELDS.targetIdentity));
  return id === undefined ? [] : [{ kind: 'account', uid: entraUid(id), name }];
}

function subjectOf(source: unknown, tenant: string): Principal | undefined {
  if (textAt(source, 'identityType')?.toLowerCase() !== 'user') return undefined;
  const { id, name } = named(source);
  const details = at(source, 'details');
  const upn = textAt(details, 'UserPrincipalName') ?? textAt(details, 'userPrincipalName');
  return userPrincipal({ id, upn, displayName: name, tenant });
}
