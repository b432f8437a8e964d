/** The paths of a GuardDuty finding that this source reads; the reader passes over everything else. */

import { flag, json, number, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  id: text('id'),
  arn: text('arn'),
  type: text('type'),
  title: text('title'),
  accountId: text('accountId'),
  region: text('region'),
  partition: text('partition'),
  severity: number('severity'),
  createdAt: text('createdAt'),
  updatedAt: text('updatedAt'),
  resource: json('resource'),
  service: json('service'),
  /** Not a finding's: marks those of other products among Security Hub's. */
  otherProduct: flag('otherProduct'),
});
