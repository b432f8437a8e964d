/** The paths of a Workspace activity that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  time: text('id.time'),
  application: text('id.applicationName'),
  /** Text, but some exporters write the bare number. */
  qualifier: json('id.uniqueQualifier'),
  customer: json('id.customerId'),
  actor: json('actor'),
  ownerDomain: text('ownerDomain'),
  ipAddress: text('ipAddress'),
  networkInfo: json('networkInfo'),
  events: json('events'),
  // Exporters that write one event a record put it beside the id.
  name: text('name'),
  type: text('type'),
  parameters: json('parameters'),
});
