/** AWS: accounts of one organization behind IAM Identity Center, logged by an organization trail. */

import { automation } from '../behaviours/automation.ts';
import { people } from '../behaviours/people.ts';
import { services } from '../behaviours/services.ts';
import { workloads } from '../behaviours/workloads.ts';
import { deliver } from '../delivery.ts';
import type { Estate } from '../estate.ts';
import type { CloudTrailRecord } from './record.ts';

const RECORDS_PER_FILE = 3000;

export const aws: Estate = {
  id: 'aws',
  logs: ['aws-cloudtrail'],
  behaviours: [
    ['people', people],
    ['workloads', workloads],
    ['services', services],
    ['automation', automation],
  ],
  layout: ({ records }) =>
    deliver(records.filter(isCloudTrail), { recordsPerFile: RECORDS_PER_FILE, gathered: false }),
};

export function isCloudTrail(record: object | string): record is CloudTrailRecord {
  return typeof record === 'object' && 'eventVersion' in record && 'recipientAccountId' in record;
}
