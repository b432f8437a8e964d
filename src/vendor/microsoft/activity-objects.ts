/**
 * What Azure's management API returns of the activity log, put into the shape in which diagnostic settings deliver it.
 * Client libraries write the same with underscores. Objects of other kinds are none of these.
 */

import { at, isObject, textAt } from '../../lib/json.ts';

export function recordOfActivity(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const time = either(value, 'eventTimestamp', 'event_timestamp');
  const operationName = wordOf(either(value, 'operationName', 'operation_name'));
  if (typeof time !== 'string' || operationName === undefined || !isObject(value)) return undefined;
  const request = either(value, 'httpRequest', 'http_request');
  const properties = at(value, 'properties');
  return {
    time,
    category: wordOf(value['category']) ?? textAt(properties, 'eventCategory'),
    operationName,
    resourceId: either(value, 'resourceId', 'resource_id'),
    resultType: wordOf(value['status']),
    resultSignature: wordOf(either(value, 'subStatus', 'sub_status')),
    correlationId: either(value, 'correlationId', 'correlation_id'),
    callerIpAddress: either(request, 'clientIpAddress', 'client_ip_address'),
    eventDataId: either(value, 'eventDataId', 'event_data_id'),
    tenantId: either(value, 'tenantId', 'tenant_id'),
    caller: value['caller'],
    identity: { authorization: value['authorization'], claims: value['claims'] },
    properties,
  };
}

function either(value: unknown, name: string, other: string): unknown {
  return at(value, name) ?? at(value, other);
}

/** `{"value": "…", "localizedValue": "…"}`: the second is in the reader's language. */
function wordOf(named: unknown): string | undefined {
  return textAt(named, 'value');
}
