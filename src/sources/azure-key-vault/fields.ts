/** The paths of a Key Vault audit record that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  time: text('time'),
  category: text('category'),
  resourceId: text('resourceId'),
  operationName: text('operationName'),
  resultType: text('resultType'),
  resultSignature: text('resultSignature'),
  correlationId: text('correlationId'),
  callerIpAddress: text('callerIpAddress'),
  /** Text in some exports, a number in delivered records. */
  status: json('properties.httpStatusCode'),
  clientInfo: text('properties.clientInfo'),
  objectId: text('properties.id'),
  requestUri: text('properties.requestUri'),
  trustedService: text('properties.trustedService'),
  /** Names of claims hold dots, so the block is read whole; calls with one token repeat it byte by byte. */
  claims: json('identity.claim'),
  /** The same out of a workspace table that has a column for each. */
  flatClaims: json('claims'),
});
