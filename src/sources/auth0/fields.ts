/** The paths of an Auth0 log record that this source reads; the reader passes over everything else. */

import { json, number, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  date: text('date'),
  type: text('type'),
  description: text('description'),
  logId: text('log_id'),
  /** The same id, as the Management API calls it. */
  documentId: text('_id'),
  connection: text('connection'),
  strategy: text('strategy'),
  strategyType: text('strategy_type'),
  clientId: text('client_id'),
  clientName: text('client_name'),
  ip: text('ip'),
  userAgent: text('user_agent'),
  hostname: text('hostname'),
  tenantName: text('tenant_name'),
  userId: text('user_id'),
  userName: text('user_name'),
  location: json('location_info'),
  sessionId: text('details.session_id'),
  prompts: json('details.prompts'),
  accessedSecrets: json('details.accessedSecrets'),
  method: text('details.request.method'),
  path: text('details.request.path'),
  channel: text('details.request.channel'),
  caller: json('details.request.auth.user'),
  tokenId: text('details.request.auth.credentials.jti'),
  requestAgent: text('details.request.userAgent'),
  requestBody: json('details.request.body'),
  statusCode: number('details.response.statusCode'),
  responseBody: json('details.response.body'),
});
