/** The paths of an activity log record that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  time: text('time'),
  category: text('category'),
  operationName: text('operationName'),
  resourceId: text('resourceId'),
  resultType: text('resultType'),
  resultSignature: text('resultSignature'),
  correlationId: text('correlationId'),
  callerIpAddress: text('callerIpAddress'),
  location: text('location'),
  tenantId: text('tenantId'),
  /** Names of claims hold dots, so the block is read whole; calls with one token repeat it byte by byte. */
  claims: json('identity.claims'),
  authorizedAction: text('identity.authorization.action'),
  roleHolder: text('identity.authorization.evidence.principalId'),
  roleHolderType: text('identity.authorization.evidence.principalType'),
  requestBody: json('properties.requestbody'),
  requestBodyToo: json('properties.requestBody'),
  statusCode: text('properties.statusCode'),
  statusMessage: json('properties.statusMessage'),
  message: text('properties.message'),
  entity: text('properties.entity'),
  hierarchy: text('properties.hierarchy'),
  dataId: text('properties.eventDataId'),
  callerInProperties: text('properties.caller'),
  /** Of the management API and of workspace tables; delivered records have none of these. */
  caller: text('caller'),
  eventDataId: text('eventDataId'),
  /** Of alerts of the security centre. */
  alertName: text('properties.alertDisplayName'),
  alertType: text('properties.alertType'),
  alertSeverity: text('properties.severity'),
  compromised: text('properties.compromisedEntity'),
});
