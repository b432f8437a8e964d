/**
 * The paths of an Okta System Log record that this source reads; the reader passes over everything else. Data lakes
 * that fold column names write four of the outer ones in lower case: both spellings are read.
 */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  published: text('published'),
  eventType: text('eventType'),
  uuid: text('uuid'),
  actor: json('actor'),
  target: json('target'),
  result: text('outcome.result'),
  reason: text('outcome.reason'),
  ipAddress: text('client.ipAddress'),
  userAgent: text('client.userAgent.rawUserAgent'),
  device: text('client.device'),
  zone: text('client.zone'),
  oauthClient: text('client.id'),
  place: json('client.geographicalContext'),
  security: json('securityContext'),
  externalSession: text('authenticationContext.externalSessionId'),
  rootSession: text('authenticationContext.rootSessionId'),
  credentialType: text('authenticationContext.credentialType'),
  authenticationProvider: text('authenticationContext.authenticationProvider'),
  issuer: json('authenticationContext.issuer'),
  apiToken: text('transaction.detail.requestApiTokenId'),
  transaction: text('transaction.id'),
  requestUri: text('debugContext.debugData.requestUri'),
  behaviors: json('debugContext.debugData.behaviors'),
  risk: json('debugContext.debugData.risk'),
  logOnly: json('debugContext.debugData.logOnlySecurityData'),
  threatSuspected: json('debugContext.debugData.threatSuspected'),
  dtHash: json('debugContext.debugData.dtHash'),
  factor: json('debugContext.debugData.factor'),
  debugData: json('debugContext.debugData'),
  eventTypeFolded: text('eventtype'),
  securityFolded: json('securitycontext'),
  externalSessionFolded: text('authenticationcontext.externalSessionId'),
  debugDataFolded: json('debugcontext.debugData'),
});
