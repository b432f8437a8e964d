/** The paths of a LogEntry that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  insertId: text('insertId'),
  timestamp: text('timestamp'),
  receiveTimestamp: text('receiveTimestamp'),
  logName: text('logName'),
  // Some exporters write these names in lower case.
  insertid: text('insertid'),
  receivetimestamp: text('receivetimestamp'),
  logname: text('logname'),
  resourceLabels: json('resource.labels'),
  operation: json('operation'),
  payloadType: text('protoPayload.@type'),
  serviceName: text('protoPayload.serviceName'),
  methodName: text('protoPayload.methodName'),
  resourceName: text('protoPayload.resourceName'),
  authenticationInfo: json('protoPayload.authenticationInfo'),
  callerIp: text('protoPayload.requestMetadata.callerIp'),
  callerIP: text('protoPayload.requestMetadata.callerIP'),
  callerNetwork: text('protoPayload.requestMetadata.callerNetwork'),
  userAgent: text('protoPayload.requestMetadata.callerSuppliedUserAgent'),
  status: json('protoPayload.status'),
  request: json('protoPayload.request'),
  response: json('protoPayload.response'),
  serviceData: json('protoPayload.serviceData'),
  metadata: json('protoPayload.metadata'),
});
