/** The paths of a Keycloak event that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  id: text('id'),
  /** Epoch ms; listeners that write a date instead are understood, too. */
  time: json('time'),
  realmId: text('realmId'),
  realmName: text('realmName'),
  error: text('error'),

  type: text('type'),
  clientId: text('clientId'),
  userId: text('userId'),
  sessionId: text('sessionId'),
  ipAddress: text('ipAddress'),
  codeId: text('details.code_id'),
  authSession: text('details.authSessionParentId'),
  username: text('details.username'),
  authMethod: text('details.auth_method'),
  identityProvider: text('details.identity_provider'),
  identity: text('details.identity_provider_identity'),
  grantType: text('details.grant_type'),
  clientAuthMethod: text('details.client_auth_method'),
  tokenId: text('details.token_id'),
  refreshTokenId: text('details.refresh_token_id'),
  nextRefreshTokenId: text('details.updated_refresh_token_id'),
  credentialType: text('details.credential_type'),
  certificate: text('details.x509_cert_serial_number'),
  impersonator: text('details.impersonator'),
  impersonatorRealm: text('details.impersonator_realm'),
  reason: text('details.reason'),

  operationType: text('operationType'),
  resourceType: text('resourceType'),
  resourcePath: text('resourcePath'),
  /** The thing as it is after the change, as JSON text, where the realm is set to include it. May hold secrets. */
  representation: text('representation'),
  authRealmId: text('authDetails.realmId'),
  authRealmName: text('authDetails.realmName'),
  authClientId: text('authDetails.clientId'),
  authUserId: text('authDetails.userId'),
  authUsername: text('authDetails.username'),
  authIpAddress: text('authDetails.ipAddress'),
});
