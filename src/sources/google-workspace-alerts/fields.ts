/** The paths of an alert that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  alertId: text('alertId'),
  customerId: text('customerId'),
  createTime: text('createTime'),
  startTime: text('startTime'),
  type: text('type'),
  source: text('source'),
  dataType: text('data.@type'),
  data: json('data'),
  severity: text('metadata.severity'),
  status: text('metadata.status'),
});
