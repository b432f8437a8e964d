/** Alerts of Microsoft Defender for Cloud, which lie in the activity log: another detector's word, never one of ours. */

import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent } from '../../contract/source.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Principal } from '../../model/event.ts';
import { callerNamed } from '../../vendor/microsoft/claims.ts';
import { resourceTargets, subscriptionOf } from '../../vendor/microsoft/resource.ts';
import type { Essentials } from './essentials.ts';
import { FIELDS } from './fields.ts';

export function securityAlert(record: RecordView, { time, named, resourceId }: Essentials): NormalisedEvent {
  const tenant = record.text(FIELDS.tenantId)?.toLowerCase() ?? '';
  return {
    uid:
      record.text(FIELDS.eventDataId) ??
      record.text(FIELDS.dataId) ??
      `azure-alert-${record.text(FIELDS.correlationId) ?? ''}-${time}`,
    time,
    provider: 'azure',
    scope: subscriptionOf(resourceId) ?? tenant,
    region: record.text(FIELDS.location) || undefined,
    operation: named.operation,
    action: 'alert',
    outcome: 'success',
    error: undefined,
    access: 'service',
    principal: compromised(record.text(FIELDS.compromised), tenant),
    credential: undefined,
    session: undefined,
    client: { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined },
    targets: resourceId === '' ? [] : resourceTargets(resourceId),
    issued: [],
    subject: undefined,
    details: toldDetails({
      reason: record.text(FIELDS.alertName) ?? record.text(FIELDS.message),
      alertType: record.text(FIELDS.alertType),
      riskLevel: record.text(FIELDS.alertSeverity)?.toLowerCase(),
    }),
    pair: undefined,
  };
}

/** A person by login, else a machine by name. */
function compromised(entity: string | undefined, tenant: string): Principal {
  const person = callerNamed(entity, tenant);
  if (person !== undefined) return person;
  const name = entity?.toLowerCase().slice(0, 256) || 'unknown';
  return { uid: `host:${name}`, kind: entity === undefined ? 'unknown' : 'host', name, scope: tenant };
}
