/** The paths of a PingOne audit activity that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  id: text('id'),
  recordedAt: text('recordedAt'),
  createdAt: text('createdAt'),
  correlation: text('correlationId'),
  type: text('action.type'),
  user: json('actors.user'),
  client: json('actors.client'),
  resources: json('resources'),
  status: text('result.status'),
  description: text('result.description'),
  ipAddress: text('source.ipAddress'),
  userAgent: text('source.userAgent'),
  session: text('internalCorrelation.sessionId'),
});
