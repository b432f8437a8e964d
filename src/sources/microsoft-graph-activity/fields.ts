/** The paths of a Microsoft Graph activity record that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  time: text('time'),
  category: text('category'),
  tenantId: text('tenantId'),
  callerIpAddress: text('callerIpAddress'),
  resultSignature: json('resultSignature'),
  requestId: text('properties.requestId'),
  operationId: text('properties.operationId'),
  requestMethod: text('properties.requestMethod'),
  requestUri: text('properties.requestUri'),
  /** A number in delivered records, text in exports. */
  responseStatusCode: json('properties.responseStatusCode'),
  ipAddress: text('properties.ipAddress'),
  userAgent: text('properties.userAgent'),
  appId: text('properties.appId'),
  userId: text('properties.userId'),
  servicePrincipalId: text('properties.servicePrincipalId'),
  /** The caller, person or application. */
  objectId: text('properties.UserPrincipalObjectID'),
  tokenType: text('properties.C_Idtyp'),
  signInActivityId: text('properties.signInActivityId'),
  sessionId: text('properties.sessionId'),
  sid: text('properties.C_Sid'),
  clientAuthMethod: json('properties.clientAuthMethod'),
  scopes: text('properties.scopes'),
  roles: text('properties.roles'),
  location: text('location'),
  tenantInProperties: text('properties.tenantId'),
  aadTenantId: text('properties.aadTenantId'),
});
