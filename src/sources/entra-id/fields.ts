/** The paths of Entra's records that this source reads; the reader passes over everything else. */

import { flag, json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  time: text('time'),
  category: text('category'),
  operationName: text('operationName'),
  tenantId: text('tenantId'),
  resource: text('resourceId'),
  correlationId: text('correlationId'),
  callerIpAddress: text('callerIpAddress'),
  /** A code as text or number; `Success` in some exports. */
  resultType: json('resultType'),
  resultDescription: text('resultDescription'),
  /** A name of sign-ins and audits; an object of other logs. */
  identity: json('identity'),
  /** A country of sign-ins; a data centre, or a number, elsewhere. */
  region: json('location'),

  id: text('properties.id'),
  ipAddress: text('properties.ipAddress'),
  userAgent: text('properties.userAgent'),

  // Audits.
  activityDateTime: text('properties.activityDateTime'),
  activityDisplayName: text('properties.activityDisplayName'),
  loggedByService: text('properties.loggedByService'),
  result: json('properties.result'),
  resultReason: text('properties.resultReason'),
  initiatedBy: json('properties.initiatedBy'),
  targetResources: json('properties.targetResources'),
  additionalDetails: json('properties.additionalDetails'),

  // Sign-ins.
  createdDateTime: text('properties.createdDateTime'),
  userId: text('properties.userId'),
  userPrincipalName: text('properties.userPrincipalName'),
  userDisplayName: text('properties.userDisplayName'),
  userType: text('properties.userType'),
  appId: text('properties.appId'),
  appDisplayName: text('properties.appDisplayName'),
  servicePrincipalId: text('properties.servicePrincipalId'),
  servicePrincipalName: text('properties.servicePrincipalName'),
  servicePrincipalCredentialKeyId: text('properties.servicePrincipalCredentialKeyId'),
  clientCredentialType: text('properties.clientCredentialType'),
  federatedCredentialId: text('properties.federatedCredentialId'),
  managedServiceIdentity: json('properties.managedServiceIdentity'),
  managedIdentityType: text('properties.managedIdentityType'),
  resourceId: text('properties.resourceId'),
  resourceDisplayName: text('properties.resourceDisplayName'),
  resourceTenantId: text('properties.resourceTenantId'),
  homeTenantId: text('properties.homeTenantId'),
  crossTenantAccessType: text('properties.crossTenantAccessType'),
  status: json('properties.status'),
  location: json('properties.location'),
  /** A number, or text in exports. */
  autonomousSystemNumber: json('properties.autonomousSystemNumber'),
  deviceDetail: json('properties.deviceDetail'),
  clientAppUsed: text('properties.clientAppUsed'),
  isInteractive: flag('properties.isInteractive'),
  conditionalAccessStatus: text('properties.conditionalAccessStatus'),
  authenticationDetails: json('properties.authenticationDetails'),
  authenticationRequirement: text('properties.authenticationRequirement'),
  authenticationProtocol: text('properties.authenticationProtocol'),
  originalTransferMethod: text('properties.originalTransferMethod'),
  incomingTokenType: text('properties.incomingTokenType'),
  uniqueTokenIdentifier: text('properties.uniqueTokenIdentifier'),
  sessionId: text('properties.sessionId'),
  riskLevelDuringSignIn: text('properties.riskLevelDuringSignIn'),
  riskLevelAggregated: text('properties.riskLevelAggregated'),
  riskEventTypes: json('properties.riskEventTypes_v2'),
  riskEventTypesBefore: json('properties.riskEventTypes'),

  // Risks.
  riskEventType: text('properties.riskEventType'),
  riskType: text('properties.riskType'),
  riskLevel: text('properties.riskLevel'),
  riskState: text('properties.riskState'),
  riskDetail: text('properties.riskDetail'),
  detectionTimingType: text('properties.detectionTimingType'),
  requestId: text('properties.requestId'),
  detectedDateTime: text('properties.detectedDateTime'),
  riskLastUpdatedDateTime: text('properties.riskLastUpdatedDateTime'),
  displayName: text('properties.displayName'),
  servicePrincipalDisplayName: text('properties.servicePrincipalDisplayName'),
  keyIds: json('properties.keyIds'),
  additionalInfo: json('properties.additionalInfo'),

  // Provisioning.
  provisioningAction: text('properties.provisioningAction'),
  provisioningStatus: json('properties.provisioningStatusInfo'),
  sourceIdentity: json('properties.sourceIdentity'),
  targetIdentity: json('properties.targetIdentity'),
  targetSystem: json('properties.targetSystem'),
  provisioner: json('properties.servicePrincipal'),
});
